import { COMPILATION_STEPS, compilePolicy } from '#core/policy/compile-policy.ts';
import { limitedEffort, TooComplex } from '#core/policy/effort.ts';
import { speaksOfMfa } from '#core/proof/mfa-conditions.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { baselineOf } from './baseline.ts';
import type { Candidate } from './candidate.ts';
import { documentsAmiss } from './documents-amiss.ts';
import { type EditableDocument, editableDocuments, isEditable } from './editable-document.ts';
import { extendRepair } from './extend-repair.ts';
import { minimizeEdits } from './minimize-edits.ts';
import { type ProofBudget, proofBudget } from './proof-budget.ts';
import { isEnforced, proveAll, type RepairRules } from './prove-all.ts';
import type { RepairOutcome } from './repair.ts';
import { searchRepair } from './search-repair.ts';

/** How much of what a principal holds is proved this often in a search: a proof of more takes longer. */
const CHARACTERS = 20_000;
const MOST_PROOFS = 400;
const FEWEST_PROOFS = 40;

const budgetFor = (documents: readonly EditableDocument[]): ProofBudget => {
  const characters = documents.reduce((sum, { text }) => sum + text.length, 0);
  const affordable = Math.floor((MOST_PROOFS * CHARACTERS) / Math.max(characters, CHARACTERS));
  return proofBudget(Math.max(FEWEST_PROOFS, affordable));
};

/** How many documents are compared: of more, the first are taken. */
const AT_ONCE = 4;

const looksLikeEnforcement = ({ text }: EditableDocument): boolean => {
  const compiled = compilePolicy(text, limitedEffort(COMPILATION_STEPS));
  return compiled.ok && compiled.value.some(({ conditions }) => speaksOfMfa(conditions));
};

/** What to mend, in turns: whatever asks for MFA already, then each other document, the user's own first. */
const turns = (documents: readonly EditableDocument[]): readonly (readonly EditableDocument[])[] => {
  const enforcing = documents.filter(looksLikeEnforcement);
  const others = documents.filter((each) => !enforcing.includes(each));
  return [enforcing.slice(0, AT_ONCE), ...[...enforcing.slice(AT_ONCE), ...others].map((each) => [each])];
};

/** Only what is proved of every kind of session is shown. */
const repairOf = ({ repairing, principal, edits, text }: Candidate): RepairOutcome => {
  const sessions = proveAll(principal, repairing.rules);
  const { holder, policy } = repairing.document;
  const changes = edits.flatMap((edit) => edit.changes);
  return isEnforced(sessions)
    ? { kind: 'repaired', repair: { holder, policy, changes, text, sessions } }
    : { kind: 'none-found' };
};

interface Task {
  readonly principal: ProvedPrincipal;
  readonly rules: RepairRules;
  readonly isEnforced: boolean;
  readonly amiss: readonly EditableDocument[];
}

const turnsOf = (
  { isEnforced, amiss }: Task,
  documents: readonly EditableDocument[],
): ReturnType<typeof turns> =>
  isEnforced ? amiss.filter(isEditable).map((each) => [each]) : turns(documents);

const findRepair = (task: Task): RepairOutcome => {
  const { principal, rules, isEnforced } = task;
  const documents = editableDocuments(principal);
  const before = baselineOf(principal, rules, isEnforced);
  const budget = budgetFor(documents);
  for (const turn of turnsOf(task, documents)) {
    const repairings = turn.map((document) => ({ before: principal, document, rules }));
    const found = searchRepair(repairings, before, budget);
    if (found !== undefined) {
      return repairOf(extendRepair(minimizeEdits(found, before, budget), before, budget));
    }
  }
  return { kind: 'none-found' };
};

/**
 * The shortest change of one document after which nothing but enrolling a device is left without MFA: what asks for
 * MFA is mended, or else the guardian's own statements are added. It is proved, for each kind of session; takes nothing
 * from sessions with MFA; stops no roles; keeps every way to enrol a device, and opens one if it can. Where everything
 * is enforced already, a document that stops roles or locks out whoever has no device is mended. Never throws, and ends
 * after a bounded number of proofs.
 */
export const proposeRepair = (principal: ProvedPrincipal, rules: RepairRules): RepairOutcome => {
  const proofs = proveAll(principal, rules);
  const enforced = isEnforced(proofs);
  const amiss = enforced ? documentsAmiss(principal) : [];
  if (enforced && amiss.length === 0) {
    return { kind: 'not-needed' };
  }
  if (proofs.some(({ answer }) => answer === 'undetermined')) {
    return { kind: 'none-found' };
  }
  try {
    return findRepair({ principal, rules, isEnforced: enforced, amiss });
  } catch (error) {
    if (error instanceof TooComplex) {
      return { kind: 'none-found' };
    }
    throw error;
  }
};
