import { isLiteral, literalPattern, type Pattern } from '#core/policy/pattern.ts';
import { type PolicyVariable, resolveTemplate, type Template, variablesOf } from '#core/policy/template.ts';
import type { RequestContext } from './request-context.ts';

const SPECIAL = /[*?$]/;

/** The pattern of a default value. AWS does not say whether it may have wildcards: then it is the other one. */
export const fallbackPattern = <Otherwise>(fallback: string, otherwise: Otherwise): Pattern | Otherwise =>
  SPECIAL.test(fallback) ? otherwise : literalPattern(fallback);

/** The value that a variable certainly has; undefined where it has none, or one that nobody knows. */
const certainValue = (variable: PolicyVariable, context: RequestContext): Pattern | undefined => {
  const state = context(variable.key);
  switch (state.kind) {
    case 'present':
      return isLiteral(state.value) ? state.value : undefined;
    case 'absent':
      return variable.fallback === undefined ? undefined : fallbackPattern(variable.fallback, undefined);
    case 'any':
      return undefined;
  }
};

export const resolveCertainly = (template: Template, context: RequestContext): Pattern | undefined =>
  resolveTemplate(template, (variable) => certainValue(variable, context));

/**
 * Whether some variable of a text may have no value, which may make the whole statement invalid.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export const mayHaveNoValue = (template: Template, context: RequestContext): boolean =>
  variablesOf(template).some(
    ({ key, fallback }) => fallback === undefined && context(key).kind !== 'present',
  );

/** Whether some variable of a text certainly has no value, so that nothing is like it. */
export const hasNoValue = (template: Template, context: RequestContext): boolean =>
  variablesOf(template).some(({ key, fallback }) => fallback === undefined && context(key).kind === 'absent');
