import { describe, expect, it } from 'vitest';
import type { UserId } from '#core/kernel/aws-identifiers.ts';
import { replayRecord } from '../../../cli/replay/replay-record.ts';
import { timelineOf } from '../../../cli/replay/timeline.ts';
import { MANIFEST } from '../../events/manifest.ts';
import { eventNamed, iamCall } from '../../fakes/cloudtrail-events.ts';
import { arnOf, MEMBER_ACCOUNT } from '../../fakes/people.ts';

const replayed = (value: unknown) => replayRecord(value, []);

const created = iamCall({ eventName: 'CreateUser', requestParameters: { userName: 'ana' } });

const withoutMembers = (record: object, ...members: readonly string[]) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !members.includes(name)));

describe('replayRecord', () => {
  it.each(MANIFEST)('sees $fixture alike, in the envelope and without', ({ fixture, concerns }) => {
    const event = eventNamed(fixture);
    const { read: _read, ...bare } = replayed(event.detail);
    const { read: _other, ...enveloped } = replayed(event);
    expect(bare).toEqual(enveloped);
    expect(bare).toMatchObject({ watched: true, account: event.account });
    expect(bare.concerns.map(({ kind }) => kind)).toEqual(concerns.map(({ kind }) => kind));
  });

  it('names whom a change concerns, and the ARN where the record tells it', () => {
    const ana = { type: 'IAMUser', userName: 'ana', arn: arnOf('ana') };
    expect(replayed(created).concerns).toEqual([{ kind: 'user', name: 'ana' }]);
    const own = iamCall({ eventName: 'ChangePassword', by: ana });
    expect(replayed(own).concerns).toEqual([{ kind: 'user', name: 'ana', arn: arnOf('ana') }]);
    const policyArn = `arn:aws:iam::${MEMBER_ACCOUNT}:policy/team/build`;
    const version = iamCall({ eventName: 'SetDefaultPolicyVersion', requestParameters: { policyArn } });
    expect(replayed(version).concerns).toEqual([{ kind: 'policy', name: 'build', arn: policyArn }]);
  });

  it('concerns nobody after a call that failed', () => {
    const failed = iamCall({
      eventName: 'CreateUser',
      requestParameters: { userName: 'ana' },
      errorCode: 'X',
    });
    expect(replayed(failed)).toMatchObject({ watched: true, concerns: [] });
  });

  it.each([
    ['no eventID and no time', withoutMembers(created.detail, 'eventID', 'eventTime'), null],
    ['an odd account', { ...created.detail, recipientAccountId: 'redacted' }, 'event-1'],
    ['an account that is a number', { ...created.detail, recipientAccountId: 12_345 }, 'event-1'],
    ['no service, where the name tells it', withoutMembers(created.detail, 'eventSource'), 'event-1'],
  ])('misses nobody because of %s', (_what, record, eventID) => {
    expect(replayed(record)).toMatchObject({ eventID, watched: true, concerns: [{ name: 'ana' }] });
  });

  it.each([
    ['a read', iamCall({ eventName: 'GetUser', requestParameters: { userName: 'ana' } }).detail],
    ['a name in another case', { ...created.detail, eventName: 'createUser' }],
    ['a call by nobody', { eventVersion: '1.08' }],
    ['a read of the root user', { ...eventNamed('root/put-bucket-policy').detail, readOnly: true }],
    ['null', null],
    ['a text', 'CreateUser'],
  ])('takes %s for one that no rule would have got', (_what, record) => {
    expect(replayed(record)).toMatchObject({ watched: false, concerns: [], threats: [] });
  });

  it('knows whose name is spared only from a configuration', () => {
    const spared = [{ arn: arnOf('ana'), id: 'AIDAANAANAANAANAANA0' as UserId, reason: 'for the test' }];
    const record = { ...created.detail, recipientAccountId: MEMBER_ACCOUNT };
    expect(replayed(record).threats).toEqual([]);
    expect(replayRecord(record, spared).threats).toMatchObject([{ kind: 'spared-name-taken' }]);
  });
});

describe('timelineOf', () => {
  it('says when, where, what, by whom, and who would have been looked at', () => {
    expect(timelineOf(replayed(created))).toEqual([
      `2026-01-01T00:00:00Z  ${MEMBER_ACCOUNT}  CreateUser by session ruth of role arn:aws:iam::${MEMBER_ACCOUNT}:role/Admin -> user ana`,
    ]);
  });

  it('has a line more for each threat', () => {
    const lines = timelineOf(replayed(eventNamed('root/put-bucket-policy')));
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('! medium: root-used (root root)');
  });

  it.each([
    ['failed (AccessDenied): nobody', { errorCode: 'AccessDenied' }],
    ['names nobody: it would have been set aside', { requestParameters: null }],
  ])('says %s', (words, members) => {
    expect(timelineOf(replayed({ ...created.detail, ...members }))[0]).toContain(words);
  });

  it('says so where no rule would have stood', () => {
    const signIn = eventNamed('sign-in/console-login');
    const [line] = timelineOf(replayed({ ...signIn.detail, awsRegion: 'eu-north-1' }));
    expect(line).toMatch(/-> user ana \(in eu-north-1, where no rule of the guardian's stands\)$/);
  });

  it('is silent about what is not watched, and shows no control characters', () => {
    expect(timelineOf(replayed({ ...created.detail, eventName: 'GetUser' }))).toEqual([]);
    const hostile = iamCall({ eventName: 'CreateGroup', requestParameters: { groupName: 'a\u001b[2Jb\n' } });
    expect(timelineOf(replayed(hostile)).join('')).not.toMatch(/[^\x20-\x7e]/);
  });
});
