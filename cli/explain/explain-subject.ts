import { describeNow } from '#core/explanation/describe-now.ts';
import { judgeTrustPolicy } from '#core/explanation/explain-trust-policy.ts';
import { judgeUser } from '#core/explanation/explain-user.ts';
import type {
  SubjectExplanation,
  TrustExplanation,
  TrustFinding,
  UserExplanation,
  UserJudgement,
} from '#core/explanation/explanation.ts';
import { describePolicyProblem } from '#core/policy/policy-problem.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { findPolicyFaults } from './policy-faults.ts';
import { problemOf } from './source.ts';
import type { Subject, TrustSubject, UserSubject } from './subject.ts';

/** How subjects are to be judged. */
export interface Judging {
  readonly rules: ProofRules;
  readonly seeksRepair: boolean;
}

/** Nothing is shown that IAM would refuse: what a document has of that stays in it when it is mended. */
const withoutRefused = (judgement: UserJudgement): UserJudgement =>
  judgement.repair.kind === 'repaired' && findPolicyFaults(judgement.repair.document).length > 0
    ? { ...judgement, repair: { kind: 'none-found' } }
    : judgement;

const explainUser = (user: UserSubject, { rules, seeksRepair }: Judging): UserExplanation => {
  const { subject, assumed, problems, lineOf, services, finding } = user;
  const judge = (principal: ProvedPrincipal) =>
    withoutRefused(judgeUser({ principal, rules, lineOf, seeksRepair, ...(services && { services }) }));
  return {
    schemaVersion: 1,
    kind: 'user',
    subject,
    assumed,
    ...judge(user.principal),
    problems,
    ifMended: user.mended === undefined ? null : judge(user.mended),
    ...(finding && { now: { finding: finding.kind, text: describeNow(finding) } }),
  };
};

const NOBODY: TrustFinding = { principals: [], repair: { kind: 'none-found' } };

const explainTrust = ({ subject, assumed, problems, text, mended, role }: TrustSubject): TrustExplanation => {
  const judged = judgeTrustPolicy(text, role);
  const judgedMended = mended === undefined ? undefined : judgeTrustPolicy(mended, role);
  // What was read without a problem may still take too many steps.
  const isUntold = !judged.ok && problems.length === 0;
  return {
    schemaVersion: 1,
    kind: 'trust-policy',
    subject,
    assumed,
    ...(judged.ok ? judged.value : NOBODY),
    problems: isUntold ? [problemOf(subject.title, describePolicyProblem(judged.problem))] : problems,
    ifMended: judgedMended?.ok === true ? judgedMended.value : null,
  };
};

/** Judges one subject, and says everything about it. */
export const explainSubject = (subject: Subject, judging: Judging): SubjectExplanation =>
  subject.kind === 'user' ? explainUser(subject, judging) : explainTrust(subject);
