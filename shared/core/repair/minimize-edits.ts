import type { Baseline } from './baseline.ts';
import { applyEdits, type Candidate } from './candidate.ts';
import { type Judgement, judgeCandidate } from './judge-candidate.ts';
import type { ProofBudget } from './proof-budget.ts';

const isAsGood = (
  candidate: Candidate | undefined,
  { wanted, before, budget }: Minimizing,
): candidate is Candidate =>
  candidate !== undefined && judgeCandidate(candidate, before, budget).kind === wanted;

interface Minimizing {
  readonly wanted: Judgement['kind'];
  readonly before: Baseline;
  readonly budget: ProofBudget;
}

/** Tries to do without each edit once, the largest first. */
const withoutSuperfluous = (candidate: Candidate, minimizing: Minimizing): Candidate =>
  [...candidate.edits]
    .sort((left, right) => right.elements - left.elements)
    .reduce((kept, edit) => {
      const others = kept.edits.filter((other) => other !== edit);
      const without = applyEdits(candidate.repairing, others);
      return isAsGood(without, minimizing) ? without : kept;
    }, candidate);

/** Leaves out every edit that nothing of what is proved hangs on, until each is needed. */
export const minimizeEdits = (candidate: Candidate, before: Baseline, budget: ProofBudget): Candidate => {
  const minimizing = { wanted: judgeCandidate(candidate, before, budget).kind, before, budget };
  let [larger, minimal] = [candidate, withoutSuperfluous(candidate, minimizing)];
  // What was needed for the sake of an edit may not be, once that is left out.
  while (minimal.edits.length < larger.edits.length) {
    [larger, minimal] = [minimal, withoutSuperfluous(minimal, minimizing)];
  }
  return minimal;
};
