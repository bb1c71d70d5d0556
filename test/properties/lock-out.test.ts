import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planAttachment } from '#core/action/plan-attachment.ts';
import type { Rollout } from '#core/action/rollout.ts';
import type { Arn, UserId } from '#core/kernel/aws-identifiers.ts';
import { known } from '#core/posture/observed.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import { endedCredentials } from '../arbitraries/ended-credentials.ts';
import { presentSnapshots } from '../arbitraries/postures.ts';
import { readFailures } from '../arbitraries/read-failures.ts';
import { MAY_DO_EVERYTHING, withAttached } from '../fakes/held-policies.ts';
import { INTACT_POLICIES, NEW_YEAR } from '../fakes/people.ts';
import { PROOF_TIMEOUT, proofRuns } from '../fakes/proof-runs.ts';
import { tally } from '../fakes/tally.ts';

const JUDGED = 'AIDAANAANAANAANAANA00' as UserId;

const rollouts: fc.Arbitrary<Rollout> = fc.record({
  mode: fc.constant('enforce' as const),
  allowPasswordChange: fc.boolean(),
});

type Present = PostureSnapshot & { readonly kind: 'present' };

const withFacts = (snapshot: Present, facts: Partial<UserPosture>): Present => ({
  ...snapshot,
  user: { ...snapshot.user, ...facts },
});

const withPolicy = (snapshot: Present, arn: Arn): Present => {
  const { identityPolicies: own, enforcementPolicies } = snapshot.user;
  const attachedPolicies = known([arn]);
  return withFacts(snapshot, {
    identityPolicies: withAttached(own, { attachedPolicies, enforcementPolicies }),
  });
};

const hasDevice = ({ user }: Present): boolean =>
  user.mfaDevices.kind === 'known' && user.mfaDevices.fact.length > 0;

/** Whether there is, or may be, anything that signs in. */
const signsIn = ({ user }: Present): boolean =>
  user.password.kind === 'unknown' ||
  user.password.fact !== 'none' ||
  [user.accessKeys, user.serviceCredentials, user.sshPublicKeys, user.signingCertificates].some(
    (credentials) => credentials.kind === 'unknown' || credentials.fact.some(({ active }) => active),
  );

/** Many who may do everything, and whom nothing guards yet. */
const openSnapshots: fc.Arbitrary<Present> = fc
  .tuple(presentSnapshots, fc.boolean(), fc.boolean())
  .map(([snapshot, mayDoEverything, hasNoDevice]) =>
    withFacts(snapshot, {
      enforcementPolicies: INTACT_POLICIES,
      ...(mayDoEverything ? { attachedPolicies: known([]), identityPolicies: MAY_DO_EVERYTHING } : {}),
      ...(hasNoDevice ? { mfaDevices: known([]) } : {}),
    }),
  );

const ROLLOUT: Rollout = { mode: 'enforce', allowPasswordChange: true };

type Ended = Parameters<typeof judgePosture>[1];

const planFor = (snapshot: Present, ended: Ended, rollout: Rollout) => {
  const finding = judgePosture(snapshot, ended, NEW_YEAR, rollout);
  return planAttachment(snapshot, JUDGED, { finding, disposition: { kind: 'none' } }, rollout);
};

describe('the guardian', { timeout: PROOF_TIMEOUT }, () => {
  it('never attaches to anybody while service control policies are unknown', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(openSnapshots, endedCredentials, readFailures, (present, ended, because) => {
        const snapshot = withFacts(present, { serviceControl: { kind: 'unknown', because } });
        const plan = planFor(snapshot, ended, ROLLOUT);
        met.count(plan.kind === 'attach' ? plan.kind : plan.because);
        expect(plan.kind).toBe('give-up');
      }),
      { numRuns: proofRuns(200) },
    );
    expect(met.missing(['would-lock-out'], 5)).toEqual([]);
  });

  it('never leaves anybody worse off: who gets a policy has a device, or a way to one, or no way in', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(openSnapshots, endedCredentials, rollouts, (snapshot, ended, rollout) => {
        const plan = planFor(snapshot, ended, rollout);
        const attached = plan.kind === 'attach' ? plan.policyArn : undefined;
        fc.pre(attached !== undefined && !hasDevice(snapshot) && signsIn(snapshot));
        const guarded = withPolicy(snapshot, attached);
        const finding = judgePosture(guarded, ended, NEW_YEAR, rollout);
        met.count(finding.kind === 'awaiting-enrolment' ? finding.enrolment : finding.kind);
        expect(finding).not.toMatchObject({ enrolment: 'impossible' });
        expect(finding).not.toMatchObject({ enrolment: 'no-credential' });
      }),
      { numRuns: proofRuns(100) },
    );
    expect(met.missing(['with-key', 'from-console'], 5)).toEqual([]);
  });
});
