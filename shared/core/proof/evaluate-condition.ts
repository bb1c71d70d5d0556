import type { Effort } from '#core/policy/effort.ts';
import { type Pattern, showPattern } from '#core/policy/pattern.ts';
import type { ConditionEntry } from '#core/policy/policy-statement.ts';
import { allOf, anyOf, negate, type Outcome } from './condition-outcome.ts';
import { matchValues } from './match-value.ts';
import type { KeyState, RequestContext } from './request-context.ts';
import { hasNoValue, mayHaveNoValue, resolveCertainly } from './resolve-variables.ts';

/** `Null`: `true` asks for a key that is not there, `false` for one that is. */
const evaluateNull = (values: readonly (Pattern | undefined)[], isThere: boolean): Outcome => {
  const holds = values.map((value): Outcome => {
    const written = value === undefined ? undefined : showPattern(value);
    if (written !== 'true' && written !== 'false') {
      return 'may';
    }
    return (written === 'false') === isThere ? 'must' : 'cannot';
  });
  return holds.length === 0 ? 'may' : anyOf(holds);
};

/**
 * A key that is not there: matches nothing, so negated operators hold; `IfExists` holds, and so does
 * `ForAllValues`; `ForAnyValue` does not.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
const evaluateAbsent = ({ operator }: ConditionEntry): Outcome => {
  switch (operator.quantifier) {
    case 'for-all-values':
      return 'must';
    case 'for-any-value':
      return operator.ifExists ? 'may' : 'cannot';
    case 'none':
      return operator.ifExists || operator.negated ? 'must' : 'cannot';
  }
};

const evaluatePresent = (
  state: KeyState & { kind: 'present' },
  values: readonly (Pattern | undefined)[],
  { operator }: ConditionEntry,
  effort: Effort,
): Outcome => {
  const matches = matchValues(state, values, operator, effort);
  return operator.negated ? negate(matches) : matches;
};

/** Whether a value has to be like one that certainly is none. */
const matchesNothing = ({ operator, values }: ConditionEntry, context: RequestContext): boolean =>
  !(operator.negated || operator.ifExists || operator.family === 'null') &&
  operator.quantifier !== 'for-all-values' &&
  values.every((value) => hasNoValue(value, context));

const evaluateKey = (entry: ConditionEntry, context: RequestContext, effort: Effort): Outcome => {
  const state = context(entry.key);
  const values = entry.values.map((value) => resolveCertainly(value, context));
  effort.spend(values.reduce((steps, value) => steps + 1 + (value?.length ?? 0), 1));
  if (matchesNothing(entry, context)) {
    return 'cannot';
  }
  if (state.kind === 'any') {
    return 'may';
  }
  if (entry.operator.family === 'null') {
    return evaluateNull(values, state.kind === 'present');
  }
  return state.kind === 'absent' ? evaluateAbsent(entry) : evaluatePresent(state, values, entry, effort);
};

/** AWS does not define what comes of it: an operator that it does not have, or nothing to compare with. */
const isUndefined = ({ operator, values }: ConditionEntry): boolean =>
  operator.family === 'unknown' || values.length === 0;

/** Whether one key's condition holds for the requests of a session. */
export const evaluateEntry = (entry: ConditionEntry, context: RequestContext, effort: Effort): Outcome => {
  if (isUndefined(entry)) {
    return 'may';
  }
  const outcome = evaluateKey(entry, context, effort);
  const mayBeInvalid = entry.values.some((value) => mayHaveNoValue(value, context));
  return outcome === 'must' && mayBeInvalid ? 'may' : outcome;
};

/** Whether all of a statement's conditions hold; none at all always do. */
export const evaluateConditions = (
  entries: readonly ConditionEntry[],
  context: RequestContext,
  effort: Effort,
): Outcome => allOf(entries.map((entry) => evaluateEntry(entry, context, effort)));
