import { ACCESS_LEVELS } from '#core/catalogue/access-level.ts';
import {
  type AccessLevel,
  accessLevelOf,
  authorizesOnAll,
  CATALOGUE_SIZE,
  resourcePatternsOf,
} from '#core/catalogue/action-catalogue.ts';
import { type ActionSet, type ActionSlice, actionSetOf } from '#core/policy/action-set.ts';

/** The catalogue's actions that requests can be about the same resources with. */
export interface ActionsOnResources extends ActionSlice {
  /** One of them: what it can be about, all of them can. */
  readonly example: number;
}

const groupBy = <Key>(keyOf: (action: number) => Key): ReadonlyMap<Key, readonly number[]> => {
  const groups = new Map<Key, number[]>();
  for (let action = 0; action < CATALOGUE_SIZE; action += 1) {
    const key = keyOf(action);
    const group = groups.get(key) ?? [];
    group.push(action);
    groups.set(key, group);
  }
  return groups;
};

const toGroup = (actions: readonly number[]): ActionsOnResources => {
  const [first = 0] = actions;
  return {
    actions: actionSetOf(actions),
    from: first >>> 5,
    end: ((actions.at(-1) ?? first) >>> 5) + 1,
    example: first,
  };
};

/** Looked up when asked for first, and kept: the catalogue never changes. */
const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** Actions of one service with the same resources share one list of them. */
export const actionsByResources = once((): readonly ActionsOnResources[] =>
  [...groupBy(resourcePatternsOf).values()].flatMap((actions) =>
    [true, false]
      .map((onAll) => actions.filter((action) => authorizesOnAll(action) === onAll))
      .filter(({ length }) => length > 0)
      .map(toGroup),
  ),
);

export const actionsByLevel = once((): Readonly<Record<AccessLevel, ActionSet>> => {
  const groups = groupBy(accessLevelOf);
  return Object.fromEntries(
    ACCESS_LEVELS.map((level) => [level, actionSetOf(groups.get(level) ?? [])]),
  ) as Record<AccessLevel, ActionSet>;
});
