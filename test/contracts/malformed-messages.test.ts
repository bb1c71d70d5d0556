import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACTION_TAKEN, decodeActionTaken, encodeActionTaken } from '#contracts/action-taken.ts';
import { decodeTamperingDetected, TAMPERING_DETECTED } from '#contracts/tampering-detected.ts';
import { decodeVerdictReached, encodeVerdictReached, VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { intentId } from '#core/ledger/intent.ts';
import { ANA, HUB_ACCOUNT, MEMBER_ACCOUNT, NEW_YEAR, userIdOf } from '../fakes/people.ts';
import { type PublishedEvent, publishedBy } from '../fakes/recording-ports.ts';
import { CALL, recordOf } from '../fakes/records.ts';

type Members = Readonly<Record<string, unknown>>;

const VERDICT = publishedBy(HUB_ACCOUNT, VERDICT_REACHED, encodeVerdictReached(recordOf()));

const ACTION = publishedBy(
  HUB_ACCOUNT,
  ACTION_TAKEN,
  encodeActionTaken({
    id: intentId(userIdOf('ana'), 1, 1),
    principal: ANA,
    userId: userIdOf('ana'),
    verdictVersion: 1,
    openedAt: NEW_YEAR,
    attempts: [],
    outcome: { kind: 'failed', at: NEW_YEAR, because: 'user-gone' },
    announced: false,
  }),
);

const TAMPERING = publishedBy(HUB_ACCOUNT, TAMPERING_DETECTED, {
  schemaVersion: 1,
  account: ANA.account,
  call: { ...CALL, at: '2026-01-01T00:00:00Z' },
  principal: null,
  errorCode: null,
});

const CONTRACTS = [
  ['Verdict Reached', VERDICT, decodeVerdictReached],
  ['Action Taken', ACTION, decodeActionTaken],
  ['Tampering Detected', TAMPERING, decodeTamperingDetected],
] as const;

const withDetail = (event: PublishedEvent, members: Members): PublishedEvent => ({
  ...event,
  detail: { ...(event.detail as Members), ...members },
});

const without = (event: PublishedEvent, name: string): PublishedEvent => ({
  ...event,
  detail: Object.fromEntries(Object.entries(event.detail as Members).filter(([member]) => member !== name)),
});

describe.each(CONTRACTS)('%s', (detailType, event, decode) => {
  const problem = (received: string) => ({
    ok: false,
    problem: {
      kind: 'malformed',
      expected: `a "${detailType}" event of account 111122223333`,
      received: expect.stringContaining(received),
    },
  });

  it('is read when it is as it should be', () => {
    expect(decode(event, HUB_ACCOUNT)).toMatchObject({ ok: true });
  });

  it.each([
    ['another account', { account: MEMBER_ACCOUNT }, 'account: expected 111122223333'],
    ['no account', { account: undefined }, 'account: expected 111122223333'],
    ['another source', { source: 'aws.iam' }, 'source: expected mfa-guardian'],
    ['another kind', { 'detail-type': 'Something Else' }, 'detail-type: expected'],
    ['no detail', { detail: undefined }, 'message: expected object'],
  ])('is not read from %s', (_what, members, received) => {
    expect(decode({ ...event, ...members }, HUB_ACCOUNT)).toEqual(problem(received));
  });

  it.each([0, 2, '1', null])('is not read in version %j', (schemaVersion) => {
    expect(decode(withDetail(event, { schemaVersion }), HUB_ACCOUNT)).toEqual(
      problem('schemaVersion: expected 1'),
    );
  });

  it('says which member is missing, whichever it is', () => {
    for (const name of Object.keys(event.detail as Members)) {
      expect(decode(without(event, name), HUB_ACCOUNT)).toEqual(problem(name));
    }
  });

  it('may carry members that this version does not know', () => {
    expect(decode(withDetail(event, { addedLater: true }), HUB_ACCOUNT)).toEqual(decode(event, HUB_ACCOUNT));
  });

  it('never makes the reader throw, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(decode(value, HUB_ACCOUNT)).toMatchObject({ ok: false });
        expect(decode({ ...event, detail: value }, HUB_ACCOUNT)).toMatchObject({ ok: false });
      }),
    );
  });
});

describe('decodeVerdictReached', () => {
  it.each([
    [
      'principal',
      { ...ANA, account: '22222222222' },
      'principal.account: expected an account id of twelve digits',
    ],
    ['principal', { ...ANA, userName: 'a/b' }, 'principal.userName: expected a user name'],
    ['principal', { ...ANA, partition: 'azure' }, 'principal.partition: expected a partition'],
    [
      'identity',
      { userId: 'AROAX', arn: 'arn:aws:iam::222222222222:user/ana' },
      'identity.userId: expected a user id',
    ],
    ['identity', { userId: userIdOf('ana'), arn: 'ana' }, 'identity.arn: expected an ARN'],
    ['verdictVersion', 0, 'verdictVersion: expected at least'],
    ['verdictVersion', 1.5, 'verdictVersion: expected int'],
    ['finding', { kind: 'fine' }, 'finding.kind'],
    ['finding', { kind: 'protected' }, 'finding.lasting: expected boolean'],
    ['disposition', { kind: 'exempt' }, 'disposition.reason: expected string'],
    ['previousFinding', 'fine', 'previousFinding: expected no-access or'],
    ['readBegan', 'yesterday', 'readBegan: expected an ISO 8601 time'],
    ['cause', { ...CALL, at: '2026-01-01T00:00:00Z', kind: 'other' }, 'cause.kind: expected user-created or'],
  ])('says what is wrong with %s: %j', (member, value, received) => {
    expect(decodeVerdictReached(withDetail(VERDICT, { [member]: value }), HUB_ACCOUNT)).toMatchObject({
      ok: false,
      problem: { received: expect.stringContaining(received) },
    });
  });

  it('keeps the list of what is wrong short', () => {
    const gaps = Array.from({ length: 1_000 }, () => ({ fact: 'weather' }));
    const decoded = decodeVerdictReached(
      withDetail(VERDICT, { finding: { kind: 'undetermined', gaps } }),
      HUB_ACCOUNT,
    );
    expect(decoded.ok ? 0 : decoded.problem.received.length).toBe(500);
  });
});
