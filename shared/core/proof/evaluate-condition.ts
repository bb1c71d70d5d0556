import type { Effort } from '#core/policy/effort.ts';
import { EVERYTHING, isLiteral, literalPattern, type Pattern, showPattern } from '#core/policy/pattern.ts';
import type { ConditionEntry } from '#core/policy/policy-statement.ts';
import { type PolicyVariable, resolveTemplate, type Template } from '#core/policy/template.ts';
import { allOf, anyOf, negate, type Outcome } from './condition-outcome.ts';
import { matchValues } from './match-value.ts';
import type { KeyState, RequestContext } from './request-context.ts';

/** The value that a variable certainly has; undefined where it has none, or one that nobody knows. */
const certainValue = (variable: PolicyVariable, context: RequestContext): Pattern | undefined => {
  const state = context(variable.key);
  switch (state.kind) {
    case 'present':
      return isLiteral(state.value) ? state.value : undefined;
    case 'absent':
      return variable.fallback === undefined ? undefined : literalPattern(variable.fallback);
    case 'any':
      return undefined;
  }
};

export const resolveCertainly = (template: Template, context: RequestContext): Pattern | undefined =>
  resolveTemplate(template, (variable) => certainValue(variable, context));

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

const SOME_VALUE = { kind: 'present', value: EVERYTHING, type: 'text' } as const;

/** Holds for certain only if it does whether the key is there or not. */
const evaluateEither = (
  values: readonly (Pattern | undefined)[],
  entry: ConditionEntry,
  effort: Effort,
): Outcome => {
  const outcomes = [evaluateAbsent(entry), evaluatePresent(SOME_VALUE, values, entry, effort)];
  const [first] = outcomes;
  return first !== undefined && outcomes.every((outcome) => outcome === first) ? first : 'may';
};

/** Whether one key's condition holds for the requests of a session. */
export const evaluateEntry = (entry: ConditionEntry, context: RequestContext, effort: Effort): Outcome => {
  const state = context(entry.key);
  const values = entry.values.map((value) => resolveCertainly(value, context));
  effort.spend(values.reduce((steps, value) => steps + 1 + (value?.length ?? 0), 1));
  if (entry.operator.family === 'unknown') {
    return 'may';
  }
  if (entry.operator.family === 'null') {
    return state.kind === 'any' ? 'may' : evaluateNull(values, state.kind === 'present');
  }
  switch (state.kind) {
    case 'absent':
      return evaluateAbsent(entry);
    case 'present':
      return evaluatePresent(state, values, entry, effort);
    case 'any':
      return evaluateEither(values, entry, effort);
  }
};

/** Whether all of a statement's conditions hold; none at all always do. */
export const evaluateConditions = (
  entries: readonly ConditionEntry[],
  context: RequestContext,
  effort: Effort,
): Outcome => allOf(entries.map((entry) => evaluateEntry(entry, context, effort)));
