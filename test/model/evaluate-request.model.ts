import { allOf, anyOf, not, type Outcome, outcomeOf, readEitherWay } from './outcome.model.ts';
import type { AwsRequest, Decision, RequestContext, RequestPolicies } from './request.model.ts';
import { matchConditions, openConditions, type Readings } from './request-conditions.model.ts';
import { hasVariables, listOf, type RawDocument, type RawStatement } from './request-documents.model.ts';
import { matchesAction } from './request-patterns.model.ts';
import { matchResource } from './request-resources.model.ts';

/**
 * AWS's documented evaluation of a single request of an IAM user, written without the product's code: one statement
 * after the other, nothing remembered.
 */
export interface Evaluation {
  /** What is decided, or *undocumented* where the documentation leaves more than one decision possible. */
  readonly decision: Decision | 'undocumented';
  readonly possible: readonly Decision[];
}

const matchAction = (statement: RawStatement, action: string): Outcome => {
  const patterns = listOf(statement.NotAction ?? statement.Action);
  const matched = anyOf(patterns.map((pattern) => matchesAction(pattern, action)));
  return statement.NotAction === undefined ? matched : not(matched);
};

/** An action on a resource, and the contexts in which it may be asked for. */
interface RequestInContexts {
  readonly action: string;
  readonly resource: string;
  readonly contexts: readonly RequestContext[];
  readonly readings: Readings;
}

const statementApplies = (
  statement: RawStatement,
  variables: boolean,
  { action, resource, contexts, readings }: RequestInContexts,
): Outcome => {
  const byAction = matchAction(statement, action);
  return byAction === 'no'
    ? 'no'
    : allOf([
        byAction,
        contexts
          .map((context) => matchResource(statement, variables, resource, context))
          .reduce(readEitherWay),
        contexts
          .map((context) => matchConditions(statement, variables, context, readings))
          .reduce(readEitherWay),
      ]);
};

const says = (
  effect: RawStatement['Effect'],
  documents: readonly RawDocument[],
  request: RequestInContexts,
): Outcome =>
  anyOf(
    documents.flatMap((document) =>
      listOf(document.Statement)
        .filter((statement) => statement.Effect === effect)
        .map((statement) => statementApplies(statement, hasVariables(document), request)),
    ),
  );

const possibleDecisions = (denied: Outcome, reachable: Outcome): readonly Decision[] => [
  ...(denied === 'no' ? [] : ['explicitly-denied' as const]),
  ...(denied === 'yes' || reachable === 'no' ? [] : ['allowed' as const]),
  ...(denied === 'yes' || reachable === 'yes' ? [] : ['implicitly-denied' as const]),
];

/**
 * An explicit deny anywhere decides. Else every level of service control policies must allow; and either the resource's
 * own policy names the user, which neither a boundary nor the user's own policies limit, or both an identity policy and
 * the boundary, if there is one, must allow.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
const possibleIn = (policies: RequestPolicies, request: RequestInContexts): readonly Decision[] => {
  const { identity, boundary, serviceControl = [], resourcePolicyGrants = false } = policies;
  const bounding = boundary === undefined ? [] : [boundary];
  const denied = says('Deny', [...identity, ...bounding, ...serviceControl.flat()], request);
  const granted = allOf([
    says('Allow', identity, request),
    ...bounding.map((document) => says('Allow', [document], request)),
  ]);
  const reachable = allOf([
    ...serviceControl.map((level) => says('Allow', level, request)),
    anyOf([outcomeOf(resourcePolicyGrants), granted]),
  ]);
  return possibleDecisions(denied, reachable);
};

export const evaluateRequest = (
  policies: RequestPolicies,
  { action, resource, context }: AwsRequest,
): Evaluation => {
  const possible = possibleIn(policies, { action, resource, contexts: [context], readings: new Map() });
  const [only = 'undocumented', ...others] = possible;
  return { decision: others.length > 0 ? 'undocumented' : only, possible };
};

/** Whether a request may be allowed if every element of every statement may see another one of the contexts. */
export const mayBeAllowedLoosely = (
  policies: RequestPolicies,
  request: Omit<RequestInContexts, 'readings'>,
): boolean => possibleIn(policies, { ...request, readings: new Map() }).includes('allowed');

/** Every way to read these conditions, each the same wherever it stands. */
const everyReading = (conditions: readonly string[]): readonly Readings[] =>
  conditions.reduce<readonly Readings[]>(
    (readings, condition) =>
      readings.flatMap((reading) =>
        (['yes', 'no'] as const).map((outcome) => new Map([...reading, [condition, outcome]])),
      ),
    [new Map()],
  );

const openConditionsOf = (
  { identity, boundary, serviceControl = [] }: RequestPolicies,
  { action, context }: AwsRequest,
): readonly string[] => {
  const documents = [...identity, ...(boundary === undefined ? [] : [boundary]), ...serviceControl.flat()];
  return [
    ...new Set(
      documents.flatMap((document) =>
        listOf(document.Statement)
          .filter((statement) => matchAction(statement, action) !== 'no')
          .flatMap((statement) => openConditions(statement, hasVariables(document), context)),
      ),
    ),
  ];
};

/** Whether some reading of the documentation allows a request; the same words mean the same everywhere. */
export const mayBeAllowed = (policies: RequestPolicies, request: AwsRequest): boolean => {
  const { decision, possible } = evaluateRequest(policies, request);
  if (decision !== 'undocumented' || !possible.includes('allowed')) {
    return decision === 'allowed';
  }
  const { action, resource, context } = request;
  return everyReading(openConditionsOf(policies, request)).some((readings) =>
    possibleIn(policies, { action, resource, contexts: [context], readings }).includes('allowed'),
  );
};
