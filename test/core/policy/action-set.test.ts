import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE_SIZE } from '#core/catalogue/action-catalogue.ts';
import {
  actionSetOf,
  actionsIn,
  allActions,
  commonActions,
  countActions,
  countCommon,
  firstCommon,
  hasAction,
  isEmptySet,
  noActions,
  overlaps,
  setsByDigit,
  sliceWithin,
  unitedActions,
  unitedSlices,
  withoutActions,
} from '#core/policy/action-set.ts';

const LAST = CATALOGUE_SIZE - 1;

/** Often around the ends of words and of the catalogue, where bits get lost. */
const actions: fc.Arbitrary<number> = fc.oneof(
  fc.nat(LAST),
  fc.constantFrom(0, 1, 30, 31, 32, 33, 63, 64, LAST - 32, LAST - 1, LAST),
);

const sets = fc.uniqueArray(actions, { maxLength: 60 });

const inOrder = (list: Iterable<number>): readonly number[] => [...list].sort((left, right) => left - right);

describe('a set of actions', () => {
  it('always gives back the actions that it was made of, in order', () => {
    fc.assert(
      fc.property(sets, (list) => {
        const set = actionSetOf(list);
        expect(actionsIn(set)).toEqual(inOrder(list));
        expect(countActions(set)).toBe(list.length);
        expect(isEmptySet(set)).toBe(list.length === 0);
      }),
    );
  });

  it('always knows whether it has an action', () => {
    fc.assert(
      fc.property(sets, actions, (list, action) => {
        expect(hasAction(actionSetOf(list), action)).toBe(list.includes(action));
      }),
    );
  });

  it('always is to another as lists are', () => {
    fc.assert(
      fc.property(sets, sets, (left, right) => {
        const common = inOrder(left.filter((action) => right.includes(action)));
        const [one, other] = [actionSetOf(left), actionSetOf(right)];
        expect(actionsIn(commonActions(one, other))).toEqual(common);
        expect(actionsIn(withoutActions(one, other))).toEqual(
          inOrder(left.filter((action) => !right.includes(action))),
        );
        expect(actionsIn(unitedActions(one, other))).toEqual(inOrder(new Set([...left, ...right])));
        expect(overlaps(one, other)).toBe(common.length > 0);
        expect(countCommon(one, other)).toBe(common.length);
        expect(firstCommon(one, other)).toBe(common[0]);
      }),
    );
  });

  it('is left as it is by what is made of it', () => {
    const [one, other] = [actionSetOf([1, 40]), actionSetOf([1, 2])];
    unitedActions(one, other);
    commonActions(one, other);
    withoutActions(one, other);
    expect([actionsIn(one), actionsIn(other)]).toEqual([
      [1, 40],
      [1, 2],
    ]);
  });
});

describe('allActions and noActions', () => {
  it('are the whole catalogue, and nothing of it', () => {
    expect(actionsIn(allActions)).toEqual([...Array(CATALOGUE_SIZE).keys()]);
    expect(countActions(allActions)).toBe(CATALOGUE_SIZE);
    expect(actionsIn(noActions)).toEqual([]);
    expect(isEmptySet(noActions)).toBe(true);
    expect(isEmptySet(actionSetOf([LAST]))).toBe(false);
  });

  it('have nothing outside the catalogue', () => {
    expect(isEmptySet(withoutActions(allActions, allActions))).toBe(true);
    expect(actionsIn(withoutActions(allActions, noActions))).toHaveLength(CATALOGUE_SIZE);
  });
});

describe('overlaps', () => {
  it('looks only at the words that it is told of', () => {
    const set = actionSetOf([70]);
    expect(overlaps(set, set, 2, 3)).toBe(true);
    expect(overlaps(set, set, 0, 2)).toBe(false);
    expect(overlaps(set, set, 3)).toBe(false);
    expect(overlaps(set, set, 2)).toBe(true);
  });
});

describe('unitedSlices', () => {
  it('takes of each slice what is between its ends', () => {
    const set = actionSetOf([0, 33, 70, 100]);
    const slices = [
      { actions: set, from: 1, end: 3 },
      { actions: actionSetOf([34, 35]), from: 1, end: 2 },
    ];
    expect(actionsIn(unitedSlices(slices))).toEqual([33, 34, 35, 70]);
    expect(actionsIn(unitedSlices([]))).toEqual([]);
  });

  it('is made for each digit of a text with a digit an action', () => {
    const [none, ones, others] = setsByDigit('0120100212021202120212021202120212', 3);
    expect(actionsIn(none ?? allActions).slice(0, 4)).toEqual([0, 3, 5, 6]);
    expect(actionsIn(ones ?? allActions).slice(0, 3)).toEqual([1, 4, 8]);
    expect(actionsIn(others ?? allActions).at(-1)).toBe(33);
    expect(setsByDigit('07', 2).map((set) => actionsIn(set))).toEqual([[0], []]);
  });

  it('always shares with slices what it shares with all of them together', () => {
    fc.assert(
      fc.property(sets, sets, (list, others) => {
        const slices = list.map((action) => ({
          actions: actionSetOf([action]),
          from: action >>> 5,
          end: (action >>> 5) + 1,
        }));
        const slice = sliceWithin(slices, actionSetOf(others));
        expect(actionsIn(slice.actions)).toEqual(inOrder(list.filter((action) => others.includes(action))));
        expect(actionsIn(unitedSlices([slice]))).toEqual(actionsIn(slice.actions));
      }),
    );
  });
});
