import type { Result } from '#core/kernel/result.ts';
import { ok } from '#core/kernel/result.ts';
import type { PolicyProblem } from '#core/policy/policy-problem.ts';
import { judgeTrust } from '#core/trust/judge-trust.ts';
import type { TrustedPrincipal, TrustJudgement } from '#core/trust/trust-judgement.ts';
import type { TrustingRole } from '#core/trust/trusting-role.ts';
import { trustNeedsRepair } from './answer.ts';
import type { ExplainedPrincipal, ExplainedTrustRepair, TrustFinding } from './explanation.ts';

const explainPrincipal = ({ maximumAgeSeconds, ...trusted }: TrustedPrincipal): ExplainedPrincipal => ({
  ...trusted,
  maximumAgeSeconds: maximumAgeSeconds ?? null,
});

const explainRepair = ({ principals, repair }: TrustJudgement): ExplainedTrustRepair => {
  if (repair === undefined) {
    return { kind: trustNeedsRepair(principals) ? 'none-found' : 'not-needed' };
  }
  return {
    kind: 'repaired',
    changes: repair.changes,
    document: repair.text,
    principals: repair.principals.map(explainPrincipal),
  };
};

/** Whom a trust policy lets in and what would mend it; or why it is no trust policy. */
export const judgeTrustPolicy = (text: string, role: TrustingRole): Result<TrustFinding, PolicyProblem> => {
  const judged = judgeTrust(text, role);
  return judged.ok
    ? ok({ principals: judged.value.principals.map(explainPrincipal), repair: explainRepair(judged.value) })
    : judged;
};
