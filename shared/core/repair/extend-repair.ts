import { anyDeviceName } from '#core/repair/edits/any-device-name.ts';
import { spareServices } from '#core/repair/edits/spare-services.ts';
import type { Baseline } from './baseline.ts';
import { applyEdits, type Candidate } from './candidate.ts';
import { doingGood, type Edit } from './edit.ts';
import { judgeCandidate } from './judge-candidate.ts';
import { readDraft } from './policy-draft.ts';
import type { ProofBudget } from './proof-budget.ts';

/** The statements that a repair changes or adds. */
const changedStatements = ({ draft, repairing }: Candidate): readonly number[] => {
  const original = readDraft(repairing.document.text)?.statements ?? [];
  return draft.statements.flatMap((statement, index) =>
    JSON.stringify(statement) === JSON.stringify(original[index]) ? [] : [index],
  );
};

const worthwhile = (candidate: Candidate): readonly Edit[] =>
  [
    ...changedStatements(candidate).flatMap((index) => spareServices(candidate, index)),
    ...anyDeviceName(candidate),
  ].map(doingGood);

/** Adds what is not needed and does good to the same statements, where as much is proved with it as without. */
export const extendRepair = (minimal: Candidate, before: Baseline, budget: ProofBudget): Candidate => {
  const edits = worthwhile(minimal);
  const wanted = edits.length === 0 ? undefined : judgeCandidate(minimal, before, budget).kind;
  return edits.reduce((extended, edit) => {
    const further = applyEdits(minimal.repairing, [...extended.edits, edit]);
    const isAsGood = further !== undefined && judgeCandidate(further, before, budget).kind === wanted;
    return isAsGood ? further : extended;
  }, minimal);
};
