import { trustAnswer, userAnswer } from '#core/explanation/answer.ts';
import type { ExplanationCounts, SubjectExplanation } from '#core/explanation/explanation.ts';

type Counting = {
  readonly [Kind in keyof ExplanationCounts]: Record<keyof ExplanationCounts[Kind], number>;
};

/** Counts answers as they come. */
export const countExplanations = () => {
  const counts: Counting = {
    users: { open: 0, 'no-grant': 0, undetermined: 0, enforced: 0 },
    trustPolicies: { 'without-mfa': 0, undetermined: 0, 'requires-mfa': 0 },
  };
  const add = (explanation: SubjectExplanation): void => {
    if (explanation.kind === 'user') {
      counts.users[userAnswer(explanation)] += 1;
    } else {
      counts.trustPolicies[trustAnswer(explanation, explanation.problems)] += 1;
    }
  };
  return { counts, add };
};
