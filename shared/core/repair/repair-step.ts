import { addMainDeny } from '#core/repair/edits/add-deny.ts';
import type { Candidate, Repairing } from './candidate.ts';
import type { Edit } from './edit.ts';
import { editsFor } from './edits-for-problem.ts';
import type { Judgement } from './judge-candidate.ts';
import { elementsFor, elementsForAll, type Problem } from './problem.ts';

/** Edits to look at, and how many elements would have to be written in all. */
export interface Step {
  readonly repairing: Repairing;
  readonly edits: readonly Edit[];
  /** Elements written, and those that its problems take at least; a guess until it is judged. */
  readonly expected: number;
}

/** A step that was looked at. */
export interface JudgedStep extends Step {
  readonly candidate: Candidate;
  readonly judgement: Judgement;
}

export const firstStep = (repairing: Repairing): Step => ({ repairing, edits: [], expected: 0 });

const elementsOf = (edits: readonly Edit[]): number =>
  edits.reduce((written, { elements }) => written + elements, 0);

const problemsIn = (judgement: Judgement): readonly Problem[] =>
  'problems' in judgement ? judgement.problems : [];

export const judgedStep = (step: Step, candidate: Candidate, judgement: Judgement): JudgedStep => ({
  ...step,
  candidate,
  judgement,
  expected: elementsOf(step.edits) + elementsForAll(problemsIn(judgement)),
});

/** The fewest elements first, then what is furthest, then what came first: catalogues begin with what is best. */
const comesBefore = (left: Step, right: Step): boolean => {
  const difference = left.expected - right.expected;
  return difference < 0 || (difference === 0 && left.edits.length > right.edits.length);
};

export const mostPromising = (steps: readonly Step[]): Step | undefined =>
  steps.reduce<Step | undefined>(
    (best, step) => (best === undefined || comesBefore(step, best) ? step : best),
    undefined,
  );

/** Nobody mends more than that by pieces: a new statement does it at once. */
const MOST_PROBLEMS = 12;

const isAboutEnforcing = ({ code }: Problem): boolean => code !== 'stops-roles' && code !== 'stops-enrolment';

/**
 * Everything that is one edit further; that an edit is rid of its problem is hoped for until it is judged. The main
 * deny may be rid of all of them: it is right whatever else a document says.
 */
export const stepsFrom = ({ repairing, edits, candidate, judgement }: JudgedStep): readonly Step[] => {
  const problems = problemsIn(judgement);
  const left = elementsForAll(problems);
  const further = (edit: Edit, rest: number): Step => {
    const all = [...edits, edit];
    return { repairing, edits: all, expected: elementsOf(all) + rest };
  };
  const mended = problems.slice(0, MOST_PROBLEMS).flatMap((problem) => {
    const rest = Math.max(0, left - elementsFor(problem));
    return editsFor(candidate, problem).map((edit) => further(edit, rest));
  });
  const denied = problems.some(isAboutEnforcing) ? addMainDeny(candidate) : [];
  return [...mended, ...denied.map((edit) => further(edit, 0))];
};
