/**
 * The policy language as IAM accepts it: an element is one thing or a list of things, and values need not be text.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export type OneOrMore<Item> = Item | readonly Item[];

export type RawConditions = Readonly<
  Record<string, Readonly<Record<string, OneOrMore<string | boolean | number>>>>
>;

export interface RawStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMore<string>;
  readonly NotAction?: OneOrMore<string>;
  readonly Resource?: OneOrMore<string>;
  readonly NotResource?: OneOrMore<string>;
  readonly Condition?: RawConditions;
}

export interface RawDocument {
  readonly Version?: '2012-10-17' | '2008-10-17';
  readonly Id?: string;
  readonly Statement: OneOrMore<RawStatement>;
}

export const listOf = <Item>(items: OneOrMore<Item> | undefined): readonly Item[] => {
  if (items === undefined) {
    return [];
  }
  return Array.isArray(items) ? items : [items as Item];
};

/** One condition: its values are alternatives. */
export interface Condition {
  readonly operator: string;
  /** In lower case: names of keys are the same in any case. */
  readonly key: string;
  readonly values: readonly string[];
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html */
export const conditionsOf = (statement: RawStatement): readonly Condition[] =>
  Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: listOf(values).map(String),
    })),
  );

/**
 * Only the version of 2012 has variables; whatever names none is of 2008.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
 */
export const hasVariables = (document: RawDocument): boolean => document.Version === '2012-10-17';
