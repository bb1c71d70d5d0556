import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { Baseline } from './baseline.ts';
import { applyEdits, type Candidate, type Repairing } from './candidate.ts';
import { judgeCandidate } from './judge-candidate.ts';
import type { ProofBudget } from './proof-budget.ts';
import {
  firstStep,
  type JudgedStep,
  judgedStep,
  mostPromising,
  type Step,
  stepsFrom,
} from './repair-step.ts';

/** How many steps more are taken for the sake of enrolment, once a candidate is enforced. */
const FOR_ENROLMENT = 120;

interface Search {
  readonly before: Baseline;
  readonly budget: ProofBudget;
  readonly steps: (Step | JudgedStep)[];
  /** Documents that were judged: different edits may make the same one. */
  readonly seen: Set<string>;
  /** How many steps more it may take. */
  left: number;
}

const nameOf = ({ repairing, text }: Candidate): string =>
  canonicalJson([repairing.document.holder, repairing.document.policy, text]);

/** Takes the most promising step out of those that are left. */
const takeNext = (search: Search): Step | JudgedStep | undefined => {
  const mayLook = search.left > 0 && !search.budget.isSpent();
  const next = mayLook ? mostPromising(search.steps) : undefined;
  if (next !== undefined) {
    search.left -= 1;
    search.steps.splice(search.steps.indexOf(next), 1);
  }
  return next;
};

/** Judges what was not yet; undefined if the same document was, or if it can't be understood. */
const judge = (step: Step, { before, budget, seen }: Search): JudgedStep | undefined => {
  const candidate = applyEdits(step.repairing, step.edits);
  if (candidate === undefined || seen.has(nameOf(candidate))) {
    return undefined;
  }
  seen.add(nameOf(candidate));
  return judgedStep(step, candidate, judgeCandidate(candidate, before, budget));
};

/** Whether a candidate that is enforced is the best one yet. */
const isBetter = (judged: JudgedStep, best: JudgedStep | undefined): boolean =>
  judged.judgement.kind === 'enforced'
    ? best?.judgement.kind !== 'enforced'
    : judged.judgement.kind === 'locking' && best === undefined;

/** Judges a step that was not, or goes on from one that was. Returns what was judged. */
const advance = (step: Step | JudgedStep, search: Search): JudgedStep | undefined => {
  if ('judgement' in step) {
    search.steps.push(...stepsFrom(step));
    return undefined;
  }
  const judged = judge(step, search);
  search.steps.push(...(judged === undefined ? [] : [judged]));
  return judged;
};

/** What is enforced is kept; only what goes on from there may be better, unless it locks out. */
const keep = (judged: JudgedStep, search: Search): JudgedStep => {
  if (judged.judgement.kind === 'enforced') {
    search.left = FOR_ENROLMENT;
    search.steps.splice(0, search.steps.length, judged);
  }
  return judged;
};

/**
 * Looks for the fewest changes of one document: what to try next is what the proof says is wrong. If nobody could
 * enrol a device before, and nobody could afterwards, it looks further. Throws `TooComplex` where the policies are.
 */
export const searchRepair = (
  repairings: readonly Repairing[],
  before: Baseline,
  budget: ProofBudget,
): Candidate | undefined => {
  const steps = repairings.map(firstStep);
  const search: Search = { before, budget, steps, seen: new Set(), left: Number.POSITIVE_INFINITY };
  let best: JudgedStep | undefined;
  for (let next = takeNext(search); next !== undefined; next = takeNext(search)) {
    const judged = advance(next, search);
    if (judged?.judgement.kind === 'repaired') {
      return judged.candidate;
    }
    best = judged !== undefined && isBetter(judged, best) ? keep(judged, search) : best;
  }
  return best?.candidate;
};
