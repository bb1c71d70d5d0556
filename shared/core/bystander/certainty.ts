import type { Effort } from '#core/policy/effort.ts';
import type { ConditionEntry } from '#core/policy/policy-statement.ts';
import type { Outcome } from '#core/proof/condition-outcome.ts';
import { evaluateConditions } from '#core/proof/evaluate-condition.ts';
import type { RequestContext } from '#core/proof/request-context.ts';
import { namesNobodyOf } from './names-nobody-of.ts';

/** Whether conditions hold for somebody's requests; those that ask for other principals than these can't. */
export const certaintyOf = (
  conditions: readonly ConditionEntry[],
  context: RequestContext,
  effort: Effort,
): Outcome =>
  conditions.some((entry) => namesNobodyOf(entry, context, effort))
    ? 'cannot'
    : evaluateConditions(conditions, context, effort);
