import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUserId, type UserId } from '#core/kernel/aws-identifiers.ts';
import { addDuration, hours, milliseconds } from '#core/kernel/time.ts';
import {
  attemptSessionName,
  explains,
  type Intent,
  intentId,
  isFinished,
  type OwnCall,
  parseAttemptName,
} from '#core/ledger/intent.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import { ANA, guardArn, HUB_ACCOUNT, NEW_YEAR, principalNamed, userIdOf } from '../../fakes/people.ts';
import { CALL } from '../../fakes/records.ts';

const sessionNamed = (sessionName: string) => ({
  kind: 'role-session' as const,
  roleArn: 'arn:aws:iam::222222222222:role/MfaGuardianEnforcer',
  sessionName,
});

/** The longest id that IAM's documentation allows. */
const LONGEST_ID = `AIDA${'Z9'.repeat(14)}` as UserId;

const userIds = fc
  .string({ unit: fc.constantFrom(...'ABCXYZ0189'), minLength: 12, maxLength: 28 })
  .map((rest) => `AIDA${rest}` as UserId);

describe('attemptSessionName', () => {
  it('is a session name that STS accepts, for the longest id and a life’s worth of verdicts', () => {
    const name = attemptSessionName(intentId(LONGEST_ID, 999_999_999, 20), 999_999);
    expect(parseUserId(LONGEST_ID).ok).toBe(true);
    expect(name.length).toBeLessThanOrEqual(64);
    expect(name).toMatch(/^[\w+=,.@-]{2,64}$/);
  });

  it('always says which attempt of which intent it stands for', () => {
    fc.assert(
      fc.property(
        userIds,
        fc.integer({ min: 1, max: 10 ** 9 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 999 }),
        (userId, version, turn, attempt) => {
          const id = intentId(userId, version, turn);
          expect(parseAttemptName(sessionNamed(attemptSessionName(id, attempt)))).toEqual({ id, attempt });
        },
      ),
    );
  });

  it('never gives two verdicts or attempts the same name', () => {
    const both = fc.tuple(userIds, fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }));
    fc.assert(
      fc.property(both, both, (left, right) => {
        const [leftName, rightName] = [left, right].map(([userId, version, attempt]) =>
          attemptSessionName(intentId(userId, version, 1), attempt),
        );
        expect(leftName === rightName).toBe(JSON.stringify(left) === JSON.stringify(right));
      }),
    );
  });
});

describe('parseAttemptName', () => {
  it.each([
    'ruth',
    'attach-AIDAANAANAANAANAANA00-1',
    'attach-AIDAANAANAANAANAANA00-1.',
    'attach-AIDAANAANAANAANAANA00-1.1x',
    'xattach-AIDAANAANAANAANAANA00-1.1',
    'attach-AROAANAANAANAANAANA00-1.1',
    'attach-AIDA-1.1',
    'attach-AIDAANAANAANAANAANA00-1.-1',
    'attach-AIDAANAANAANAANAANA00-1.1\n',
    '__proto__',
    '',
  ])('does not recognise %j', (sessionName) => {
    expect(parseAttemptName(sessionNamed(sessionName))).toBeUndefined();
  });

  it('recognises only sessions of roles', () => {
    const userName = 'attach-AIDAANAANAANAANAANA00-1.1';
    expect(parseAttemptName({ kind: 'iam-user', userName, arn: 'arn' })).toBeUndefined();
    expect(parseAttemptName({ kind: 'root' })).toBeUndefined();
  });
});

const INTENT: Intent = {
  id: intentId(userIdOf('ana'), 1, 1),
  principal: ANA,
  userId: userIdOf('ana'),
  verdictVersion: 1,
  openedAt: NEW_YEAR,
  attempts: [{ policyArn: guardArn('standard'), at: NEW_YEAR }],
  outcome: { kind: 'attached', at: NEW_YEAR, policyArn: guardArn('standard') },
  announced: true,
};

const targetOf = (principal: PrincipalName = ANA, policyArn = guardArn('standard')): OwnCall['target'] => ({
  principal,
  policyArn,
});

const OWN: OwnCall = { call: { ...CALL, eventName: 'AttachUserPolicy' }, target: targetOf() };

const claimedBy = (eventId: string): Intent => ({
  ...INTENT,
  attempts: INTENT.attempts.map((attempt) => ({ ...attempt, claimedBy: eventId })),
});

describe('explains', () => {
  it('explains the record of its own attempt', () => {
    expect(explains(INTENT, 1, OWN, NEW_YEAR)).toBe(true);
  });

  it('explains it again when the same record is delivered again', () => {
    expect(explains(claimedBy(OWN.call.eventId), 1, OWN, NEW_YEAR)).toBe(true);
  });

  it('explains a refused call, whose parameters are not recorded', () => {
    expect(explains(INTENT, 1, { ...OWN, target: 'not-recorded' }, NEW_YEAR)).toBe(true);
  });

  it.each<[string, Intent, number, OwnCall]>([
    ['another call', INTENT, 1, { ...OWN, call: { ...OWN.call, eventName: 'DetachUserPolicy' } }],
    ['another user', INTENT, 1, { ...OWN, target: targetOf(principalNamed('bob')) }],
    ['another account', INTENT, 1, { ...OWN, target: targetOf({ ...ANA, account: HUB_ACCOUNT }) }],
    ['another policy', INTENT, 1, { ...OWN, target: targetOf(ANA, guardArn('strict')) }],
    ['an attempt that was not made yet', INTENT, 2, OWN],
    ['an attempt numbered zero', INTENT, 0, OWN],
    ['an attempt that was never made', { ...INTENT, attempts: [] }, 1, OWN],
    ['an attempt that another record claimed', claimedBy('event-0'), 1, OWN],
    ['a refused call of another kind', INTENT, 1, { call: CALL, target: 'not-recorded' }],
    [
      'a refused call, claimed by another record',
      claimedBy('event-0'),
      1,
      { ...OWN, target: 'not-recorded' },
    ],
  ])('does not explain %s', (_what, intent, attempt, own) => {
    expect(explains(intent, attempt, own, NEW_YEAR)).toBe(false);
  });

  it('holds each attempt to the policy of that attempt', () => {
    const second = { policyArn: guardArn('strict'), at: NEW_YEAR };
    const intent = { ...INTENT, attempts: [...INTENT.attempts, second] };
    const strict = { ...OWN, target: targetOf(ANA, guardArn('strict')) };
    expect(explains(intent, 2, strict, NEW_YEAR)).toBe(true);
    expect(explains(intent, 1, strict, NEW_YEAR)).toBe(false);
  });

  it.each([
    [-1, true],
    [0, false],
    [1, false],
  ])('explains records for 24 hours after it finished, %i ms: %s', (around, explained) => {
    const now = addDuration(NEW_YEAR, milliseconds(hours(24) + around));
    expect(explains(INTENT, 1, OWN, now)).toBe(explained);
    const failed: Intent = { ...INTENT, outcome: { kind: 'failed', at: NEW_YEAR, because: 'access-denied' } };
    expect(explains(failed, 1, OWN, now)).toBe(explained);
  });

  it('explains records however long it stays open, and before it finished', () => {
    const open: Intent = { ...INTENT, outcome: { kind: 'open' } };
    expect(explains(open, 1, OWN, addDuration(NEW_YEAR, hours(1_000)))).toBe(true);
    expect(explains(INTENT, 1, OWN, addDuration(NEW_YEAR, milliseconds(-hours(1_000))))).toBe(true);
  });
});

describe('isFinished', () => {
  it('is anything but open', () => {
    expect(isFinished({ ...INTENT, outcome: { kind: 'open' } })).toBe(false);
    expect(isFinished(INTENT)).toBe(true);
    expect(isFinished({ ...INTENT, outcome: { kind: 'failed', at: NEW_YEAR, because: 'user-gone' } })).toBe(
      true,
    );
  });
});
