import { judgeUser } from '#core/explanation/explain-user.ts';
import type { UserExplanation } from '#core/explanation/explanation.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { UserSubject } from './subject.ts';

/** Judges one subject, and says everything about it. */
export const explainSubject = (user: UserSubject, rules: ProofRules): UserExplanation => {
  const { subject, assumed, problems, lineOf, services } = user;
  const judge = (principal: ProvedPrincipal) =>
    judgeUser({ principal, rules, lineOf, ...(services && { services }) });
  return {
    schemaVersion: 1,
    kind: 'user',
    subject,
    assumed,
    ...judge(user.principal),
    problems,
    ifMended: user.mended === undefined ? null : judge(user.mended),
  };
};
