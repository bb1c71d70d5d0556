import { lowerCaseAscii } from '#core/policy/letter-case.ts';
import { isRecord } from '#core/policy/policy-values.ts';
import type { DraftStatement } from './policy-draft.ts';

/** One condition as it is written: an operator, a key, and what it is compared with. */
export interface WrittenCondition {
  readonly operator: string;
  readonly key: string;
  readonly value: unknown;
}

/** Names of condition keys are the same in any case. */
const sameKey = (left: string, right: string): boolean => lowerCaseAscii(left) === lowerCaseAscii(right);

export const conditionsOf = ({ Condition }: DraftStatement): readonly WrittenCondition[] =>
  Object.entries(isRecord(Condition) ? Condition : {}).flatMap(([operator, keys]) =>
    Object.entries(isRecord(keys) ? keys : {}).map(([key, value]) => ({ operator, key, value })),
  );

const isSame = (one: WrittenCondition, other: Omit<WrittenCondition, 'value'>): boolean =>
  one.operator === other.operator && sameKey(one.key, other.key);

/** Writes conditions as a block, operators and keys in the order in which they first come. */
const withConditions = (
  { Condition, ...others }: DraftStatement,
  conditions: readonly WrittenCondition[],
): DraftStatement => {
  const operators = [...new Set(conditions.map(({ operator }) => operator))];
  const block = Object.fromEntries(
    operators.map((operator) => [
      operator,
      Object.fromEntries(
        conditions.filter((each) => each.operator === operator).map(({ key, value }) => [key, value]),
      ),
    ]),
  );
  return conditions.length === 0 ? others : { ...others, Condition: block };
};

const inAuthorsOrder = (statement: DraftStatement, changed: DraftStatement): DraftStatement => {
  const names = [...new Set([...Object.keys(statement), ...Object.keys(changed)])];
  return Object.fromEntries(
    names.filter((name) => Object.hasOwn(changed, name)).map((name) => [name, changed[name]]),
  );
};

/**
 * A statement with other conditions; the same one twice is kept once, with the later value. What has no condition
 * left has no element for it either.
 */
export const changeConditions = (
  statement: DraftStatement,
  change: (condition: WrittenCondition) => readonly WrittenCondition[],
  added: readonly WrittenCondition[] = [],
): DraftStatement => {
  const written = [...conditionsOf(statement).flatMap(change), ...added];
  const last = written.filter(
    (each, index) => !written.slice(index + 1).some((later) => isSame(each, later)),
  );
  return inAuthorsOrder(statement, withConditions(statement, last));
};

export const replaceCondition = (
  statement: DraftStatement,
  old: Omit<WrittenCondition, 'value'>,
  by: readonly WrittenCondition[],
): DraftStatement => changeConditions(statement, (each) => (isSame(each, old) ? by : [each]));
