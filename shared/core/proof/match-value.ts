import type { Effort } from '#core/policy/effort.ts';
import { contains, intersects, type Pattern, showPattern } from '#core/policy/pattern.ts';
import type { ConditionOperator } from '#core/policy/policy-statement.ts';
import { resourcePattern } from '#core/policy/resource-pattern.ts';
import { anyOf, type Outcome } from './condition-outcome.ts';
import type { KeyState } from './request-context.ts';

type Present = KeyState & { readonly kind: 'present' };

const matchText = (value: Pattern, against: Pattern, effort: Effort): Outcome => {
  if (contains(against, value, effort)) {
    return 'must';
  }
  return intersects(against, value, effort) ? 'may' : 'cannot';
};

const isAscii = (pattern: Pattern): boolean => pattern.every((token) => token < 0x80);

const A = 'A'.charCodeAt(0);
const Z = 'Z'.charCodeAt(0);
const TO_LOWER_CASE = 'a'.charCodeAt(0) - A;

const lowerCase = (pattern: Pattern): Pattern =>
  pattern.map((token) => (token >= A && token <= Z ? token + TO_LOWER_CASE : token));

/** AWS does not say what it takes for the other case of a letter outside ASCII: there, nothing certainly differs. */
const matchAnyCase = (value: Pattern, against: Pattern, effort: Effort): Outcome => {
  const matches = matchText(lowerCase(value), lowerCase(against), effort);
  return matches === 'cannot' && !(isAscii(value) && isAscii(against)) ? 'may' : matches;
};

/** ARNs are compared part by part; where comparing them as texts says otherwise, nothing is certain. */
const matchArn = (value: Pattern, against: Pattern, effort: Effort): Outcome => {
  const asTexts = matchText(value, against, effort);
  const left = resourcePattern(value).parts;
  const right = resourcePattern(against).parts;
  if (left === undefined || right === undefined) {
    return 'may';
  }
  const byParts = left.map((part, index) => matchText(part, right[index] ?? [], effort));
  const whole = byParts.includes('cannot') ? 'cannot' : byParts.includes('may') ? 'may' : 'must';
  return whole === asTexts ? whole : 'may';
};

const isContradiction = (
  values: readonly (Pattern | undefined)[],
  family: ConditionOperator['family'],
): boolean => family === 'bool' && new Set(values.map((value) => value && showPattern(value))).size > 1;

/** AWS documents two values of a boolean key, written just so; nothing is certain about others. */
const matchBoolean = (value: Pattern, against: Pattern): Outcome => {
  const written = showPattern(against);
  if (written !== 'true' && written !== 'false') {
    return 'may';
  }
  return showPattern(value) === written ? 'must' : 'cannot';
};

/** Compares a key that is there with one value of the policy. */
const matchOne = (
  { value, type }: Present,
  against: Pattern,
  { family, comparison }: ConditionOperator,
  effort: Effort,
): Outcome => {
  if (type === 'other') {
    return 'may';
  }
  if (type === 'boolean') {
    return family === 'bool' ? matchBoolean(value, against) : 'may';
  }
  switch (family) {
    case 'string':
      return comparison === 'any-case'
        ? matchAnyCase(value, against, effort)
        : matchText(value, against, effort);
    case 'arn':
      return matchArn(value, against, effort);
    default:
      // Numbers, dates, addresses and the like: no such key has a value that is known beforehand.
      return 'may';
  }
};

/**
 * Whether a key that is there matches one of the values. A value that could not be resolved (`undefined`) may be
 * anything, and AWS does not say what an empty list means.
 */
export const matchValues = (
  state: Present,
  values: readonly (Pattern | undefined)[],
  operator: ConditionOperator,
  effort: Effort,
): Outcome =>
  // AWS calls several values for a boolean an error, and does not say what comes of it.
  values.length === 0 || isContradiction(values, operator.family)
    ? 'may'
    : anyOf(
        values.map((against) => (against === undefined ? 'may' : matchOne(state, against, operator, effort))),
      );
