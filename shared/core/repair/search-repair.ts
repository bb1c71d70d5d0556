import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { Baseline } from './baseline.ts';
import { applyEdits, type Candidate, type Repairing } from './candidate.ts';
import { judgeCandidate } from './judge-candidate.ts';
import type { ProofBudget } from './proof-budget.ts';
import { firstStep, mostPromising, type Step, stepsFrom, withJudgement } from './repair-step.ts';

/** How many candidates more are looked at for the sake of enrolment, once one is enforced. */
const FOR_ENROLMENT = 120;

interface Search {
  readonly before: Baseline;
  readonly budget: ProofBudget;
  readonly steps: Step[];
  readonly seen: Set<string>;
  /** How many steps more it may take. */
  left: number;
}

const nameOf = ({ repairing, text }: Candidate): string =>
  canonicalJson([repairing.document.holder, repairing.document.policy, text]);

/** Takes the most promising step out of those that are left. */
const takeNext = (search: Search): Step | undefined => {
  const next = search.left > 0 ? mostPromising(search.steps) : undefined;
  if (next !== undefined) {
    search.left -= 1;
    search.steps.splice(search.steps.indexOf(next), 1);
  }
  return next;
};

/** Judges a step that was not, and takes up again one that was, to go on from it. */
const advance = (step: Step, { before, budget, steps, seen }: Search): Step => {
  if (step.judgement === undefined) {
    const judged = withJudgement(step, judgeCandidate(step.candidate, before, budget));
    steps.push(judged);
    return judged;
  }
  for (const next of stepsFrom(step)) {
    const name = nameOf(next.candidate);
    if (!seen.has(name)) {
      seen.add(name);
      steps.push(next);
    }
  }
  return step;
};

/**
 * Looks for the fewest changes of one document: what to try next is what the proof says is wrong. If nobody could
 * enrol a device before, and nobody could afterwards, it looks a little further. Throws `BudgetSpent` and
 * `TooComplex`.
 */
export const searchRepair = (
  repairings: readonly Repairing[],
  before: Baseline,
  budget: ProofBudget,
): Candidate | undefined => {
  const starts = repairings.flatMap((repairing) => applyEdits(repairing, []) ?? []);
  const search: Search = {
    before,
    budget,
    steps: starts.map(firstStep),
    seen: new Set(starts.map(nameOf)),
    left: Number.POSITIVE_INFINITY,
  };
  let enforced: Step | undefined;
  for (let next = takeNext(search); next !== undefined; next = takeNext(search)) {
    const step = advance(next, search);
    if (step.judgement?.kind === 'repaired') {
      return step.candidate;
    }
    if (step.judgement?.kind === 'enforced' && enforced === undefined) {
      // Only what goes on from here may be better.
      enforced = step;
      search.left = FOR_ENROLMENT;
      search.steps.splice(0, search.steps.length, step);
    }
  }
  return enforced?.candidate;
};
