import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventPattern } from '#core/change/event-pattern.ts';
import { type EventRule, eventRules } from '#core/change/event-rules.ts';
import { isTakenBy } from '#core/change/match-event-pattern.ts';
import { parseCloudTrailEvent } from '#core/change/parse-cloudtrail-event.ts';
import { DETAIL_TYPES } from '#core/change/watched-event.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';
import { MANIFEST } from '../../events/manifest.ts';
import { ADMIN_SESSION, eventNamed, watchedEventNames, withDetail } from '../../fakes/cloudtrail-events.ts';
import { MEMBER_ACCOUNT } from '../../fakes/people.ts';
import { observed } from './observed.ts';

const RULES = eventRules(WATCHED_EVENTS);

const alternativesOf = ({ pattern }: EventRule): readonly EventPattern[] =>
  '$or' in pattern ? pattern.$or : [pattern];

const ALTERNATIVES = RULES.flatMap(alternativesOf);

const takersOf = (event: unknown): readonly EventRule[] =>
  RULES.filter(({ pattern }) => isTakenBy(pattern, event));

const matchesOf = (event: unknown): readonly EventPattern[] =>
  ALTERNATIVES.filter((pattern) => isTakenBy(pattern, event));

/** The one alternative without a source, for whatever the root user calls. */
const ANY_SERVICE = ALTERNATIVES.filter((pattern) =>
  pattern.source.some((source) => typeof source !== 'string'),
);

const ROOT_IDENTITY = { type: 'Root', principalId: MEMBER_ACCOUNT, accountId: MEMBER_ACCOUNT };

const CASES = watchedEventNames().map((name) => {
  const event = eventNamed(name);
  return { name, event, row: observed(event).row };
});

describe('eventRules', () => {
  it.each(RULES.map(({ pattern }) => JSON.stringify(pattern)))(
    'is short enough for EventBridge: %s',
    (text) => {
      expect(text.length).toBeLessThanOrEqual(2_048);
    },
  );

  it('packs rows into few rules, and says nothing twice', () => {
    expect(RULES.length).toBeLessThan(10);
    const texts = ALTERNATIVES.map((pattern) => JSON.stringify(pattern));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('splits what one pattern can not hold', () => {
    const [{ row }] = CASES as [(typeof CASES)[number]];
    const many = Array.from({ length: 200 }, (_, index) => ({
      ...row,
      eventName: `CallOfANameThatIsRatherLong${index}`,
    }));
    const rules = eventRules(many);
    expect(rules.length).toBeGreaterThan(1);
    expect(Math.max(...rules.map(({ pattern }) => JSON.stringify(pattern).length))).toBeLessThanOrEqual(
      2_048,
    );
    expect(
      rules.flatMap(alternativesOf).flatMap(({ detail }) => Object.values(detail['eventName'] ?? [])),
    ).toEqual(many.map(({ eventName }) => eventName));
  });

  it.each(CASES)('takes $name by one rule, and in one way', ({ event }) => {
    expect(takersOf(event)).toHaveLength(1);
    expect(matchesOf(event)).toHaveLength(1);
  });

  it.each(CASES.filter(({ row }) => row.delivery !== 'unknown'))(
    'asks for read-only events for $name if, and only if, it is one',
    ({ event, row }) => {
      const asking = takersOf(event).map(({ readOnlyEvents }) => readOnlyEvents);
      expect(asking).toEqual([row.delivery === 'read-only']);
    },
  );

  it.each(MANIFEST)('takes $fixture when it failed, too: some failures are signals', ({ fixture }) => {
    expect(takersOf(withDetail(eventNamed(fixture), { errorCode: 'AccessDenied' }))).toHaveLength(1);
  });

  it('takes every call of the root user’s for any service, and for what it is', () => {
    expect(ANY_SERVICE).toHaveLength(1);
    const calls = CASES.filter(
      ({ event, row }) =>
        event['detail-type'] === DETAIL_TYPES.apiCall && Object.keys(row.narrowing).length === 0,
    );
    expect(calls.length).toBeGreaterThan(70);
    for (const { event, row } of calls) {
      const byRoot = withDetail(event, { userIdentity: ROOT_IDENTITY });
      expect(matchesOf(byRoot)).toEqual([...matchesOf(event), ...ANY_SERVICE]);
      expect(observed(byRoot).row).toBe(row);
    }
  });

  it.each([
    [
      'a service does for the root user',
      { userIdentity: { ...ROOT_IDENTITY, invokedBy: 'cloudformation.amazonaws.com' } },
    ],
    ['a service does by itself', { eventType: 'AwsServiceEvent' }],
  ])('leaves alone what %s', (_what, detail) => {
    const byService = withDetail(eventNamed('root/put-bucket-policy'), detail);
    expect(takersOf(byService)).toEqual([]);
    expect(parseCloudTrailEvent(byService)).toMatchObject({ problem: { kind: 'not-watched' } });
  });

  it.each(CASES.filter(({ name }) => name.startsWith('guardian-')))(
    'leaves $name alone where it is about a part of somebody else’s',
    ({ event }) => {
      const elsewhere = JSON.parse(
        JSON.stringify(event)
          .replaceAll('MfaGuardian', 'OtherTeams')
          .replaceAll('mfa-guardian', 'other-teams'),
      ) as unknown;
      expect(takersOf(elsewhere)).toEqual([]);
    },
  );

  it.each([
    ['assume-role', { requestParameters: { roleArn: 'arn:r', roleSessionName: 'ana' } }],
    ['assume-role', { userIdentity: ADMIN_SESSION }],
    ['get-session-token', { requestParameters: { serialNumber: 'arn:aws:iam::222222222222:mfa/ana-phone' } }],
    ['get-session-token', { userIdentity: ADMIN_SESSION }],
    ['get-federation-token', { userIdentity: ADMIN_SESSION }],
    ['get-signin-token', { userIdentity: ADMIN_SESSION }],
    ['create-oauth2-token', { userIdentity: ADMIN_SESSION }],
  ])('leaves the frequent ways to a session alone that show nothing of a user: %s', (file, detail) => {
    expect(takersOf(withDetail(eventNamed(file), detail))).toEqual([]);
  });

  it.each([
    'AWS Console Sign In via CloudTrail',
    'AWS Console Signin via CloudTrail',
    'AWS API Call via CloudTrail',
    'AWS Service Event via CloudTrail',
  ])('takes sign-ins under whichever detail-type AWS’s guides give them: %s', (detailType) => {
    expect(takersOf({ ...eventNamed('console-login'), 'detail-type': detailType })).toHaveLength(1);
  });

  it.each(['Admin', 'ana@example.com'])('leaves the sign-in of role sessions alone: %s', (sessionName) => {
    const byRole = withDetail(eventNamed('console-login'), {
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${MEMBER_ACCOUNT}:assumed-role/Admin/${sessionName}`,
      },
    });
    expect(takersOf(byRole)).toEqual([]);
  });

  it('matches exactly the rows that it is made from', () => {
    fc.assert(
      fc.property(fc.subarray([...WATCHED_EVENTS], { minLength: 1 }), (rows) => {
        const rules = eventRules(rows);
        const taken = CASES.filter(({ event }) => rules.some(({ pattern }) => isTakenBy(pattern, event)));
        expect(taken.map(({ row }) => row)).toEqual(
          CASES.map(({ row }) => row).filter((row) => rows.includes(row)),
        );
      }),
      { numRuns: 50 },
    );
  });
});
