import type { Effort } from '#core/policy/effort.ts';
import type { ConditionEntry, ConditionOperator } from '#core/policy/policy-statement.ts';
import type { BoundStatement } from './bind-statement.ts';
import { includesAll } from './condition-values.ts';
import { evaluateEntry } from './evaluate-condition.ts';
import type { RequestContext } from './request-context.ts';
import { mayHaveNoValue } from './resolve-variables.ts';

/** Where AWS does not say what several values come to, only the same ones come to the same. */
const EXACT: ReadonlySet<ConditionOperator['family']> = new Set(['bool', 'null', 'unknown']);

/** Whether one condition holds wherever the other does: the same question with more values that answer it. */
const follows = (condition: ConditionEntry, from: ConditionEntry, effort: Effort): boolean => {
  effort.spend(1);
  const comparable = condition.operator.name === from.operator.name && condition.key === from.key;
  if (!comparable || condition.values.length === 0 || from.values.length === 0) {
    return false;
  }
  if (EXACT.has(condition.operator.family)) {
    return (
      includesAll(condition.values, from.values, effort) && includesAll(from.values, condition.values, effort)
    );
  }
  return condition.operator.negated
    ? includesAll(from.values, condition.values, effort)
    : includesAll(condition.values, from.values, effort);
};

const isResolvable = ({ values }: ConditionEntry, context: RequestContext): boolean =>
  !values.some((value) => mayHaveNoValue(value, context));

/**
 * Whether a statement's conditions hold for every request that meets some others: each must hold, or follows from one
 * of those.
 */
export const holdsGiven = (
  { holds, source }: BoundStatement,
  met: readonly ConditionEntry[],
  context: RequestContext,
  effort: Effort,
): boolean => {
  effort.spend(1);
  if (holds === 'must') {
    return true;
  }
  if (holds === 'cannot') {
    return false;
  }
  return source.conditions.every(
    (condition) =>
      (isResolvable(condition, context) && met.some((known) => follows(condition, known, effort))) ||
      evaluateEntry(condition, context, effort) === 'must',
  );
};
