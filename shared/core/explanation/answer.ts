import type { SessionProof } from '#core/proof/session-proof.ts';
import type { ExplainedSession, Explanation, UserJudgement } from './explanation.ts';

/** What is certain of a whole subject, the worst first. */
export const OVERALL_ANSWERS = [
  'open',
  'no-grant',
  'undetermined',
  'enforced',
] as const satisfies readonly SessionProof['answer'][];

export type OverallAnswer = (typeof OVERALL_ANSWERS)[number];

/** The sessions that should not get anywhere. */
export const withoutMfa = ({ sessions }: UserJudgement): readonly ExplainedSession[] =>
  sessions.filter(({ kind }) => kind !== 'mfa');

/** The worst of all kinds of session without MFA. */
export const overallAnswer = (judgement: UserJudgement): OverallAnswer => {
  const answers = withoutMfa(judgement).map(({ answer }) => answer);
  return OVERALL_ANSWERS.find((answer) => answers.includes(answer)) ?? 'enforced';
};

const isUnjudged = ({ sessions, problems }: Explanation): boolean =>
  problems.length > 0 || sessions.some(({ answer }) => answer === 'undetermined');

/** What a pipeline goes by: 2 if anything could not be judged, else 1 if anything gets in without MFA, else 0. */
export const exitCodeOf = (explanation: Explanation): 0 | 1 | 2 => {
  if (isUnjudged(explanation)) {
    return 2;
  }
  return overallAnswer(explanation) === 'enforced' ? 0 : 1;
};
