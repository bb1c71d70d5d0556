import { describe, expect, it } from 'vitest';
import type { GuardMode } from '#core/action/guard-action.ts';
import { type AttachmentPlan, planAttachment } from '#core/action/plan-attachment.ts';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import type { AttachFailure } from '#core/ledger/intent.ts';
import { known, type Observed, unknown } from '#core/posture/observed.ts';
import type { PolicyText, PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import type { MfaVerdict } from '#core/verdict/mfa-verdict.ts';
import { exposed } from '../../fakes/findings.ts';
import { heldPolicies, inlinePolicy } from '../../fakes/held-policies.ts';
import {
  ACTIVE_KEY,
  ANA,
  DEVICE,
  guardArn,
  INTACT_POLICIES,
  NEW_YEAR,
  PASSWORD,
  rolloutIn,
  snapshotOf,
  userIdOf,
} from '../../fakes/people.ts';

const EXPOSED: MfaVerdict = {
  finding: exposed(),
  disposition: { kind: 'none' },
};

interface Case {
  readonly snapshot?: PostureSnapshot;
  readonly judged?: string;
  readonly verdict?: MfaVerdict;
  readonly mode?: GuardMode;
}

const plan = ({ snapshot = snapshotOf('ana'), judged = 'ana', verdict = EXPOSED, mode = 'enforce' }: Case) =>
  planAttachment(snapshot, userIdOf(judged), verdict, rolloutIn(mode));

const gaveUp = (because: AttachFailure): AttachmentPlan => ({ kind: 'give-up', because });

const withStandard = (standard: Observed<PolicyText>): Case => ({
  snapshot: snapshotOf('ana', { enforcementPolicies: { ...INTACT_POLICIES, standard } }),
});

const textOf = (document: unknown): Observed<PolicyText> =>
  known({ kind: 'text', text: JSON.stringify(document) });

describe('planAttachment', () => {
  it('attaches the variant that suits the user, in the user’s account', () => {
    expect(plan({ snapshot: snapshotOf('ana', { accessKeys: ACTIVE_KEY }) })).toEqual({
      kind: 'attach',
      policyArn: guardArn('standard'),
    });
    expect(plan({ snapshot: snapshotOf('ana', { password: PASSWORD }) })).toEqual({
      kind: 'attach',
      policyArn: guardArn('strict'),
    });
  });

  it.each<[string, Observed<PolicyText>, AttachFailure]>([
    ['no policy', known({ kind: 'no-such-policy' }), 'enforcement-policy-absent'],
    ['an emptied policy', textOf({ Version: '2012-10-17', Statement: [] }), 'enforcement-policy-altered'],
    [
      'the text of another variant',
      textOf(enforcementDocument('strict', 'aws')),
      'enforcement-policy-altered',
    ],
    ['a policy that nobody could read', unknown('throttled'), 'facts-unknown'],
  ])('does not attach %s', (_what, standard, because) => {
    expect(plan(withStandard(standard))).toEqual(gaveUp(because));
  });

  it('does not mind what became of the other variants', () => {
    const enforcementPolicies = { ...INTACT_POLICIES, strict: unknown('throttled') };
    expect(plan({ snapshot: snapshotOf('ana', { enforcementPolicies }) }).kind).toBe('attach');
  });

  it.each<[string, Case, AttachFailure]>([
    ['somebody else of the same name', { judged: 'bob' }, 'user-gone'],
    [
      'a user who is gone',
      { snapshot: { kind: 'absent', principal: ANA, readBegan: NEW_YEAR } },
      'user-gone',
    ],
    [
      'a user who can not be read',
      { snapshot: { kind: 'unreadable', because: 'throttled', principal: ANA, readBegan: NEW_YEAR } },
      'facts-unknown',
    ],
    ['anybody in observe mode', { mode: 'observe' }, 'no-longer-needed'],
    [
      'the exempt',
      { verdict: { ...EXPOSED, disposition: { kind: 'exempt', reason: 'a robot' } } },
      'no-longer-needed',
    ],
    [
      'break-glass users',
      { verdict: { ...EXPOSED, disposition: { kind: 'break-glass', reason: 'the safe' } } },
      'no-longer-needed',
    ],
    [
      'those who enrolled in the meantime',
      { verdict: { ...EXPOSED, finding: { kind: 'protected', lasting: false } } },
      'no-longer-needed',
    ],
    [
      'those about whom too little is known',
      { verdict: { ...EXPOSED, finding: { kind: 'undetermined', gaps: [] } } },
      'facts-unknown',
    ],
  ])('does not attach to %s', (_whom, given, because) => {
    expect(plan(given)).toEqual(gaveUp(because));
  });

  it.each<[string, Partial<UserPosture>]>([
    ['a boundary that nobody knows, and', { boundary: unknown('throttled') }],
  ])('does not attach where that might lock somebody out: %s no device', (_what, facts) => {
    const alike = { accessKeys: ACTIVE_KEY, ...facts };
    expect(plan({ snapshot: snapshotOf('ana', alike) })).toEqual(gaveUp('would-lock-out'));
    expect(plan({ snapshot: snapshotOf('ana', { ...alike, mfaDevices: DEVICE }) }).kind).toBe('attach');
  });

  it.each<[string, Partial<UserPosture>]>([
    [
      'service control policies that nobody knows',
      { serviceControl: { kind: 'unknown', because: 'throttled' } },
    ],
    ['an SSH key only', { accessKeys: known([]), sshPublicKeys: known([{ id: 'APKA', active: true }]) }],
  ])('does not attach where that might lock somebody out, device or not: %s', (_what, facts) => {
    const alike = { accessKeys: ACTIVE_KEY, ...facts };
    expect(plan({ snapshot: snapshotOf('ana', alike) })).toEqual(gaveUp('would-lock-out'));
    expect(plan({ snapshot: snapshotOf('ana', { ...alike, mfaDevices: DEVICE }) })).toEqual(
      gaveUp('would-lock-out'),
    );
  });

  it('asks of the variant that it would attach whether that locks anybody out', () => {
    const keysOnly = JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Deny',
        Action: 'iam:EnableMFADevice',
        Resource: '*',
        Condition: { Null: { 'aws:TokenIssueTime': 'false' } },
      },
    });
    const facts = { accessKeys: ACTIVE_KEY, identityPolicies: heldPolicies(inlinePolicy('keys', keysOnly)) };
    expect(plan({ snapshot: snapshotOf('ana', facts) }).kind).toBe('attach');
    expect(plan({ snapshot: snapshotOf('ana', { ...facts, password: PASSWORD }) })).toEqual(
      gaveUp('would-lock-out'),
    );
  });

  it('says first that there is no policy to attach, whoever that would lock out', () => {
    const serviceControl = { kind: 'unknown', because: 'not-configured' } as const;
    const enforcementPolicies = { ...INTACT_POLICIES, standard: known({ kind: 'no-such-policy' as const }) };
    const snapshot = snapshotOf('ana', { accessKeys: ACTIVE_KEY, serviceControl, enforcementPolicies });
    expect(plan({ snapshot })).toEqual(gaveUp('enforcement-policy-absent'));
  });
});
