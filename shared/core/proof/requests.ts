import { indexOfAction } from '#core/catalogue/action-catalogue.ts';
import {
  type ActionSet,
  allActions,
  commonActions,
  countActions,
  isEmptySet,
  withoutActions,
} from '#core/policy/action-set.ts';
import type { Effort } from '#core/policy/effort.ts';
import {
  contains,
  EVERYTHING,
  intersects,
  isLiteral,
  type Pattern,
  showPattern,
} from '#core/policy/pattern.ts';
import type { ConditionEntry } from '#core/policy/policy-statement.ts';
import { type Named, type Region, regionAlgebra } from '#core/policy/region.ts';
import {
  anyResource,
  containsResource,
  intersectsResource,
  type ResourcePattern,
} from '#core/policy/resource-pattern.ts';
import type { BoundStatement } from './bind-statement.ts';
import { excludeEachOther } from './contradiction.ts';
import { remembered } from './remembered.ts';

/**
 * A set of requests: every one of the actions on every one of the resources. Sets may be larger than the truth,
 * never smaller.
 */
export interface Requests {
  /** Actions of the catalogue. */
  readonly actions: ActionSet;
  /** Actions that no catalogue lists, as patterns of their lower-case names. */
  readonly unlisted: readonly Region<Pattern>[];
  readonly resources: readonly Region<ResourcePattern>[];
  /** The statement that grants them; undefined where nobody asked. */
  readonly grantedBy: BoundStatement | undefined;
  /** What every one of them meets, because the statements that allow it ask for it. */
  readonly conditions: readonly ConditionEntry[];
}

export const actionNames = regionAlgebra<Pattern>({ contains, intersects });
export const resourceNames = regionAlgebra<ResourcePattern>({
  contains: containsResource,
  intersects: intersectsResource,
});

export const everyRequest: Requests = {
  actions: allActions,
  unlisted: [{ within: [EVERYTHING], except: [] }],
  resources: [{ within: [anyResource], except: [] }],
  grantedBy: undefined,
  conditions: [],
};

const ANYWHERE: Named<ResourcePattern> = { negated: false, patterns: [anyResource] };

/** A name without wildcards that the catalogue lists is no unlisted action. */
const isUnlisted = ({ within: names }: Region<Pattern>): boolean =>
  names.every((name) => !isLiteral(name) || indexOfAction(showPattern(name)) === undefined);

const notEmpty = ({ actions, unlisted, resources }: Requests): boolean =>
  resources.length > 0 && (unlisted.length > 0 || !isEmptySet(actions));

const sameRegions = <Matched>(left: readonly Region<Matched>[], right: readonly Region<Matched>[]): boolean =>
  left.length === right.length && left.every((region, index) => region === right[index]);

/** Whether narrowing has left requests as they were. */
export const sameRequests = (left: Requests, right: Requests): boolean =>
  (left.actions === right.actions || countActions(left.actions) === countActions(right.actions)) &&
  sameRegions(left.unlisted, right.unlisted) &&
  sameRegions(left.resources, right.resources);

/** The parts of a name space that a statement names, of all there is: the same whoever holds it. */
const ofAllNames = remembered((names: Named<Pattern>, effort) =>
  everyRequest.unlisted.flatMap((region) => actionNames.restrict(region, names, effort)).filter(isUnlisted),
);
const ofAllResources = remembered((resources: Named<ResourcePattern>, effort) =>
  everyRequest.resources.flatMap((region) => resourceNames.restrict(region, resources, effort)),
);

const unlistedWithin = (
  unlisted: Requests['unlisted'],
  names: Named<Pattern>,
  effort: Effort,
): Requests['unlisted'] =>
  unlisted === everyRequest.unlisted
    ? ofAllNames(names, effort)
    : unlisted.flatMap((region) => actionNames.restrict(region, names, effort)).filter(isUnlisted);

const resourcesWithin = (
  resources: Requests['resources'],
  named: Named<ResourcePattern>,
  effort: Effort,
): Requests['resources'] =>
  resources === everyRequest.resources
    ? ofAllResources(named, effort)
    : resources.flatMap((region) => resourceNames.restrict(region, named, effort));

/** The requests that a statement names too. */
export const within = (
  requests: Requests,
  { source, resources }: BoundStatement,
  effort: Effort,
): readonly Requests[] => {
  effort.spend(requests.actions.length);
  const met: Requests = {
    ...requests,
    actions: commonActions(requests.actions, source.actionSet),
    unlisted: unlistedWithin(requests.unlisted, source.actionNames, effort),
    resources: resourcesWithin(requests.resources, resources, effort),
  };
  return [met].filter(notEmpty);
};

/** The requests that a statement allows, which meet its conditions too; none if those rule each other out. */
export const admittedBy = (
  requests: Requests,
  statement: BoundStatement,
  effort: Effort,
): readonly Requests[] => {
  const conditions = [...requests.conditions, ...statement.source.conditions];
  return excludeEachOther(requests.conditions, statement.source.conditions, effort)
    ? []
    : within({ ...requests, conditions }, statement, effort);
};

/** The requests that a statement does not certainly name. */
export const outside = (
  requests: Requests,
  statement: BoundStatement,
  effort: Effort,
): readonly Requests[] => {
  const { source, resources } = statement;
  // As much as looking through what is left takes, whether or not it is looked through.
  effort.spend(2 * requests.actions.length);
  const actions = withoutActions(requests.actions, source.actionSet);
  if (actions === requests.actions && requests.unlisted.length === 0) {
    return [requests];
  }
  const left = requests.resources.flatMap((region) => resourceNames.subtract(region, resources, effort));
  if (sameRegions(left, requests.resources)) {
    return [requests];
  }
  const others: Requests = {
    ...requests,
    actions,
    unlisted: requests.unlisted
      .flatMap((region) => actionNames.subtract(region, source.actionNames, effort))
      .filter(isUnlisted),
  };
  const everywhere: BoundStatement = { ...statement, resources: ANYWHERE };
  const elsewhere = left.length === 0 ? [] : within({ ...requests, resources: left }, everywhere, effort);
  return [...[others].filter(notEmpty), ...elsewhere];
};

/** The same requests with some of their actions only; none if nothing is left. */
export const withActions = (requests: Requests, actions: ActionSet): readonly Requests[] =>
  [actions === requests.actions ? requests : { ...requests, actions }].filter(notEmpty);

/** The requests for some actions of the catalogue only. */
export const onlyActions = (requests: Requests, actions: ActionSet): readonly Requests[] =>
  [{ ...requests, actions: commonActions(requests.actions, actions), unlisted: [] }].filter(notEmpty);

/** The requests on resources that are within one pattern. */
export const onResources = (
  requests: Requests,
  pattern: ResourcePattern,
  effort: Effort,
): readonly Requests[] =>
  [
    {
      ...requests,
      resources: requests.resources.flatMap((region) =>
        resourceNames.restrict(region, { negated: false, patterns: [pattern] }, effort),
      ),
    },
  ].filter(notEmpty);
