import { NOT_NEEDED, type Repair } from '#core/repair/repair.ts';
import { listOf, type RawDocument } from '../../model/request-documents.model.ts';

/** A repair without what it does to one statement, or to the version. */
export interface Shortening {
  readonly without: string;
  readonly text: string;
}

/** Every way to leave out of a repair what it changes at one place. */
export const shortenings = (before: RawDocument, repair: Repair): readonly Shortening[] => {
  const after = JSON.parse(repair.text) as RawDocument;
  const original = listOf(before.Statement);
  const repaired = listOf(after.Statement);
  const documents = repaired.flatMap((statement, index) => {
    const old = original[index];
    if (JSON.stringify(old) === JSON.stringify(statement)) {
      return [];
    }
    const Statement = repaired.flatMap((each, place) => (place === index ? (old ?? []) : [each]));
    return [{ without: statement.Sid ?? `#${index + 1}`, text: JSON.stringify({ ...after, Statement }) }];
  });
  const { Version, ...others } = after;
  const old = before.Version === undefined ? others : { ...after, Version: before.Version };
  const version = Version === before.Version ? [] : [{ without: 'Version', text: JSON.stringify(old) }];
  const needed = new Set(
    repair.changes.flatMap((change) => (change.text.endsWith(NOT_NEEDED) ? [] : [change.statement])),
  );
  return [...version, ...documents].filter(({ without }) => without === 'Version' || needed.has(without));
};
