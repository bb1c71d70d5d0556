import type { Effort } from '#core/policy/effort.ts';
import { showPattern } from '#core/policy/pattern.ts';
import type { ConditionEntry, OperatorFamily } from '#core/policy/policy-statement.ts';
import { isVariable, type Template } from '#core/policy/template.ts';
import { includesAll } from './condition-values.ts';

/**
 * Keys that only the request knows, and that have one value at most, with the operators that AWS documents for it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html (Value type)
 */
const SINGLE_VALUED: ReadonlyMap<string, OperatorFamily> = new Map([
  ['aws:requestedregion', 'string'],
  ['aws:securetransport', 'bool'],
  ['aws:sourceip', 'ip-address'],
  ['aws:vpcsourceip', 'ip-address'],
]);

/** Whoever starts a federation session chooses tags; each has one value. */
const PRINCIPAL_TAG = 'aws:principaltag/';

const comparesOneValue = ({ key, operator }: ConditionEntry): boolean =>
  operator.quantifier === 'none' &&
  operator.family === (key.startsWith(PRINCIPAL_TAG) ? 'string' : SINGLE_VALUED.get(key));

/** Whether a condition holds only where its key is there. */
const needsKey = ({ operator }: ConditionEntry): boolean => !(operator.negated || operator.ifExists);

/** Whether one asks for some of the values that the other one excludes, and for nothing else. */
const isExcluded = (asking: ConditionEntry, excluding: ConditionEntry, effort: Effort): boolean =>
  needsKey(asking) &&
  excluding.operator.negated &&
  asking.operator.comparison === excluding.operator.comparison &&
  asking.values.length > 0 &&
  includesAll(excluding.values, asking.values, effort);

/** The one value that a condition asks for, as it is written. */
const onlyValue = ({ values: [value, ...others] }: ConditionEntry): string | undefined => {
  const [part, ...parts]: Template = value ?? [];
  const isOne = others.length === 0 && parts.length === 0;
  return isOne && part !== undefined && !isVariable(part) ? showPattern(part) : undefined;
};

/** Only `true` and `false`, written just so, are documented. */
const areOpposites = (one: ConditionEntry, other: ConditionEntry): boolean => {
  const values = [onlyValue(one), onlyValue(other)];
  return (
    one.operator.family === 'bool' &&
    (needsKey(one) || needsKey(other)) &&
    values.includes('true') &&
    values.includes('false')
  );
};

const contradicts = (one: ConditionEntry, other: ConditionEntry, effort: Effort): boolean => {
  effort.spend(1);
  return (
    one.key === other.key &&
    (isExcluded(one, other, effort) || isExcluded(other, one, effort) || areOpposites(one, other))
  );
};

/**
 * Whether no request meets some conditions and others besides, because of what its own keys would have to be. Not
 * every contradiction is found: the same question has to be asked in the same words, once to be and once not to be.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export const excludeEachOther = (
  met: readonly ConditionEntry[],
  besides: readonly ConditionEntry[],
  effort: Effort,
): boolean => {
  effort.spend(met.length + besides.length);
  const added = besides.filter(comparesOneValue);
  const all = added.length === 0 ? [] : [...met.filter(comparesOneValue), ...added];
  return added.some((one) => all.some((other) => contradicts(one, other, effort)));
};
