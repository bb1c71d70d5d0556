import { fail, ok, type Result } from '#core/kernel/result.ts';
import { type Effort, limitedEffort, TooComplex } from '#core/policy/effort.ts';
import { LONGEST_POLICY } from '#core/policy/parse-policy.ts';
import type { PolicyProblem } from '#core/policy/policy-problem.ts';
import { type JudgedPrincipal, judgePrincipal, principalsOf } from './judge-principal.ts';
import { parseTrustPolicy } from './parse-trust-policy.ts';
import type { TrustStatement } from './trust-statement.ts';
import type { TrustingRole } from './trusting-role.ts';

/** How many steps judging one trust policy may take; the largest that IAM stores take some ten thousands. */
export const TRUST_STEPS = 10_000_000;

const STEPS_PER_CHARACTER = 8;

export interface JudgedDocument {
  readonly statements: readonly TrustStatement[];
  readonly principals: readonly JudgedPrincipal[];
}

const judgeWithin = (
  text: string,
  role: TrustingRole,
  effort: Effort,
): Result<JudgedDocument, PolicyProblem> => {
  effort.spend(Math.min(text.length, LONGEST_POLICY) * STEPS_PER_CHARACTER);
  const parsed = parseTrustPolicy(text, role);
  if (!parsed.ok) {
    return parsed;
  }
  const statements = parsed.value;
  const principals = principalsOf(statements).map((principal) =>
    judgePrincipal(principal, statements, effort),
  );
  return ok({ statements, principals });
};

/** Judges each principal of a document; a problem where it can't be read, or takes too many steps. */
export const judgeDocument = (text: string, role: TrustingRole): Result<JudgedDocument, PolicyProblem> => {
  try {
    return judgeWithin(text, role, limitedEffort(TRUST_STEPS));
  } catch (error) {
    if (error instanceof TooComplex) {
      return fail({
        because: 'too-complex',
        at: 'the document',
        expected: `a trust policy that can be judged within ${TRUST_STEPS} steps`,
        received: `one of ${text.length} characters that takes more`,
      });
    }
    throw error;
  }
};
