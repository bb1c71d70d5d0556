import { judgeTrustPolicy } from '#core/explanation/explain-trust-policy.ts';
import type { TrustExplanation } from '#core/explanation/explanation.ts';
import type { TrustingRole } from '#core/trust/trusting-role.ts';

/** What is explained of a trust policy that has no problem. */
export const explainedTrust = (text: string, role: TrustingRole): TrustExplanation => {
  const judged = judgeTrustPolicy(text, role);
  if (!judged.ok) {
    throw new Error(`expected a trust policy, received ${text}: ${JSON.stringify(judged.problem)}`);
  }
  return {
    schemaVersion: 1,
    kind: 'trust-policy',
    subject: { title: 'a role', arn: '', policies: [] },
    assumed: [],
    problems: [],
    ...judged.value,
    ifMended: null,
  };
};
