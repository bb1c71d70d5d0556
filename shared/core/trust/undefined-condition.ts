import type { Effort } from '#core/policy/effort.ts';
import { isLiteral, showPattern } from '#core/policy/pattern.ts';
import type { ConditionEntry } from '#core/policy/policy-statement.ts';
import { isVariable, type Template, variablesOf } from '#core/policy/template.ts';
import type { Outcome } from '#core/proof/condition-outcome.ts';
import { evaluateEntry } from '#core/proof/evaluate-condition.ts';
import type { RequestContext } from '#core/proof/request-context.ts';

const lacksVariable = ({ values }: ConditionEntry, context: RequestContext): boolean =>
  values.some((value) =>
    variablesOf(value).some(({ key, fallback }) => fallback === undefined && context(key).kind === 'absent'),
  );

const hasVariable = ({ values }: ConditionEntry): boolean =>
  values.some((value) => variablesOf(value).length > 0);

const textOf = ([part, ...others]: Template): string | undefined =>
  part === undefined || others.length > 0 || isVariable(part) ? undefined : showPattern(part);

const NUMBER = /^-?\d{1,15}(?:\.\d{1,6})?$/;
const BOOLEANS: ReadonlySet<string | undefined> = new Set(['true', 'false']);

/** Whether its values are of the kind that its operator compares. */
const hasFittingValues = ({ operator: { family }, values }: ConditionEntry): boolean => {
  const texts = new Set(values.map(textOf));
  switch (family) {
    case 'unknown':
      return false;
    case 'bool':
    case 'null':
      return texts.size === 1 && [...texts].every((text) => BOOLEANS.has(text));
    case 'numeric':
      return [...texts].every((text) => text !== undefined && NUMBER.test(text));
    default:
      return texts.size > 0;
  }
};

const TIMES: ReadonlySet<ConditionEntry['operator']['family']> = new Set(['date', 'numeric']);

/** Whether a condition that may hold hangs on AWS's reading of it, not on what the request carries. */
export const isUndefined = (entry: ConditionEntry, context: RequestContext): boolean => {
  if (!hasFittingValues(entry) || lacksVariable(entry, context)) {
    return true;
  }
  const state = context(entry.key);
  switch (state.kind) {
    case 'any':
      return false;
    case 'absent':
      return true;
    case 'present':
      return state.type === 'other'
        ? !TIMES.has(entry.operator.family)
        : isLiteral(state.value) && !hasVariable(entry);
  }
};

/**
 * Whether one key's condition holds for a caller. What `Null` comes to with more than one value, AWS does not say.
 */
export const outcomeFor = (entry: ConditionEntry, context: RequestContext, effort: Effort): Outcome =>
  entry.operator.family === 'null' && !hasFittingValues(entry)
    ? 'may'
    : evaluateEntry(entry, context, effort);
