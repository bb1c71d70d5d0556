import { ACCESS_LEVELS } from '#core/catalogue/access-level.ts';
import {
  type AccessLevel,
  type ActionRange,
  authorizesOnAll,
  LEVELS,
  resourcePatternsOf,
  SERVICES,
  serviceRange,
} from '#core/catalogue/action-catalogue.ts';
import {
  type ActionSet,
  type ActionSlice,
  actionSetOf,
  allActions,
  overlaps,
  setsByDigit,
} from '#core/policy/action-set.ts';

/** The catalogue's actions that requests can be about the same resources with. */
export interface ActionsOnResources extends ActionSlice {
  /** One of them: what it can be about, all of them can. */
  readonly example: number;
}

const groupBy = <Key>(
  first: number,
  end: number,
  keyOf: (action: number) => Key,
): ReadonlyMap<Key, readonly number[]> => {
  const groups = new Map<Key, number[]>();
  for (let action = first; action < end; action += 1) {
    const key = keyOf(action);
    const group = groups.get(key) ?? [];
    group.push(action);
    groups.set(key, group);
  }
  return groups;
};

/** Actions of one service, and where in a set they begin and end, in words. */
const toGroup = (actions: readonly number[]): ActionsOnResources => {
  const [first = 0] = actions;
  return {
    actions: actionSetOf(actions),
    from: first >>> 5,
    end: ((actions.at(-1) ?? first) >>> 5) + 1,
    example: first,
  };
};

/** Actions of one service with the same resources share one list of them. */
const groupsOf = ({ first, end }: ActionRange): readonly ActionsOnResources[] =>
  [...groupBy(first, end, resourcePatternsOf).values()].flatMap((actions) =>
    [true, false]
      .map((onAll) => actions.filter((action) => authorizesOnAll(action) === onAll))
      .filter(({ length }) => length > 0)
      .map(toGroup),
  );

/** A service's groups, looked up when asked for first, and kept: the catalogue never changes. */
interface ServiceGroups extends ActionSlice {
  groups: readonly ActionsOnResources[] | undefined;
  readonly range: ActionRange;
}

const services: readonly ServiceGroups[] = SERVICES.map((prefix) => {
  const range = serviceRange(prefix) ?? { first: 0, end: 0 };
  const slice = { actions: allActions, from: range.first >>> 5, end: ((range.end - 1) >>> 5) + 1 };
  return { ...slice, range, groups: undefined };
});

const groupsOfService = (service: ServiceGroups): readonly ActionsOnResources[] => {
  service.groups ??= groupsOf(service.range);
  return service.groups;
};

/** The groups that some actions may be of; services that have none of the actions stay packed. */
export const groupsAmong = (actions: ActionSet): readonly ActionsOnResources[] =>
  services
    .filter(({ from, end }) => overlaps(actions, allActions, from, end))
    .flatMap(groupsOfService)
    .filter((group) => overlaps(actions, group.actions, group.from, group.end));

export const actionsByResources = (): readonly ActionsOnResources[] => services.flatMap(groupsOfService);

const makeLevels = (): Readonly<Record<AccessLevel, ActionSet>> => {
  const places = setsByDigit(LEVELS, ACCESS_LEVELS.length);
  return Object.fromEntries(ACCESS_LEVELS.map((level, place) => [level, places[place]])) as Record<
    AccessLevel,
    ActionSet
  >;
};

let levels: Readonly<Record<AccessLevel, ActionSet>> | undefined;

export const actionsByLevel = (): Readonly<Record<AccessLevel, ActionSet>> => {
  levels ??= makeLevels();
  return levels;
};
