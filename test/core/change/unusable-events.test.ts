import { describe, expect, it } from 'vitest';
import { concernedBy, namelessness } from '#core/change/observed-event.ts';
import { parseCloudTrailEvent as parse } from '#core/change/parse-cloudtrail-event.ts';
import { type DeliveredEvent, eventNamed, withDetail } from '../../fakes/cloudtrail-events.ts';
import { observed } from './observed.ts';

const CREATE_USER = eventNamed('create-user');

const aboutUser = (userName: unknown): DeliveredEvent =>
  withDetail(CREATE_USER, { requestParameters: { userName } });

/** Nobody is looked at, and whoever finds the event in the dead-letter queue is told what is missing. */
const expectNobodyNamed = (event: unknown): void => {
  const read = observed(event);
  expect(concernedBy(read)).toEqual([]);
  expect(namelessness(read)).toMatchObject({
    kind: 'malformed',
    expected: 'the name of whom the call was about',
  });
};

describe('parseCloudTrailEvent, given what it can not use', () => {
  it.each(['read-only-call', 'other-service', 'source-of-someone-else'])('does not watch %s', (file) => {
    expect(parse(eventNamed(`near-misses/${file}`))).toMatchObject({
      ok: false,
      problem: { kind: 'not-watched' },
    });
  });

  it.each([
    ['createuser', { eventName: 'createuser' }],
    ['a name that objects inherit', { eventName: 'constructor' }],
    ['another service’s call of the same name', { eventSource: 'identitystore.amazonaws.com' }],
  ])('does not watch %s', (_what, detail) => {
    expect(parse(withDetail(CREATE_USER, detail))).toMatchObject({ problem: { kind: 'not-watched' } });
  });

  it('does not take a sign-in for an API call, whatever it is called', () => {
    const signIn = withDetail(eventNamed('near-misses/console-sign-in'), { eventName: 'CreateUser' });
    expect(parse(signIn)).toMatchObject({
      problem: { kind: 'not-watched', received: 'aws.signin CreateUser' },
    });
  });

  it.each(['role-session-without-user-name', 'parameters-omitted'])(
    'does not guess whom a call is about: %s',
    (file) => {
      expectNobodyNamed(eventNamed(`near-misses/${file}`));
    },
  );

  it('does not guess whom a call of an AWS service is about', () => {
    expectNobodyNamed(withDetail(eventNamed('near-misses/by-an-aws-service'), { requestParameters: null }));
  });

  it.each([
    ['groups/create-group', 'the members groupname'],
    ['roles/create-role', 'the members groupname'],
    ['managed-policies/delete-policy', 'the members groupname'],
  ])('says which members it found instead of a name, in %s', (file, received) => {
    const event = withDetail(eventNamed(file), {
      requestParameters: { groupname: 'x' },
      responseElements: null,
    });
    expect(namelessness(observed(event))?.received).toBe(received);
  });

  it.each([
    ['an empty one', ''],
    ['a path', 'team/ana'],
    ['a line break', 'ana\nruth'],
    ['a control character', 'ana\u0007'],
    ['a NUL', 'ana\u0000'],
    ['a letter outside ASCII', 'aná'],
    ['65 characters', 'a'.repeat(65)],
    ['braces', '{aws:username}'],
  ])('does not accept %s as a user name', (_what, userName) => {
    expectNobodyNamed(aboutUser(userName));
  });

  it.each(['__proto__', 'constructor', 'toString', 'ana+test=1,2.3@example-_', 'a'.repeat(64)])(
    'accepts the unusual but legal user name %s as it is',
    (userName) => {
      expect(concernedBy(observed(aboutUser(userName)))).toEqual([{ kind: 'user', userName }]);
    },
  );

  it.each(['', '22222222222', '2222222222222', '22222222222a', ' 222222222222', '222222222222\n'])(
    'does not accept %j as an account',
    (account) => {
      expect(parse({ ...CREATE_USER, account })).toEqual({
        ok: false,
        problem: {
          kind: 'malformed',
          expected: 'an account id of twelve digits in the envelope',
          received: account.replace('\n', '?'),
        },
      });
    },
  );

  it.each([
    '',
    'yesterday',
    '2026-01-01',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '2026-01-01 09:30:00',
    '2026-01-01T09:30:00',
    '9999-12-31T23:59:59-23:59',
    'NaN',
  ])('does not accept %j as the time of a call', (eventTime) => {
    expect(parse(withDetail(CREATE_USER, { eventTime }))).toEqual({
      ok: false,
      problem: { kind: 'malformed', expected: 'an ISO 8601 eventTime', received: eventTime },
    });
  });

  it.each([
    ['no detail', { ...CREATE_USER, detail: undefined }, 'detail'],
    ['a number for a name', withDetail(CREATE_USER, { eventName: 7 }), 'detail.eventName: expected string'],
    ['no id', withDetail(CREATE_USER, { eventID: '' }), 'detail.eventID: expected at least 1'],
    ['too long an id', withDetail(CREATE_USER, { eventID: 'e'.repeat(129) }), 'expected at most 128'],
    ['an object for an error', withDetail(CREATE_USER, { errorCode: {} }), 'detail.errorCode'],
    ['a list', [CREATE_USER], 'event: expected object'],
    ['nothing', null, 'event: expected object'],
  ])('says what is wrong with an event that has %s', (_what, event, complaint) => {
    expect(parse(event)).toMatchObject({
      ok: false,
      problem: { kind: 'malformed', received: expect.stringContaining(complaint) },
    });
  });

  it('keeps what it received short, however long the event', () => {
    const long = 'x'.repeat(300_000);
    const events = [
      withDetail(CREATE_USER, { eventTime: long }),
      withDetail(CREATE_USER, { eventName: long }),
      { ...CREATE_USER, account: long },
    ];
    for (const event of events) {
      const parsed = parse(event);
      expect(parsed.ok ? undefined : parsed.problem.received.length).toBe(300);
    }
  });

  it('survives parameters that are nested deeper than anything could print', () => {
    const requestParameters: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expectNobodyNamed(withDetail(CREATE_USER, { requestParameters }));
  });
});
