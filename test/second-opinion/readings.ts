import type { AwsRequest, RequestContext } from '../model/request.model.ts';
import {
  type Condition,
  conditionsOf,
  hasVariables,
  listOf,
  type RawConditions,
  type RawDocument,
  type RawStatement,
} from '../model/request-documents.model.ts';
import { GAPS, LEFT_OPEN } from './differences.ts';

const mapStatements = (
  document: RawDocument,
  change: (statement: RawStatement) => readonly RawStatement[],
): RawDocument => ({ ...document, Statement: listOf(document.Statement).flatMap(change) });

/** A document that says the same, with the gaps of the local AWS's evaluator closed. */
export const asUnderstood = (document: RawDocument): RawDocument =>
  mapStatements(document, (statement) => [
    GAPS.reduce((understood, gap) => gap.understood(understood), statement),
  ]);

const nameOf = ({ operator, key, values }: Condition): string =>
  [operator.toLowerCase(), key, ...values].join(' ');

/** What is open hangs on the value: where the key is absent, it is documented what comes of it. */
const isOpen = (condition: Condition, context: RequestContext): boolean =>
  (context[condition.key] !== undefined || condition.operator.toLowerCase() === 'null') &&
  LEFT_OPEN.some(({ ofCondition }) => ofCondition?.(condition) ?? false);

/** The conditions in these documents that can be read either way in a context, by what they say. */
const openConditionsOf = (documents: readonly RawDocument[], context: RequestContext): readonly string[] => [
  ...new Set(
    documents
      .flatMap(({ Statement }) => listOf(Statement).flatMap(conditionsOf))
      .filter((condition) => isOpen(condition, context))
      .map(nameOf),
  ),
];

const mayBeInvalid = (statement: RawStatement, document: RawDocument, context: RequestContext): boolean =>
  hasVariables(document) && LEFT_OPEN.some(({ ofStatement }) => ofStatement?.(statement, context) ?? false);

/** A key that every request has. */
const NEVER: RawConditions = { Null: { 'aws:PrincipalAccount': 'true' } };

/** The same statement where these conditions hold, or don't; the same words mean the same everywhere. */
const readAs = (statement: RawStatement, readings: ReadonlyMap<string, boolean>): RawStatement => {
  const open = conditionsOf(statement).filter((condition) => readings.has(nameOf(condition)));
  if (open.length === 0) {
    return statement;
  }
  const names = new Set(open.map(nameOf));
  const kept = Object.entries(statement.Condition ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(
      Object.entries(keys).filter(([key, values]) => {
        const [condition] = conditionsOf({ Effect: 'Allow', Condition: { [operator]: { [key]: values } } });
        return condition === undefined || !names.has(nameOf(condition));
      }),
    ),
  ]);
  const Condition = Object.fromEntries(kept) as RawConditions;
  const fails = open.some((condition) => readings.get(nameOf(condition)) === false);
  return {
    ...statement,
    Condition: fails ? { ...Condition, Null: { ...Condition['Null'], ...NEVER['Null'] } } : Condition,
  };
};

/** More conditions than this are not read either way. */
const MOST_OPEN = 6;

const everyReading = (names: readonly string[]): readonly ReadonlyMap<string, boolean>[] =>
  names
    .slice(0, MOST_OPEN)
    .reduce<readonly ReadonlyMap<string, boolean>[]>(
      (readings, name) =>
        readings.flatMap((reading) => [true, false].map((holds) => new Map([...reading, [name, holds]]))),
      [new Map()],
    );

/**
 * A statement that may be invalid counts or does not. Not even that both kinds are read the same way is said, so that
 * an allow may count where a deny with the same words does not.
 */
const INVALID: readonly (readonly RawStatement['Effect'][])[] = [[], ['Deny'], ['Allow', 'Deny']];

/** How these documents may be read in a context, each way in words that leave nothing open. */
export const readingsOf = (
  documents: readonly RawDocument[],
  context: RequestContext,
): readonly ((document: RawDocument) => RawDocument)[] =>
  everyReading(openConditionsOf(documents, context)).flatMap((readings) =>
    INVALID.map(
      (invalid) => (document: RawDocument) =>
        mapStatements(document, (statement) =>
          invalid.includes(statement.Effect) && mayBeInvalid(statement, document, context)
            ? []
            : [readAs(statement, readings)],
        ),
    ),
  );

/** Requests whose contexts leave the same open. */
export const groupedByReadings = (
  documents: readonly RawDocument[],
  requests: readonly AwsRequest[],
): readonly (readonly AwsRequest[])[] =>
  Object.values(
    Object.groupBy(requests, ({ context }) =>
      JSON.stringify([
        openConditionsOf(documents, context),
        documents.map((document) =>
          listOf(document.Statement).map((statement) => mayBeInvalid(statement, document, context)),
        ),
      ]),
    ),
  ).flatMap((group) => (group === undefined ? [] : [group]));
