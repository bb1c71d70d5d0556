import { allOf, anyOf, not, type Outcome, outcomeOf, readEitherWay } from './outcome.model.ts';
import type { RequestContext } from './request.model.ts';
import { type Condition, conditionsOf, type RawStatement } from './request-documents.model.ts';
import { COMPARISONS, type Comparison, takesVariables } from './request-operators.model.ts';
import { resolveVariables } from './request-variables.model.ts';

interface Operator {
  readonly base: string;
  readonly negated: boolean;
  readonly ifExists: boolean;
  readonly qualifier: 'forallvalues' | 'foranyvalue' | undefined;
}

const SPELLING = /^(?:(?<qualifier>forallvalues|foranyvalue):)?(?<base>[a-z]+?)(?<ifExists>ifexists)?$/;

const NEGATED: ReadonlyMap<string, string> = new Map([
  ['stringnotequals', 'stringequals'],
  ['stringnotequalsignorecase', 'stringequalsignorecase'],
  ['stringnotlike', 'stringlike'],
  ['numericnotequals', 'numericequals'],
  ['datenotequals', 'dateequals'],
  ['notipaddress', 'ipaddress'],
  ['arnnotequals', 'arnequals'],
  ['arnnotlike', 'arnlike'],
]);

const parseOperator = (spelled: string): Operator => {
  const groups = SPELLING.exec(spelled.toLowerCase())?.groups ?? {};
  const base = groups['base'] ?? '';
  return {
    base: NEGATED.get(base) ?? base,
    negated: NEGATED.has(base),
    ifExists: groups['ifExists'] !== undefined,
    qualifier: groups['qualifier'] as Operator['qualifier'],
  };
};

/** Keys of another type than text: what string operators say of them is not documented. */
const NO_STRINGS =
  /^aws:(multifactorauth(present|age)|viaawsservice|securetransport|principalisawsservice|currenttime|epochtime|tokenissuetime)$/;

interface Vocabulary {
  readonly variables: boolean;
  readonly values: RequestContext;
}

/** Where no variables are replaced, it is not said what a text that looks like one does. */
const compareAsWritten = (compare: Comparison, given: string, wanted: string, variables: boolean): Outcome =>
  variables && wanted.includes('${') ? 'either' : compare(given, [{ text: wanted, literal: false }]);

const compareResolved = (
  compare: Comparison,
  given: string,
  wanted: string,
  { variables, values }: Vocabulary,
): Outcome => {
  const resolved = resolveVariables(wanted, variables, values);
  switch (resolved.kind) {
    case 'pieces':
      return compare(given, resolved.pieces);
    case 'no-value':
      // "There is no equal or like value."
      return 'no';
    case 'unclear':
      return 'either';
  }
};

const compareOne = (
  { base }: Operator,
  key: string,
  given: string,
  wanted: string,
  vocabulary: Vocabulary,
): Outcome => {
  const compare = COMPARISONS.get(base) ?? (() => 'either');
  if (!takesVariables(base)) {
    return compareAsWritten(compare, given, wanted, vocabulary.variables);
  }
  return base.startsWith('string') && NO_STRINGS.test(key)
    ? 'either'
    : compareResolved(compare, given, wanted, vocabulary);
};

/** Values are alternatives; but of what is true or false, more than one makes no sense, and its meaning is not documented. */
const ofOneValue = (values: readonly string[], outcomes: readonly Outcome[]): Outcome =>
  values.length > 1 ? 'either' : anyOf(outcomes);

/**
 * `Null` asks only whether the key is there.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Null
 */
const matchNull = ({ values }: Condition, absent: boolean): Outcome =>
  ofOneValue(
    values,
    values.map((value) =>
      value === 'true' || value === 'false' ? outcomeOf((value === 'true') === absent) : 'either',
    ),
  );

/**
 * "If the key is not present, the values do not match" and negated operators do; `IfExists` makes it true, and so does
 * `ForAllValues`, while `ForAnyValue` makes it false. Of `ForAnyValue:…IfExists` nothing is said.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
const matchAbsent = ({ negated, ifExists, qualifier }: Operator): Outcome => {
  if (qualifier === 'foranyvalue') {
    return ifExists ? 'either' : 'no';
  }
  return outcomeOf(ifExists || negated || qualifier === 'forallvalues');
};

/** How the values of the request are counted together. A list without qualifier is not documented. */
const gather = (qualifier: Operator['qualifier'], outcomes: readonly Outcome[]): Outcome => {
  switch (qualifier) {
    case 'forallvalues':
      return allOf(outcomes);
    case 'foranyvalue':
      return anyOf(outcomes);
    case undefined:
      return readEitherWay(allOf(outcomes), anyOf(outcomes));
  }
};

const matchCondition = (condition: Condition, vocabulary: Vocabulary): Outcome => {
  const operator = parseOperator(condition.operator);
  const given = vocabulary.values[condition.key];
  if (operator.base === 'null') {
    const odd = operator.ifExists || operator.qualifier !== undefined;
    return odd ? 'either' : matchNull(condition, given === undefined);
  }
  if (!COMPARISONS.has(operator.base)) {
    return 'either';
  }
  if (given === undefined) {
    return matchAbsent(operator);
  }
  const perValue = [given].flat().map((value) => {
    const perWanted = condition.values.map((wanted) =>
      compareOne(operator, condition.key, value, wanted, vocabulary),
    );
    const matched = operator.base === 'bool' ? ofOneValue(condition.values, perWanted) : anyOf(perWanted);
    return operator.negated ? not(matched) : matched;
  });
  return gather(operator.qualifier, perValue);
};

/** Conditions that the documentation leaves open, by what they say, and how they are read: everywhere the same. */
export type Readings = ReadonlyMap<string, Outcome>;

const nameOf = ({ operator, key, values }: Condition): string =>
  [operator.toLowerCase(), key, ...values].join(' ');

/** The conditions of a statement that can be read either way in a context. */
export const openConditions = (
  statement: RawStatement,
  variables: boolean,
  context: RequestContext,
): readonly string[] =>
  conditionsOf(statement)
    .filter((condition) => matchCondition(condition, { variables, values: context }) === 'either')
    .map(nameOf);

/**
 * All conditions must be met; the values of one are alternatives, and of a negated one none may match.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export const matchConditions = (
  statement: RawStatement,
  variables: boolean,
  context: RequestContext,
  readings: Readings = new Map(),
): Outcome =>
  allOf(
    conditionsOf(statement).map((condition) => {
      const outcome = matchCondition(condition, { variables, values: context });
      return outcome === 'either' ? (readings.get(nameOf(condition)) ?? outcome) : outcome;
    }),
  );
