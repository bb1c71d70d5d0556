import type { Effort } from '#core/policy/effort.ts';
import type { Pattern } from '#core/policy/pattern.ts';
import type { ConditionEntry } from '#core/policy/policy-statement.ts';
import { intersectsResource, resourcePattern } from '#core/policy/resource-pattern.ts';
import { isVariable, type Template } from '#core/policy/template.ts';
import type { RequestContext } from '#core/proof/request-context.ts';

const PRINCIPAL_ARN = 'aws:principalarn';

const writtenOut = ([part, ...others]: Template): Pattern | undefined =>
  part === undefined || isVariable(part) || others.length > 0 ? undefined : part;

/**
 * Whether a condition asks for ARNs of other principals than these. ARNs of IAM are compared part by part: a path with
 * a colon, which would make a role look like a user to a comparison of texts, nobody has.
 */
export const namesNobodyOf = (entry: ConditionEntry, context: RequestContext, effort: Effort): boolean => {
  const principal = context(PRINCIPAL_ARN);
  if (entry.key !== PRINCIPAL_ARN || entry.operator.negated || principal.kind !== 'present') {
    return false;
  }
  const asking = resourcePattern(principal.value);
  return (
    entry.operator.family === 'arn' &&
    entry.values.length > 0 &&
    entry.values
      .map(writtenOut)
      .every((value) => value !== undefined && !intersectsResource(resourcePattern(value), asking, effort))
  );
};
