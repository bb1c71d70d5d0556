import { printable } from '#core/kernel/printable.ts';
import type { DraftStatement, PolicyDraft } from './policy-draft.ts';
import { changeStatement } from './policy-draft.ts';
import { NOT_NEEDED, type PolicyChange } from './repair.ts';

/** One small change that may be part of a repair. */
export interface Edit {
  readonly changes: readonly PolicyChange[];
  /** Where it comes among others: the document first, then its statements in their order, then new ones. */
  readonly order: number;
  /** How many elements of statements it writes: one, or all of those of a new statement. */
  readonly elements: number;
  readonly apply: (draft: PolicyDraft) => PolicyDraft;
}

/** What the `index`th statement is called. */
const labelOf = ({ statements }: PolicyDraft, index: number): string => {
  const sid = statements[index]?.['Sid'];
  return typeof sid === 'string' && sid !== '' ? printable(sid) : `#${index + 1}`;
};

/** Changes one element of one statement. */
export const editStatement = (
  draft: PolicyDraft,
  index: number,
  text: string,
  change: (statement: DraftStatement) => DraftStatement,
): Edit => ({
  changes: [{ statement: labelOf(draft, index), text }],
  order: index,
  elements: 1,
  apply: (other) => changeStatement(other, index, change),
});

/** The same edit, said to be nothing that a proof hangs on. */
export const doingGood = (edit: Edit): Edit => ({
  ...edit,
  changes: edit.changes.map(({ statement, text }) => ({
    statement,
    text: `${text} ${NOT_NEEDED}`,
  })),
});

export const DOCUMENT_FIRST = -1;

/** Edits in the order in which people would make them. Those of one statement stay in theirs. */
export const inOrder = (edits: readonly Edit[]): readonly Edit[] =>
  [...edits].sort((left, right) => left.order - right.order);
