import { COMPILATION_STEPS, type CompiledPolicy, compilePolicy } from '#core/policy/compile-policy.ts';
import { limitedEffort } from '#core/policy/effort.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { type Edit, inOrder } from './edit.ts';
import { type EditableDocument, withText } from './editable-document.ts';
import { type PolicyDraft, readDraft, showDraft } from './policy-draft.ts';
import type { RepairRules } from './prove-all.ts';

/** What is to be repaired: one document of a principal as he is. */
export interface Repairing {
  readonly before: ProvedPrincipal;
  readonly document: EditableDocument;
  readonly rules: RepairRules;
}

/** A document with some edits made, and the principal as he would be with it. */
export interface Candidate {
  readonly repairing: Repairing;
  readonly edits: readonly Edit[];
  readonly draft: PolicyDraft;
  readonly text: string;
  /** The draft's statements, in its order. */
  readonly statements: CompiledPolicy;
  readonly principal: ProvedPrincipal;
}

/** A document with some edits made, in the order in which people would; undefined if what comes of it can't be understood. */
export const applyEdits = (repairing: Repairing, chosen: readonly Edit[]): Candidate | undefined => {
  const edits = inOrder(chosen);
  const original = readDraft(repairing.document.text);
  if (original === undefined) {
    return undefined;
  }
  const draft = edits.reduce((changed, { apply }) => apply(changed), original);
  const text = showDraft(draft);
  const compiled = compilePolicy(text, limitedEffort(COMPILATION_STEPS));
  const principal = withText(repairing.before, repairing.document, text);
  return compiled.ok ? { repairing, edits, draft, text, statements: compiled.value, principal } : undefined;
};
