import { type ActionSet, unitedSlices } from '#core/policy/action-set.ts';
import type { Effort } from '#core/policy/effort.ts';
import type { BoundStatement } from './bind-statement.ts';
import { type ProofRules, selfScopedActions } from './enrolment-set.ts';
import { explainAllow } from './explain-allow.ts';
import { explainDeny, type LeftOpen, namesAnyOf } from './explain-deny.ts';
import { speaksOfMfa } from './mfa-conditions.ts';
import type { PlacedStatement, PrincipalPolicies } from './principal-policies.ts';
import type { Requests } from './requests.ts';
import type { Why } from './session-proof.ts';
import type { BoundPolicies } from './session-requests.ts';

const actionsOf = (requests: readonly Requests[]): ActionSet =>
  unitedSlices(requests.map(({ actions }) => ({ actions, from: 0, end: actions.length })));

const statementsOf = ({ identity, boundary, levels }: PrincipalPolicies): readonly PlacedStatement[] => [
  ...identity,
  ...(boundary ?? []),
  ...levels.flat(),
];

const leftBy = (left: readonly Requests[], rules: ProofRules): LeftOpen => ({
  actions: actionsOf(left),
  unlisted: [...new Set(left.flatMap(({ unlisted }) => unlisted))],
  selfScoped: selfScopedActions(rules),
});

/** A list of actions need not be complete beside a statement that denies everything but a few. */
const isMainDeny = ({ source, holds }: BoundStatement): boolean =>
  holds === 'must' && source.actions.negated && speaksOfMfa(source.conditions);

const explainDenies = (
  { denies, context }: BoundPolicies,
  left: LeftOpen,
  effort: Effort,
): readonly Why[] => {
  const meant = denies.filter(({ source }) => speaksOfMfa(source.conditions));
  const hasMain = meant.some(isMainDeny);
  return meant.flatMap((deny) =>
    explainDeny(deny, left, context, effort)
      .filter((code) => !(hasMain && code === 'actions-not-covered'))
      .map((code) => ({ code, place: deny.source.place })),
  );
};

/** What an allow lets through that asks for MFA in vain matters where that is open; what it keeps out, where anything is. */
const explainAllows = (
  policies: PrincipalPolicies,
  { context }: BoundPolicies,
  left: LeftOpen,
  isOpen: boolean,
  effort: Effort,
): readonly Why[] =>
  statementsOf(policies)
    .filter(({ effect, conditions }) => effect === 'Allow' && speaksOfMfa(conditions))
    .flatMap((statement) => {
      const code = explainAllow(statement, context, effort);
      const matters = code === 'gates-only-its-own-allow' ? isOpen : namesAnyOf(left, statement, effort);
      return code !== undefined && matters ? [{ code, place: statement.place }] : [];
    });

const asksForMfaAnywhere = (policies: PrincipalPolicies, { denies }: BoundPolicies): boolean =>
  [...statementsOf(policies), ...denies.map(({ source }) => source)].some(({ conditions }) =>
    speaksOfMfa(conditions),
  );

interface Explaining {
  readonly isOpen: boolean;
  readonly rules: ProofRules;
  readonly effort: Effort;
}

/** Why what is left is left: each statement that speaks of MFA and does not stop it. */
export const explainSession = (
  policies: PrincipalPolicies,
  bound: BoundPolicies,
  left: readonly Requests[],
  { isOpen, rules, effort }: Explaining,
): readonly Why[] => {
  if (!asksForMfaAnywhere(policies, bound)) {
    return [];
  }
  const leftOpen = leftBy(left, rules);
  return [
    ...explainDenies(bound, leftOpen, effort),
    ...explainAllows(policies, bound, leftOpen, isOpen, effort),
  ];
};
