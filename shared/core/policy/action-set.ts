import {
  CATALOGUE_SIZE,
  indexOfAction,
  lowerCaseName,
  SERVICES,
  serviceRange,
} from '#core/catalogue/action-catalogue.ts';
import type { Effort } from './effort.ts';
import { contains, isEverything, literalPattern, type Pattern, wildcardPattern } from './pattern.ts';

/** A set of the catalogue's actions, one bit an action. Not to be changed once made. */
export type ActionSet = Uint32Array;

const WORD = 32;
const WORDS = Math.ceil(CATALOGUE_SIZE / WORD);

const add = (set: ActionSet, action: number): void => {
  const word = action >>> 5;
  set[word] = (set[word] ?? 0) | (1 << (action & 31));
};

export const noActions: ActionSet = new Uint32Array(WORDS);

const combine = (
  left: ActionSet,
  right: ActionSet,
  bits: (left: number, right: number) => number,
): ActionSet => left.map((word, index) => bits(word, right[index] ?? 0));

export const withoutActions = (left: ActionSet, right: ActionSet): ActionSet =>
  combine(left, right, (leftWord, rightWord) => leftWord & ~rightWord);

export const commonActions = (left: ActionSet, right: ActionSet): ActionSet =>
  combine(left, right, (leftWord, rightWord) => leftWord & rightWord);

export const unitedActions = (left: ActionSet, right: ActionSet): ActionSet =>
  combine(left, right, (leftWord, rightWord) => leftWord | rightWord);

export const actionSetOf = (actions: Iterable<number>): ActionSet => {
  const set = new Uint32Array(WORDS);
  for (const action of actions) {
    add(set, action);
  }
  return set;
};

export const allActions: ActionSet = actionSetOf(
  Array.from({ length: CATALOGUE_SIZE }, (_, action) => action),
);

export const isEmptySet = (set: ActionSet): boolean => set.every((word) => word === 0);

export const hasAction = (set: ActionSet, action: number): boolean =>
  ((set[action >>> 5] ?? 0) & (1 << (action & 31))) !== 0;

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

const matchService = (prefix: string, name: Pattern, set: ActionSet, effort: Effort): void => {
  const { first, end } = serviceRange(prefix) ?? { first: 0, end: 0 };
  for (let action = first; action < end; action += 1) {
    if (isEverything(name) || contains(name, literalPattern(lowerCaseName(action)), effort)) {
      add(set, action);
    }
  }
  effort.spend(end - first);
};

const matchPattern = (text: string, set: ActionSet, effort: Effort): void => {
  const exact = indexOfAction(text);
  effort.spend(1);
  if (exact !== undefined) {
    add(set, exact);
    return;
  }
  const colon = text.indexOf(':');
  const service = wildcardPattern(colon < 0 ? '*' : text.slice(0, colon));
  const name = wildcardPattern(colon < 0 ? '*' : text.slice(colon + 1));
  for (const prefix of SERVICES) {
    if (contains(service, literalPattern(prefix), effort)) {
      matchService(prefix, name, set, effort);
    }
  }
};

/** The catalogue's actions that any of these lower-case patterns takes in. */
export const matchActions = (patterns: readonly string[], effort: Effort): ActionSet => {
  const set = new Uint32Array(WORDS);
  for (const pattern of new Set(patterns)) {
    matchPattern(pattern, set, effort);
  }
  return set;
};
