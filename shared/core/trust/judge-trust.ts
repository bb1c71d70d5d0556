import { ok, type Result } from '#core/kernel/result.ts';
import type { PolicyProblem } from '#core/policy/policy-problem.ts';
import { judgeDocument } from './judge-document.ts';
import { repairTrust } from './repair-trust.ts';
import type { TrustJudgement } from './trust-judgement.ts';
import type { TrustingRole } from './trusting-role.ts';

/**
 * Whom a role's trust policy lets in, and whether they need MFA for it. `requires-mfa` and `denied` are certain, also
 * for requests that nobody has thought of; `without-mfa` says that nothing asks for MFA, if the request meets the
 * policy's other conditions. What the principals' own policies, boundaries and service control policies take away
 * is not looked at. A document that IAM could not have accepted is a problem, and so is one that takes too many steps.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export const judgeTrust = (text: string, role: TrustingRole): Result<TrustJudgement, PolicyProblem> => {
  const judged = judgeDocument(text, role);
  return judged.ok
    ? ok({
        principals: judged.value.principals.map(({ trusted }) => trusted),
        repair: repairTrust(text, judged.value, role),
      })
    : judged;
};
