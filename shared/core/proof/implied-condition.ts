import type { Effort } from '#core/policy/effort.ts';
import { samePattern } from '#core/policy/pattern.ts';
import type { ConditionEntry, ConditionOperator } from '#core/policy/policy-statement.ts';
import { isVariable, type Template } from '#core/policy/template.ts';
import type { BoundStatement } from './bind-statement.ts';
import { evaluateEntry } from './evaluate-condition.ts';
import type { RequestContext } from './request-context.ts';
import { mayHaveNoValue } from './resolve-variables.ts';

type Part = Template[number];

const sameVariable = (part: Part, other: Part | undefined): boolean =>
  other !== undefined &&
  isVariable(part) &&
  isVariable(other) &&
  part.key === other.key &&
  part.fallback === other.fallback;

const samePart = (part: Part, other: Part | undefined, effort: Effort): boolean => {
  if (other === undefined || isVariable(part) || isVariable(other)) {
    return sameVariable(part, other);
  }
  effort.spend(part.length);
  return samePattern(part, other);
};

const sameTemplate = (left: Template, right: Template, effort: Effort): boolean => {
  effort.spend(1 + left.length);
  return left.length === right.length && left.every((part, index) => samePart(part, right[index], effort));
};

const includesAll = (more: readonly Template[], fewer: readonly Template[], effort: Effort): boolean =>
  fewer.every((template) => more.some((other) => sameTemplate(template, other, effort)));

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
 * Whether a deny holds for every request that this allow grants: each of its conditions must hold, or follows from
 * one that the allow itself makes.
 */
export const holdsWhereAllowed = (
  deny: BoundStatement,
  allow: BoundStatement | undefined,
  context: RequestContext,
  effort: Effort,
): boolean => {
  effort.spend(1);
  if (deny.holds === 'must') {
    return true;
  }
  if (deny.holds === 'cannot' || allow === undefined) {
    return false;
  }
  return deny.source.conditions.every(
    (condition) =>
      (isResolvable(condition, context) &&
        allow.source.conditions.some((granted) => follows(condition, granted, effort))) ||
      evaluateEntry(condition, context, effort) === 'must',
  );
};
