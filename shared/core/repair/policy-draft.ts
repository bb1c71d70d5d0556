import { isRecord, toList } from '#core/policy/policy-values.ts';

/** One statement as its author wrote it. */
export type DraftStatement = Readonly<Record<string, unknown>>;

/** A document that is being changed, with everything else as its author wrote it. */
export interface PolicyDraft {
  readonly document: Readonly<Record<string, unknown>>;
  readonly statements: readonly DraftStatement[];
}

/** Reads a text that is known to be a policy; undefined if it is none after all. */
export const readDraft = (text: string): PolicyDraft | undefined => {
  const document: unknown = JSON.parse(text);
  const statements = isRecord(document) ? toList(document['Statement']) : [];
  return isRecord(document) && statements.every(isRecord) ? { document, statements } : undefined;
};

/** The document as JSON, indented by two; what was a single statement stays one until another is added. */
export const showDraft = ({ document, statements }: PolicyDraft): string => {
  const isList = Array.isArray(document['Statement']) || statements.length !== 1;
  return JSON.stringify({ ...document, Statement: isList ? statements : statements[0] }, null, 2);
};

export const changeStatement = (
  draft: PolicyDraft,
  place: number,
  change: (statement: DraftStatement) => DraftStatement,
): PolicyDraft => ({
  ...draft,
  statements: draft.statements.map((statement, index) => (index === place ? change(statement) : statement)),
});

/** Another element in the place of one, so that the author's order stays. */
export const replaceElement = (
  statement: DraftStatement,
  element: string,
  [name, value]: readonly [string, unknown],
): DraftStatement =>
  Object.fromEntries(
    Object.entries(statement).map((written) => (written[0] === element ? [name, value] : written)),
  );

/** A Sid that no other statement has: the wanted one, or one like it. */
export const freeSid = (wanted: string, { statements }: PolicyDraft): string => {
  const taken = new Set(statements.map(({ Sid }) => Sid));
  const candidates = [wanted, ...statements.map((_, index) => `${wanted}${index + 2}`)];
  return candidates.find((sid) => !taken.has(sid)) ?? wanted;
};

export const addStatement = (draft: PolicyDraft, statement: DraftStatement): PolicyDraft => ({
  ...draft,
  statements: [...draft.statements, statement],
});
