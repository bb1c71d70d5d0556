import { CATALOGUE_KINDS } from '#core/catalogue/action-catalogue.ts';
import { type ActionSet, type ActionSlice, sliceWithin, unitedSlices } from '#core/policy/action-set.ts';
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
import { groupsAmong } from './action-kinds.ts';
import { type Memory, type Remembered, rememberedFor } from './remembered.ts';
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

/** Of one list of regions so many answers are kept. */
const MOST_KEPT = 16;

interface Asked {
  readonly action: number;
  readonly principal: PrincipalName;
}

const regionsReached = rememberedFor(
  ({ action, principal }: Asked) => `${action} ${principal.partition} ${principal.account}`,
  (resources: readonly ResourceRegion[], { action, principal }: Asked, effort): readonly ResourceRegion[] => {
    const types = [...resourcesOf(action, principal)];
    return resources.flatMap((region) =>
      isEverywhere(region) ? [region] : types.flatMap((type) => ofType(region, type, effort)),
    );
  },
  new WeakMap<readonly ResourceRegion[], Memory<string, Remembered<readonly ResourceRegion[]>>>(),
  MOST_KEPT,
);

/** Where in these requests an action has a resource; empty if nowhere. */
export const reachedBy = (
  action: number,
  { resources }: Requests,
  principal: PrincipalName,
  effort: Effort,
): readonly ResourceRegion[] => regionsReached(resources, { action, principal }, effort);

/** Looks no further than the first that passes. */
const someOf = <Value>(values: Iterable<Value>, passes: (value: Value) => boolean): boolean => {
  for (const value of values) {
    if (passes(value)) {
      return true;
    }
  }
  return false;
};

/** The actions among some that have a resource in some regions. */
const findReachable = (
  { actions, resources }: Requests,
  principal: PrincipalName,
  effort: Effort,
): ActionSlice => {
  // Each kind of action has resources of its own: so many groups might be looked at.
  effort.spend(CATALOGUE_KINDS);
  // Many actions are about the same types.
  const looked = new Map<ResourceType, boolean>();
  const isReached = (type: ResourceType): boolean => {
    const reached = looked.get(type) ?? resources.some((region) => hasType(region, type, effort));
    looked.set(type, reached);
    return reached;
  };
  const reached = groupsAmong(actions).filter((group) =>
    someOf(resourcesOf(group.example, principal), isReached),
  );
  return sliceWithin(reached, actions);
};

/** What was found reachable, and where: IAM's own resources are those of one account. */
interface Reach {
  readonly slice: ActionSlice;
  readonly steps: number;
  readonly partition: string;
  readonly account: string;
}

const reaches = new WeakMap<Requests['resources'], WeakMap<ActionSet, Reach>>();

/** The same, kept with the regions for whom it was asked last: a statement's are the same for everybody who holds it. */
const reachableActions = (requests: Requests, principal: PrincipalName, effort: Effort): ActionSlice => {
  const { actions, resources } = requests;
  if (resources.some(isEverywhere)) {
    return { actions, from: 0, end: actions.length };
  }
  const ofActions = reaches.get(resources) ?? new WeakMap<ActionSet, Reach>();
  reaches.set(resources, ofActions);
  const { partition, account } = principal;
  const known = ofActions.get(actions);
  if (known?.partition === partition && known.account === account) {
    effort.spend(known.steps);
    return known.slice;
  }
  const before = effort.spent();
  const slice = findReachable(requests, principal, effort);
  ofActions.set(actions, { slice, steps: effort.spent() - before, partition, account });
  return slice;
};

/** The actions of the catalogue that have a resource in any of these requests. */
export const reachableFrom = (
  requests: readonly Requests[],
  principal: PrincipalName,
  effort: Effort,
): ActionSet => unitedSlices(requests.map((each) => reachableActions(each, principal, effort)));
