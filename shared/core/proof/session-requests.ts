import type { Effort } from '#core/policy/effort.ts';
import { type BoundStatement, bindAllow, bindDeny } from './bind-statement.ts';
import { holdsGiven } from './implied-condition.ts';
import type { PlacedStatement, PrincipalPolicies } from './principal-policies.ts';
import { remembered } from './remembered.ts';
import type { RequestContext } from './request-context.ts';
import { admittedBy, everyRequest, outside, type Requests, sameRequests } from './requests.ts';
import { oncePerSeenContext } from './seen-context.ts';

/** A principal's policies as they meet the requests of one context. */
export interface BoundPolicies {
  readonly context: RequestContext;
  readonly allows: readonly BoundStatement[];
  readonly denies: readonly BoundStatement[];
  readonly boundary: readonly BoundStatement[] | undefined;
  readonly levels: readonly (readonly BoundStatement[])[];
}

const allowsAmong = (
  statements: readonly PlacedStatement[],
  context: RequestContext,
  effort: Effort,
): readonly BoundStatement[] =>
  statements
    .filter(({ effect }) => effect === 'Allow')
    .map((statement) => bindAllow(statement, context, effort))
    .filter(({ holds }) => holds !== 'cannot');

export const bindPolicies = (
  { identity, boundary, levels, onlyDenying }: PrincipalPolicies,
  context: RequestContext,
  effort: Effort,
): BoundPolicies => {
  const everything = [...identity, ...(boundary ?? []), ...levels.flat(), ...onlyDenying];
  return {
    context,
    allows: allowsAmong(identity, context, effort),
    denies: everything
      .filter(({ effect }) => effect === 'Deny')
      .map((statement) => bindDeny(statement, context, effort)),
    boundary: boundary === undefined ? undefined : allowsAmong(boundary, context, effort),
    levels: levels.map((level) => allowsAmong(level, context, effort)),
  };
};

/** What passes a gate: some statement of it has to allow. */
const through = (
  requests: readonly Requests[],
  gate: readonly BoundStatement[],
  context: RequestContext,
  effort: Effort,
): readonly Requests[] =>
  requests.flatMap((each) => {
    const admitted = gate.map((statement) => ({ statement, passed: admittedBy(each, statement, effort) }));
    // What certainly admits everything leaves nothing for the other statements to add.
    const everything = admitted.some(
      ({ statement, passed: [only] }) =>
        only !== undefined &&
        sameRequests(only, each) &&
        holdsGiven(statement, each.conditions, context, effort),
    );
    return everything ? [each] : admitted.flatMap(({ passed }) => passed);
  });

const withoutDenied = (
  requests: readonly Requests[],
  { denies, context }: BoundPolicies,
  effort: Effort,
): readonly Requests[] =>
  denies.reduce(
    (left, deny) =>
      left.flatMap((each) =>
        holdsGiven(deny, each.conditions, context, effort) ? outside(each, deny, effort) : [each],
      ),
    requests,
  );

/**
 * Everything that no deny must stop and no level of service control policies certainly lacks. A boundary does not
 * count: what a resource policy grants to a user directly passes it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 */
export const notDenied = (bound: BoundPolicies, effort: Effort): readonly Requests[] => {
  const admitted = bound.levels.reduce<readonly Requests[]>(
    (left, level) => through(left, level, bound.context, effort),
    [everyRequest],
  );
  return withoutDenied(admitted, bound, effort);
};

/** What one statement grants by itself: the same to everybody for whom it is bound alike. */
const grantedBy = remembered((allow: BoundStatement, effort) =>
  admittedBy({ ...everyRequest, grantedBy: allow }, allow, effort),
);

/** Everything that an identity policy may allow, and no boundary, service control policy or deny must stop. */
export const granted = (bound: BoundPolicies, effort: Effort): readonly Requests[] => {
  const allowed = bound.allows.flatMap((allow) => grantedBy(allow, effort));
  const gates = [...(bound.boundary === undefined ? [] : [bound.boundary]), ...bound.levels];
  const admitted = gates.reduce<readonly Requests[]>(
    (left, gate) => through(left, gate, bound.context, effort),
    allowed,
  );
  return withoutDenied(admitted, bound, effort);
};

/** What one kind of session may ask for, by what was bound to it. */
export interface SessionRequests {
  readonly bound: BoundPolicies;
  readonly granted: readonly Requests[];
  readonly notDenied: readonly Requests[];
}

/** Both sets of requests of one context. */
export const sessionRequests = oncePerSeenContext(
  (policies: PrincipalPolicies, context, effort): SessionRequests => {
    const bound = bindPolicies(policies, context, effort);
    return { bound, granted: granted(bound, effort), notDenied: notDenied(bound, effort) };
  },
);
