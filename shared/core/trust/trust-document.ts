import { lowerCaseAscii } from '#core/policy/letter-case.ts';
import { isRecord, toList } from '#core/policy/policy-values.ts';

/** An object of a policy document, as it is written. */
export type Written = Readonly<Record<string, unknown>>;

const PRESENT = 'aws:MultiFactorAuthPresent';
const PRESENT_KEY = lowerCaseAscii(PRESENT);

const blocksOf = (statement: Written): readonly (readonly [string, Written])[] => {
  const condition = statement['Condition'];
  return isRecord(condition)
    ? Object.entries(condition).flatMap(([operator, block]) =>
        isRecord(block) ? [[operator, block] as const] : [],
      )
    : [];
};

const isPresentKey = (key: string): boolean => lowerCaseAscii(key) === PRESENT_KEY;

const without = (block: Written): Written =>
  Object.fromEntries(Object.entries(block).filter(([key]) => !isPresentKey(key)));

/** The operators with which a statement asks for `aws:MultiFactorAuthPresent`. */
export const presentOperators = (statement: Written): readonly string[] =>
  blocksOf(statement)
    .filter(([, block]) => Object.keys(block).some(isPresentKey))
    .map(([operator]) => operator);

/** What a statement compares `aws:MultiFactorAuthPresent` with. */
export const presentValues = (statement: Written): readonly string[] =>
  blocksOf(statement).flatMap(([, block]) =>
    Object.entries(block).flatMap(([key, value]) => (isPresentKey(key) ? toList(value).map(String) : [])),
  );

/** A statement that asks for the MFA key in this way and in no other; its other conditions stay. */
export const askingForMfa = (
  statement: Written,
  operator: 'Bool' | 'BoolIfExists',
  value: 'true' | 'false',
): Written => {
  const others = blocksOf(statement)
    .map(([name, block]) => [name, without(block)] as const)
    .filter(([name, block]) => name === operator || Object.keys(block).length > 0);
  const condition = new Map<string, Written>(others);
  condition.set(operator, { ...condition.get(operator), [PRESENT]: value });
  return { ...statement, Condition: Object.fromEntries(condition) };
};

/** One name of a `Principal` element. */
export interface WrittenName {
  readonly type: string;
  readonly name: string;
}

export const writtenNames = ({ Principal }: Written): readonly WrittenName[] =>
  isRecord(Principal)
    ? Object.entries(Principal).flatMap(([type, names]) =>
        toList(names).flatMap((name) => (typeof name === 'string' ? [{ type, name }] : [])),
      )
    : [{ type: 'AWS', name: '*' }];

/** The same statement for these principals only. */
export const withNames = (statement: Written, names: readonly WrittenName[]): Written => {
  const types = [...new Set(names.map(({ type }) => type))];
  const principal = types.map((type) => {
    const ofType = names.filter((each) => each.type === type).map(({ name }) => name);
    return [type, ofType.length === 1 ? ofType[0] : ofType] as const;
  });
  return { ...statement, Principal: Object.fromEntries(principal) };
};

export const writtenStatements = (document: Written): readonly Written[] =>
  toList(document['Statement']).filter(isRecord);

export const withStatements = (document: Written, statements: readonly Written[]): string =>
  JSON.stringify({ ...document, Statement: statements }, undefined, 2);
