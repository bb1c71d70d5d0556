import {
  type ActionSet,
  commonActions,
  noActions,
  overlaps,
  unitedActions,
  unitedSlices,
} from '#core/policy/action-set.ts';
import type { Effort } from '#core/policy/effort.ts';
import { wildcardPattern } from '#core/policy/pattern.ts';
import type { Region } from '#core/policy/region.ts';
import {
  containsResource,
  isAnyResource,
  mayNameType,
  type ResourcePattern,
  resourcePattern,
} from '#core/policy/resource-pattern.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import { actionsByResources } from './action-kinds.ts';
import { type Requests, resourceNames } from './requests.ts';
import { type ResourceType, resourcesOf } from './resource-types.ts';

type ResourceRegion = Region<ResourcePattern>;

const S3_OBJECTS = resourcePattern(wildcardPattern('arn:*:s3:::*/*'));

/** A bucket's name has no slash: what has one is an object. */
const isObject = (region: ResourceRegion, effort: Effort): boolean =>
  resourceNames.covers({ negated: false, patterns: [S3_OBJECTS] }, region, effort);

const ofType = (
  region: ResourceRegion,
  { pattern, isBucket }: ResourceType,
  effort: Effort,
): readonly ResourceRegion[] => {
  if (!region.within.every((each) => mayNameType(each, pattern, effort))) {
    return [];
  }
  const found = resourceNames.restrict(region, { negated: false, patterns: [pattern] }, effort);
  return isBucket ? found.filter((each) => !isObject(each, effort)) : found;
};

const isUnbounded = ({ within }: ResourceRegion): boolean => within.every(isAnyResource);

/** Whether a region has a resource of a type. */
const hasType = (region: ResourceRegion, type: ResourceType, effort: Effort): boolean =>
  isUnbounded(region) && !type.isBucket
    ? !region.except.some((pattern) => containsResource(pattern, type.pattern, effort))
    : ofType(region, type, effort).length > 0;

const isEverywhere = (region: ResourceRegion): boolean => isUnbounded(region) && region.except.length === 0;

/** Where in these requests an action has a resource; empty if nowhere. */
export const reachedBy = (
  action: number,
  { resources }: Requests,
  principal: PrincipalName,
  effort: Effort,
): readonly ResourceRegion[] => {
  const types = [...resourcesOf(action, principal)];
  return resources.flatMap((region) =>
    isEverywhere(region) ? [region] : types.flatMap((type) => ofType(region, type, effort)),
  );
};

/** Looks no further than the first that passes. */
const someOf = <Value>(values: Iterable<Value>, passes: (value: Value) => boolean): boolean => {
  for (const value of values) {
    if (passes(value)) {
      return true;
    }
  }
  return false;
};

/** The actions of the catalogue that have a resource in these requests. */
const reachableActions = (
  { actions, resources }: Requests,
  principal: PrincipalName,
  effort: Effort,
): ActionSet => {
  if (resources.some(isEverywhere)) {
    return actions;
  }
  const groups = actionsByResources();
  effort.spend(groups.length);
  // Many actions are about the same types.
  const looked = new Map<ResourceType, boolean>();
  const isReached = (type: ResourceType): boolean => {
    const reached = looked.get(type) ?? resources.some((region) => hasType(region, type, effort));
    looked.set(type, reached);
    return reached;
  };
  const reached = groups.filter(
    (group) =>
      overlaps(actions, group.actions, group.from, group.end) &&
      someOf(resourcesOf(group.example, principal), isReached),
  );
  return commonActions(actions, unitedSlices(reached));
};

/** The actions of the catalogue that have a resource in any of these requests. */
export const reachableFrom = (
  requests: readonly Requests[],
  principal: PrincipalName,
  effort: Effort,
): ActionSet =>
  requests.reduce((all, each) => unitedActions(all, reachableActions(each, principal, effort)), noActions);
