import type { Baseline } from './baseline.ts';
import { applyEdits, type Candidate } from './candidate.ts';
import { judgeCandidate } from './judge-candidate.ts';
import type { ProofBudget } from './proof-budget.ts';

/** Leaves out every edit that nothing of what is proved hangs on, the largest first. */
export const minimizeEdits = (candidate: Candidate, before: Baseline, budget: ProofBudget): Candidate => {
  const wanted = judgeCandidate(candidate, before, budget).kind;
  const largestFirst = [...candidate.edits].sort((left, right) => right.elements - left.elements);
  return largestFirst.reduce((kept, edit) => {
    const without = applyEdits(
      candidate.repairing,
      kept.edits.filter((other) => other !== edit),
    );
    const isEnough = without !== undefined && judgeCandidate(without, before, budget).kind === wanted;
    return isEnough ? without : kept;
  }, candidate);
};
