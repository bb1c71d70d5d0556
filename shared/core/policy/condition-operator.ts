import type { ConditionOperator, OperatorFamily, Quantifier } from './policy-statement.ts';

type Comparison = Pick<ConditionOperator, 'family' | 'negated' | 'comparison'>;

const comparison = (
  family: OperatorFamily,
  negated: boolean,
  compared: ConditionOperator['comparison'],
): Comparison => ({ family, negated, comparison: compared });

const ordered = (family: 'Numeric' | 'Date'): readonly (readonly [string, Comparison])[] => {
  const type = family === 'Numeric' ? 'numeric' : 'date';
  return [
    [`${family}Equals`, comparison(type, false, 'exact')],
    [`${family}NotEquals`, comparison(type, true, 'exact')],
    ...['LessThan', 'LessThanEquals', 'GreaterThan', 'GreaterThanEquals'].map(
      (order) => [`${family}${order}`, comparison(type, false, 'ordered')] as const,
    ),
  ];
};

/**
 * Every operator of the policy language.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATORS: ReadonlyMap<string, Comparison> = new Map([
  ['StringEquals', comparison('string', false, 'exact')],
  ['StringNotEquals', comparison('string', true, 'exact')],
  ['StringEqualsIgnoreCase', comparison('string', false, 'any-case')],
  ['StringNotEqualsIgnoreCase', comparison('string', true, 'any-case')],
  ['StringLike', comparison('string', false, 'wildcards')],
  ['StringNotLike', comparison('string', true, 'wildcards')],
  ...ordered('Numeric'),
  ...ordered('Date'),
  ['Bool', comparison('bool', false, 'exact')],
  ['BinaryEquals', comparison('binary', false, 'exact')],
  ['IpAddress', comparison('ip-address', false, 'exact')],
  ['NotIpAddress', comparison('ip-address', true, 'exact')],
  // Equals and Like are one operator under two names.
  ['ArnEquals', comparison('arn', false, 'wildcards')],
  ['ArnLike', comparison('arn', false, 'wildcards')],
  ['ArnNotEquals', comparison('arn', true, 'wildcards')],
  ['ArnNotLike', comparison('arn', true, 'wildcards')],
  ['Null', comparison('null', false, 'exact')],
]);

const QUANTIFIERS: readonly (readonly [string, Quantifier])[] = [
  ['ForAllValues:', 'for-all-values'],
  ['ForAnyValue:', 'for-any-value'],
];

const IF_EXISTS = 'IfExists';

const UNKNOWN = comparison('unknown', false, 'exact');

/** Reads an operator's name. One that IAM does not have is of the family `unknown`: nothing follows from it. */
export const parseOperator = (name: string): ConditionOperator => {
  const [prefix, quantifier] = QUANTIFIERS.find(([start]) => name.startsWith(start)) ?? ['', 'none' as const];
  const unquantified = name.slice(prefix.length);
  const ifExists = unquantified.endsWith(IF_EXISTS);
  const base = ifExists ? unquantified.slice(0, -IF_EXISTS.length) : unquantified;
  const known = OPERATORS.get(base);
  // `Null` asks for the very thing that IfExists and the quantifiers provide for.
  const fits = known !== undefined && !(known.family === 'null' && (ifExists || quantifier !== 'none'));
  return { name, quantifier, ifExists, ...(fits ? known : UNKNOWN) };
};

/** Policy variables are resolved in strings and ARNs only. */
export const takesVariables = ({ family }: ConditionOperator): boolean =>
  family === 'string' || family === 'arn';
