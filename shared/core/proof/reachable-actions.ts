import { authorizesOnAll, resourcePatternsOf } from '#core/catalogue/action-catalogue.ts';
import {
  type ActionSet,
  commonActions,
  noActions,
  overlaps,
  unitedActions,
  unitedSlices,
} from '#core/policy/action-set.ts';
import type { Effort } from '#core/policy/effort.ts';
import { literalPattern, wildcardPattern } from '#core/policy/pattern.ts';
import type { Region } from '#core/policy/region.ts';
import {
  isAnyResource,
  mayNameType,
  type ResourcePattern,
  resourcePattern,
} from '#core/policy/resource-pattern.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import { actionsByResources } from './action-kinds.ts';
import { type Requests, resourceNames } from './requests.ts';

type ResourceRegion = Region<ResourcePattern>;

/** IAM's calls never reach into another account, but AWS's own managed policies belong to the account `aws`. */
const isInOwnAccount = (pattern: string): boolean =>
  pattern.includes(':iam::*:') && !pattern.includes(':iam::*:policy/');

const inPartition = (pattern: string, { partition, account }: PrincipalName): ResourcePattern =>
  resourcePattern(
    wildcardPattern(
      (isInOwnAccount(pattern) ? pattern.replace(':iam::*:', `:iam::${account}:`) : pattern).replace(
        /^arn:\*:/,
        `arn:${partition}:`,
      ),
    ),
  );

const S3_BUCKETS = 'arn:*:s3:::*';

/** What requests can be about, of one sort. */
interface ResourceType {
  readonly pattern: ResourcePattern;
  readonly isBucket: boolean;
}

/** Types of resources in a partition: as many as the catalogue has, times the partitions that are watched. */
const typesRead = new Map<string, Map<string, ResourceType>>();

const readType = (pattern: string, principal: PrincipalName): ResourceType => ({
  pattern: inPartition(pattern, principal),
  isBucket: pattern === S3_BUCKETS,
});

/** The resources of a type, in the principal's partition. */
const resourcesOfType = (pattern: string, principal: PrincipalName): ResourceType => {
  if (isInOwnAccount(pattern)) {
    return readType(pattern, principal);
  }
  const types = typesRead.get(principal.partition) ?? new Map<string, ResourceType>();
  typesRead.set(principal.partition, types);
  const type = types.get(pattern) ?? readType(pattern, principal);
  types.set(pattern, type);
  return type;
};

/** A request for no resource in particular is matched with the text `*`: only `*` takes it in. */
const ALL_AS_ONE: ResourceType = { pattern: resourcePattern(literalPattern('*')), isBucket: false };

/** Every action of S3 that has types of resources is about one of them; AWS calls alternatives optional. */
const isAlwaysAboutOne = (pattern: string): boolean => pattern.startsWith('arn:*:s3:');

/** What requests can be about: resources of some types, or none in particular. */
const resourcesOf = (
  patterns: readonly string[],
  onAll: boolean,
  principal: PrincipalName,
): readonly ResourceType[] => [
  ...patterns.map((pattern) => resourcesOfType(pattern, principal)),
  ...(onAll && !patterns.some(isAlwaysAboutOne) ? [ALL_AS_ONE] : []),
];

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

const isEverywhere = (region: ResourceRegion): boolean =>
  region.within.every(isAnyResource) && region.except.length === 0;

/** Where in these requests an action has a resource; empty if nowhere. */
export const reachedBy = (
  action: number,
  { resources }: Requests,
  principal: PrincipalName,
  effort: Effort,
): readonly ResourceRegion[] => {
  const types = resourcesOf(resourcePatternsOf(action), authorizesOnAll(action), principal);
  return resources.flatMap((region) =>
    isEverywhere(region) ? [region] : types.flatMap((type) => ofType(region, type, effort)),
  );
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
  const reached = groups.filter(
    (group) =>
      overlaps(actions, group.actions, group.from, group.end) &&
      resourcesOf(group.patterns, group.onAll, principal).some((type) =>
        resources.some((region) => ofType(region, type, effort).length > 0),
      ),
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
