import { hasAction } from '#core/policy/action-set.ts';
import type { Effort } from '#core/policy/effort.ts';
import { contains, EVERYTHING, intersects, literalPattern, type Pattern } from '#core/policy/pattern.ts';
import { resourcePattern } from '#core/policy/resource-pattern.ts';
import { resolveTemplate, type Template } from '#core/policy/template.ts';
import { allOf, anyOf, negate, type Outcome } from './condition-outcome.ts';
import { evaluateConditions } from './evaluate-condition.ts';
import type { PlacedStatement } from './principal-policies.ts';
import type { RequestContext } from './request-context.ts';
import { mayHaveNoValue, resolveCertainly } from './resolve-variables.ts';

/** One request for an action of the catalogue on one resource. */
export interface SingleRequest {
  readonly action: number;
  readonly resource: string;
}

const whateverItIs = (template: Template): Pattern | undefined => resolveTemplate(template, () => EVERYTHING);

const matchesWhole = (pattern: Pattern, resource: Pattern, effort: Effort): Outcome => {
  effort.spend(pattern.length + resource.length);
  const parts = resourcePattern(pattern).parts;
  const resourceParts = resourcePattern(resource).parts;
  const asTexts = contains(pattern, resource, effort);
  if (parts === undefined || resourceParts === undefined) {
    return asTexts ? 'must' : 'cannot';
  }
  const byParts = parts.every((part, index) => contains(part, resourceParts[index] ?? [], effort));
  if (asTexts === byParts) {
    return asTexts ? 'must' : 'cannot';
  }
  return 'may';
};

const matchesResource = (
  template: Template,
  resource: Pattern,
  context: RequestContext,
  effort: Effort,
): Outcome => {
  const certain = resolveCertainly(template, context);
  if (certain !== undefined) {
    return matchesWhole(certain, resource, effort);
  }
  return intersects(whateverItIs(template) ?? EVERYTHING, resource, effort) ? 'may' : 'cannot';
};

/** Whether a statement applies to a request of this context. */
export const applies = (
  { actionSet, resources, conditions }: PlacedStatement,
  request: SingleRequest,
  context: RequestContext,
  effort: Effort,
): Outcome => {
  if (!hasAction(actionSet, request.action)) {
    return 'cannot';
  }
  const resource = literalPattern(request.resource);
  const named = anyOf(
    (resources?.templates ?? []).map((template) => matchesResource(template, resource, context, effort)),
  );
  const onResource = resources?.negated === true ? negate(named) : named;
  const mayBeInvalid = (resources?.templates ?? []).some((template) => mayHaveNoValue(template, context));
  return allOf([
    onResource,
    ...(mayBeInvalid ? (['may'] as const) : []),
    evaluateConditions(conditions, context, effort),
  ]);
};
