import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GuardMode } from '#core/action/guard-action.ts';
import { planAction } from '#core/action/plan-action.ts';
import { planAttachment } from '#core/action/plan-attachment.ts';
import type { Rollout } from '#core/action/rollout.ts';
import { ENFORCEMENT_VARIANTS } from '#core/enforcement/enforcement-variant.ts';
import { verifyEnforcement } from '#core/enforcement/verify-enforcement.ts';
import type { UserId } from '#core/kernel/aws-identifiers.ts';
import type { NamedPrincipals } from '#core/verdict/disposition.ts';
import { judgeDisposition } from '#core/verdict/judge-disposition.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import { FINDING_KINDS, type MfaVerdict } from '#core/verdict/mfa-verdict.ts';
import { endedCredentials } from '../arbitraries/ended-credentials.ts';
import { presentSnapshots, snapshots } from '../arbitraries/postures.ts';
import { guardArn, MEMBER_ACCOUNT, NEW_YEAR, RULES, rolloutIn } from '../fakes/people.ts';
import { PROOF_TIMEOUT, proofRuns } from '../fakes/proof-runs.ts';
import { tally } from '../fakes/tally.ts';

const JUDGED = 'AIDAANAANAANAANAANA00' as UserId;
const ANA = { arn: `arn:aws:iam::${MEMBER_ACCOUNT}:user/ana`, id: JUDGED, reason: 'reviewed in January' };
const NOBODY: NamedPrincipals = { exempt: [], breakGlass: [] };
const EXEMPT = { exempt: [ANA], breakGlass: [] } as unknown as NamedPrincipals;
const BREAK_GLASS = { exempt: [], breakGlass: [ANA] } as unknown as NamedPrincipals;

const modes = fc.constantFrom<GuardMode>('observe', 'enforce');
const rollouts: fc.Arbitrary<Rollout> = fc.record({
  mode: fc.constantFrom<GuardMode>('observe', 'enforce', 'enforce', 'enforce'),
  allowPasswordChange: fc.boolean(),
});
const configured = fc.constantFrom(NOBODY, NOBODY, NOBODY, NOBODY, EXEMPT, BREAK_GLASS);

type Judged = Parameters<typeof judgePosture>;

const verdictOn = (
  snapshot: Judged[0],
  ended: Judged[1],
  principals: NamedPrincipals,
  rules = RULES,
): MfaVerdict => ({
  finding: judgePosture(snapshot, ended, NEW_YEAR, rules),
  disposition: judgeDisposition(snapshot, undefined, principals),
});

describe('the guardian', { timeout: PROOF_TIMEOUT }, () => {
  it('attaches only to the exposed, only where it enforces, and only an intact policy', () => {
    const met = tally<'attach' | 'give-up'>();
    fc.assert(
      fc.property(
        snapshots,
        endedCredentials,
        configured,
        rollouts,
        (snapshot, ended, principals, rollout) => {
          const verdict = verdictOn(snapshot, ended, principals, rollout);
          const plan = planAttachment(snapshot, JUDGED, verdict, rollout);
          met.count(plan.kind);
          if (plan.kind !== 'attach' || snapshot.kind !== 'present') {
            expect(plan.kind).toBe('give-up');
            return;
          }
          expect([verdict.finding.kind, verdict.disposition.kind, rollout.mode]).toEqual([
            'exposed',
            'none',
            'enforce',
          ]);
          const variant = ENFORCEMENT_VARIANTS.find((one) => guardArn(one) === plan.policyArn) ?? 'standard';
          const policy = snapshot.user.enforcementPolicies[variant];
          expect(
            policy.kind === 'known' && verifyEnforcement(policy.fact, variant, snapshot.principal.partition),
          ).toBe('intact');
        },
      ),
      { numRuns: proofRuns(800) },
    );
    expect(met.missing(['attach', 'give-up'], 5)).toEqual([]);
  });

  it('reaches every finding with the people it tries the guarantees on', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(snapshots, endedCredentials, (snapshot, ended) => {
        met.count(judgePosture(snapshot, ended, NEW_YEAR, RULES).kind);
      }),
      { numRuns: proofRuns(400) },
    );
    expect(met.missing(FINDING_KINDS, 10)).toEqual([]);
  });

  it('never acts on what it could not determine, and always has people look', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(presentSnapshots, endedCredentials, modes, (snapshot, ended, mode) => {
        const verdict = verdictOn(snapshot, ended, NOBODY);
        met.count(verdict.finding.kind);
        fc.pre(verdict.finding.kind === 'undetermined');
        expect(planAction(verdict, snapshot.user, rolloutIn(mode))).toEqual({
          kind: 'escalate',
          because: 'undetermined',
        });
        expect(planAttachment(snapshot, JUDGED, verdict, rolloutIn(mode))).toEqual({
          kind: 'give-up',
          because: 'facts-unknown',
        });
      }),
    );
    expect(met.missing(['undetermined'], 20)).toEqual([]);
  });

  it.each(['exempt', 'break-glass'] as const)('never attaches to the %s, however exposed', (kind) => {
    const met = tally<string>();
    fc.assert(
      fc.property(presentSnapshots, endedCredentials, modes, (snapshot, ended, mode) => {
        const verdict = verdictOn(snapshot, ended, kind === 'exempt' ? EXEMPT : BREAK_GLASS);
        const action = planAction(verdict, snapshot.user, rolloutIn(mode));
        met.count(verdict.finding.kind);
        expect(verdict.disposition.kind).toBe(kind);
        expect(action.kind).not.toBe('attach');
        expect(action).toEqual(
          verdict.finding.kind === 'exposed' ? { kind: 'leave-alone', because: kind } : action,
        );
      }),
      { numRuns: proofRuns(150) },
    );
    expect(met.missing(['exposed'], 5)).toEqual([]);
  });

  it('judges the exempt as it judges everybody else', () => {
    fc.assert(
      fc.property(snapshots, endedCredentials, (snapshot, ended) => {
        expect(verdictOn(snapshot, ended, EXEMPT).finding).toEqual(
          verdictOn(snapshot, ended, NOBODY).finding,
        );
      }),
    );
  });

  it('never attaches in observe mode', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(presentSnapshots, endedCredentials, configured, (snapshot, ended, principals) => {
        const verdict = verdictOn(snapshot, ended, principals);
        met.count(verdict.finding.kind);
        expect(planAction(verdict, snapshot.user, rolloutIn('observe')).kind).not.toBe('attach');
        expect(planAttachment(snapshot, JUDGED, verdict, rolloutIn('observe')).kind).toBe('give-up');
      }),
      { numRuns: proofRuns(150) },
    );
    expect(met.missing(['exposed'], 5)).toEqual([]);
  });

  it('never attaches to somebody who only has the name of the one who was judged', () => {
    fc.assert(
      fc.property(snapshots, endedCredentials, (snapshot, ended) => {
        const somebodyElse = 'AIDASOMEBODYELSE00000' as UserId;
        const verdict = verdictOn(snapshot, ended, NOBODY);
        expect(planAttachment(snapshot, somebodyElse, verdict, rolloutIn('enforce')).kind).toBe('give-up');
      }),
    );
  });
});
