import type { Effort } from '#core/policy/effort.ts';
import { EVERYTHING, type Pattern } from '#core/policy/pattern.ts';
import type { ResourceElement } from '#core/policy/policy-statement.ts';
import type { Named } from '#core/policy/region.ts';
import { anyResource, type ResourcePattern, resourcePattern } from '#core/policy/resource-pattern.ts';
import { isVariable, type PolicyVariable, resolveTemplate, type Template } from '#core/policy/template.ts';
import type { Outcome } from './condition-outcome.ts';
import { evaluateConditions } from './evaluate-condition.ts';
import type { PlacedStatement } from './principal-policies.ts';
import { madeOnce } from './remembered.ts';
import type { RequestContext } from './request-context.ts';
import { fallbackPattern, mayHaveNoValue, resolveCertainly } from './resolve-variables.ts';

/** A statement as it meets the requests of one kind of session. */
export interface BoundStatement {
  readonly source: PlacedStatement;
  readonly holds: Outcome;
  readonly resources: Named<ResourcePattern>;
}

const NOTHING: Named<ResourcePattern> = { negated: false, patterns: [] };
const ANYTHING: Named<ResourcePattern> = { negated: false, patterns: [anyResource] };

/** Whatever value a variable might have; undefined where it certainly has none. */
const possibleValue = (variable: PolicyVariable, context: RequestContext): Pattern | undefined => {
  const state = context(variable.key);
  switch (state.kind) {
    case 'present':
      return state.value;
    case 'absent':
      return variable.fallback === undefined ? undefined : fallbackPattern(variable.fallback, EVERYTHING);
    case 'any':
      return EVERYTHING;
  }
};

const resolvePossibly = (template: Template, context: RequestContext): Pattern | undefined =>
  resolveTemplate(template, (variable) => possibleValue(variable, context));

const resolved = (
  templates: readonly Template[],
  resolve: (template: Template) => Pattern | undefined,
): readonly ResourcePattern[] =>
  templates.flatMap((template) => {
    const pattern = resolve(template);
    return pattern === undefined ? [] : [resourcePattern(pattern)];
  });

/** Resources without variables are the same for everybody; undefined where there are variables. */
const constantResources = madeOnce(
  ({ negated, templates }: ResourceElement): Named<ResourcePattern> | undefined =>
    templates.some((template) => template.some(isVariable))
      ? undefined
      : { negated, patterns: resolved(templates, (template) => resolveTemplate(template, () => undefined)) },
);

/** The most that a statement may name: what an allow is taken for. */
const mostResources = ({ resources }: PlacedStatement, context: RequestContext): Named<ResourcePattern> => {
  if (resources === undefined) {
    return ANYTHING;
  }
  const constant = constantResources(resources);
  if (constant !== undefined) {
    return constant;
  }
  const { negated, templates } = resources;
  const resolve = negated ? resolveCertainly : resolvePossibly;
  return { negated, patterns: resolved(templates, (template) => resolve(template, context)) };
};

/**
 * The least that a statement certainly names: what a deny is taken for. A variable without a value may make the
 * whole statement invalid, so that it certainly names nothing.
 */
const leastResources = ({ resources }: PlacedStatement, context: RequestContext): Named<ResourcePattern> => {
  const constant = resources === undefined ? NOTHING : constantResources(resources);
  if (constant !== undefined) {
    return constant;
  }
  if (resources === undefined || resources.templates.some((text) => mayHaveNoValue(text, context))) {
    return NOTHING;
  }
  const { negated, templates } = resources;
  const resolve = negated ? resolvePossibly : resolveCertainly;
  return { negated, patterns: resolved(templates, (template) => resolve(template, context)) };
};

const binder = (resourcesOf: typeof mostResources) => {
  const bind = (source: PlacedStatement, holds: Outcome, resources: BoundStatement['resources']) => ({
    source,
    holds,
    resources,
  });
  /** What names the same for everybody differs in the outcome only. */
  const constants = madeOnce((_source: PlacedStatement) => new Map<Outcome, BoundStatement>());
  return (source: PlacedStatement, context: RequestContext, effort: Effort): BoundStatement => {
    const holds = evaluateConditions(source.conditions, context, effort);
    if (source.resources === undefined || constantResources(source.resources) === undefined) {
      return bind(source, holds, resourcesOf(source, context));
    }
    const byOutcome = constants(source);
    const bound = byOutcome.get(holds) ?? bind(source, holds, resourcesOf(source, context));
    byOutcome.set(holds, bound);
    return bound;
  };
};

/** Binds an allow to a session: larger than the truth where it is not certain. */
export const bindAllow = binder(mostResources);

/** Binds a deny to a session: smaller than the truth where it is not certain. */
export const bindDeny = binder(leastResources);
