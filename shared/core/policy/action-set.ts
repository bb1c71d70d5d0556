import { CATALOGUE_SIZE } from '#core/catalogue/action-catalogue.ts';

/** A set of the catalogue's actions, one bit an action. Not to be changed once made. */
export type ActionSet = Uint32Array;

const WORD = 32;
const WORDS = Math.ceil(CATALOGUE_SIZE / WORD);

const wordAt = (set: ActionSet, index: number): number => set[index] ?? 0;

const add = (set: ActionSet, action: number): void => {
  const word = action >>> 5;
  set[word] = wordAt(set, word) | (1 << (action & 31));
};

export const noActions: ActionSet = new Uint32Array(WORDS);

export const actionSetOf = (actions: Iterable<number>): ActionSet => {
  const set = new Uint32Array(WORDS);
  for (const action of actions) {
    add(set, action);
  }
  return set;
};

const makeAllActions = (): ActionSet => {
  const set = new Uint32Array(WORDS).fill(0xffffffff);
  set[WORDS - 1] = 0xffffffff >>> (WORDS * WORD - CATALOGUE_SIZE);
  return set;
};

export const allActions: ActionSet = makeAllActions();

/** The set itself where nothing is taken away, so that what is known of it holds on. */
export const withoutActions = (left: ActionSet, right: ActionSet): ActionSet => {
  if (right === allActions) {
    return noActions;
  }
  if (!overlaps(left, right)) {
    return left;
  }
  const set = new Uint32Array(WORDS);
  for (let index = 0; index < WORDS; index += 1) {
    set[index] = wordAt(left, index) & ~wordAt(right, index);
  }
  return set;
};

const ZERO = '0'.charCodeAt(0);

/** For each digit, as many as asked for, the actions that have it in a text with one digit an action. */
export const setsByDigit = (digits: string, count: number): readonly ActionSet[] => {
  const sets = Array.from({ length: count }, () => new Uint32Array(WORDS));
  for (let action = 0; action < digits.length; action += 1) {
    const set = sets[digits.charCodeAt(action) - ZERO];
    if (set !== undefined) {
      add(set, action);
    }
  }
  return sets;
};

/** The other set itself where one has all actions. */
export const commonActions = (left: ActionSet, right: ActionSet): ActionSet => {
  if (left === allActions) {
    return right;
  }
  if (right === allActions) {
    return left;
  }
  const set = new Uint32Array(WORDS);
  for (let index = 0; index < WORDS; index += 1) {
    set[index] = wordAt(left, index) & wordAt(right, index);
  }
  return set;
};

export const unitedActions = (left: ActionSet, right: ActionSet): ActionSet => {
  const set = new Uint32Array(WORDS);
  for (let index = 0; index < WORDS; index += 1) {
    set[index] = wordAt(left, index) | wordAt(right, index);
  }
  return set;
};

/** A part of the catalogue, and where in a set it begins and ends, in words. */
export interface ActionSlice {
  readonly actions: ActionSet;
  readonly from: number;
  readonly end: number;
}

/** All of some slices; each is looked at where it has actions only. */
export const unitedSlices = (slices: readonly ActionSlice[]): ActionSet => {
  const set = new Uint32Array(WORDS);
  for (const { actions, from, end } of slices) {
    for (let index = from; index < end; index += 1) {
      set[index] = wordAt(set, index) | wordAt(actions, index);
    }
  }
  return set;
};

/** What some slices share with a set, as one slice. */
export const sliceWithin = (slices: readonly ActionSlice[], set: ActionSet): ActionSlice => {
  const from = Math.min(WORDS, ...slices.map((slice) => slice.from));
  const end = Math.max(from, ...slices.map((slice) => slice.end));
  return { actions: commonActions(unitedSlices(slices), set), from, end };
};

/** Whether two sets share an action; of two sets of one service only a few words are looked at. */
export const overlaps = (left: ActionSet, right: ActionSet, from = 0, end = WORDS): boolean => {
  for (let index = from; index < end; index += 1) {
    if ((wordAt(left, index) & wordAt(right, index)) !== 0) {
      return true;
    }
  }
  return false;
};

export const isEmptySet = (set: ActionSet): boolean => !overlaps(set, allActions);

export const hasAction = (set: ActionSet, action: number): boolean =>
  (wordAt(set, action >>> 5) & (1 << (action & 31))) !== 0;

/** How many bits of a word are set, by adding neighbours: pairs, then fours, then bytes. */
const bitsOf = (word: number): number => {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** How many actions two sets share. */
export const countCommon = (left: ActionSet, right: ActionSet): number => {
  let count = 0;
  for (let index = 0; index < WORDS; index += 1) {
    count += bitsOf(wordAt(left, index) & wordAt(right, index));
  }
  return count;
};

export const countActions = (set: ActionSet): number => countCommon(set, set);

/** The first action that two sets share, in the catalogue's order. */
export const firstCommon = (left: ActionSet, right: ActionSet): number | undefined => {
  for (let index = 0; index < WORDS; index += 1) {
    const word = wordAt(left, index) & wordAt(right, index);
    if (word !== 0) {
      return index * WORD + 31 - Math.clz32(word & -word);
    }
  }
  return undefined;
};

/** The actions of a set, in the catalogue's order. */
export const actionsIn = (set: ActionSet): readonly number[] => {
  const actions: number[] = [];
  for (const [index, word] of set.entries()) {
    for (let rest = word; rest !== 0; rest &= rest - 1) {
      actions.push(index * WORD + 31 - Math.clz32(rest & -rest));
    }
  }
  return actions;
};
