import type { Effort } from '#core/policy/effort.ts';
import { contains, literalPattern, type Pattern, wildcardPattern } from '#core/policy/pattern.ts';
import type { PolicyStatement } from '#core/policy/policy-statement.ts';
import { anyOf, type Outcome } from '#core/proof/condition-outcome.ts';
import type { Caller } from './caller.ts';
import type { NamedPrincipal } from './named-principal.ts';
import { allowNames, denyNames } from './naming.ts';

/** A statement of a trust policy with its principals taken apart. */
export interface TrustStatement extends PolicyStatement {
  /** Its place in the document, from 0. */
  readonly index: number;
  readonly names: readonly NamedPrincipal[];
  readonly actionPatterns: readonly Pattern[];
}

export const trustStatement = (
  statement: PolicyStatement,
  index: number,
  names: readonly NamedPrincipal[],
): TrustStatement => ({
  ...statement,
  index,
  names,
  actionPatterns: statement.actions.patterns.map(wildcardPattern),
});

const ACTIONS: Readonly<Record<Caller['action'], Pattern>> = {
  'sts:assumerole': literalPattern('sts:assumerole'),
  'sts:assumerolewithsaml': literalPattern('sts:assumerolewithsaml'),
  'sts:assumerolewithwebidentity': literalPattern('sts:assumerolewithwebidentity'),
};

/** Whether a statement is about one way to ask for the role. */
export const coversAction = (
  { actions, actionPatterns }: TrustStatement,
  action: Caller['action'],
  effort: Effort,
): boolean =>
  actionPatterns.some((pattern) => contains(pattern, ACTIONS[action], effort)) !== actions.negated;

/** Whether a statement is about a principal. */
export const namesPrincipal = (
  { effect, names }: TrustStatement,
  principal: NamedPrincipal,
  effort: Effort,
): Outcome => {
  effort.spend(1 + names.length);
  const matches = effect === 'Allow' ? allowNames : denyNames;
  return anyOf(names.map((name) => matches(name, principal)));
};
