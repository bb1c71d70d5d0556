import { applyEdits, type Candidate } from './candidate.ts';
import { editsFor } from './edits-for-problem.ts';
import type { Judgement } from './judge-candidate.ts';
import { elementsFor, elementsForAll, type Problem } from './problem.ts';

/** A candidate to look at, and how many elements would have to be written in all. */
export interface Step {
  readonly candidate: Candidate;
  readonly written: number;
  /** Elements written, and those that its problems take at least; a guess until it is judged. */
  readonly expected: number;
  readonly judgement: Judgement | undefined;
}

export const firstStep = (candidate: Candidate): Step => ({
  candidate,
  written: 0,
  expected: 0,
  judgement: undefined,
});

/** The fewest elements first, then what is furthest, then the shortest text. */
const comesBefore = (left: Step, right: Step): boolean => {
  const order = [
    left.expected - right.expected,
    right.candidate.edits.length - left.candidate.edits.length,
    left.candidate.text.length - right.candidate.text.length,
  ];
  return (order.find((difference) => difference !== 0) ?? 0) < 0;
};

export const mostPromising = (steps: readonly Step[]): Step | undefined =>
  steps.reduce<Step | undefined>(
    (best, step) => (best === undefined || comesBefore(step, best) ? step : best),
    undefined,
  );

const problemsIn = (judgement: Judgement | undefined): readonly Problem[] =>
  judgement !== undefined && 'problems' in judgement ? judgement.problems : [];

export const withJudgement = (step: Step, judgement: Judgement): Step => ({
  ...step,
  judgement,
  expected: step.written + elementsForAll(problemsIn(judgement)),
});

/** Everything that is one edit further; that the edit is rid of its problem is hoped for until it is judged. */
export const stepsFrom = ({ candidate, written, judgement }: Step): readonly Step[] => {
  const problems = problemsIn(judgement);
  const left = elementsForAll(problems);
  return problems.flatMap((problem) =>
    editsFor(candidate, problem).flatMap((edit): readonly Step[] => {
      const next = applyEdits(candidate.repairing, [...candidate.edits, edit]);
      const total = written + edit.elements;
      const expected = total + Math.max(0, left - elementsFor(problem));
      return next === undefined ? [] : [{ candidate: next, written: total, expected, judgement: undefined }];
    }),
  );
};
