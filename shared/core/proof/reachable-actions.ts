import { authorizesOnAll, resourcePatternsOf } from '#core/catalogue/action-catalogue.ts';
import { type ActionSet, actionSetOf, actionsIn, noActions, unitedActions } from '#core/policy/action-set.ts';
import type { Effort } from '#core/policy/effort.ts';
import { showPattern, wildcardPattern } from '#core/policy/pattern.ts';
import type { Region } from '#core/policy/region.ts';
import {
  isAnyResource,
  mayNameType,
  type ResourcePattern,
  resourcePattern,
} from '#core/policy/resource-pattern.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import { type Requests, resourceNames } from './requests.ts';

type ResourceRegion = Region<ResourcePattern>;

/** IAM's calls never reach into another account, but AWS's own managed policies belong to the account `aws`. */
const ownAccountOnly = (pattern: string, account: string): string =>
  pattern.includes(':iam::*:policy/') ? pattern : pattern.replace(':iam::*:', `:iam::${account}:`);

/** The resources of a type, in the principal's partition. */
const resourcesOfType = (pattern: string, { partition, account }: PrincipalName): ResourcePattern =>
  resourcePattern(wildcardPattern(ownAccountOnly(pattern.replace(/^arn:\*:/, `arn:${partition}:`), account)));

/** The resources that requests for an action can be about; `*` for one that is about none in particular. */
export const resourcesOf = (action: number, principal: PrincipalName): readonly ResourcePattern[] => [
  ...resourcePatternsOf(action).map((pattern) => resourcesOfType(pattern, principal)),
  ...(authorizesOnAll(action) ? [ALL_AS_ONE] : []),
];

/** A request for no resource in particular is matched with the text `*`: only `*` takes it in. */
const ALL_AS_ONE: ResourcePattern = { whole: ['*'.charCodeAt(0)], parts: undefined };

const S3_BUCKETS = /^arn:[^:]+:s3:::\*$/;
const S3_OBJECTS = resourcePattern(wildcardPattern('arn:*:s3:::*/*'));

/** A bucket's name has no slash: what has one is an object. */
const isObject = (region: ResourceRegion, effort: Effort): boolean =>
  resourceNames.covers({ negated: false, patterns: [S3_OBJECTS] }, region, effort);

const shared = (
  region: ResourceRegion,
  resources: readonly ResourcePattern[],
  effort: Effort,
): readonly ResourceRegion[] =>
  resources.flatMap((pattern) => {
    const found = mayNameType(region.within, pattern, effort)
      ? resourceNames.restrict(region, { negated: false, patterns: [pattern] }, effort)
      : [];
    return S3_BUCKETS.test(showPattern(pattern.whole))
      ? found.filter((each) => !isObject(each, effort))
      : found;
  });

/** Where in these requests an action has a resource; empty if nowhere. */
export const reachedBy = (
  action: number,
  { resources }: Requests,
  principal: PrincipalName,
  effort: Effort,
): readonly ResourceRegion[] =>
  resources.flatMap((region) =>
    isAnyResource(region.within) && region.except.length === 0
      ? [region]
      : shared(region, resourcesOf(action, principal), effort),
  );

const reachesEverything = ({ resources }: Requests): boolean =>
  resources.some((region) => isAnyResource(region.within) && region.except.length === 0);

/** The actions of the catalogue that have a resource in these requests. */
export const reachableActions = (requests: Requests, principal: PrincipalName, effort: Effort): ActionSet => {
  if (reachesEverything(requests)) {
    return requests.actions;
  }
  // Actions with the same resources share one list of them.
  const reached = new Map<unknown, boolean>();
  const reaches = (action: number): boolean => {
    const type = authorizesOnAll(action) ? action : resourcePatternsOf(action);
    const known = reached.get(type) ?? reachedBy(action, requests, principal, effort).length > 0;
    reached.set(type, known);
    return known;
  };
  return actionSetOf(actionsIn(requests.actions).filter(reaches));
};

export const reachableFrom = (
  requests: readonly Requests[],
  principal: PrincipalName,
  effort: Effort,
): ActionSet =>
  requests.reduce((all, each) => unitedActions(all, reachableActions(each, principal, effort)), noActions);
