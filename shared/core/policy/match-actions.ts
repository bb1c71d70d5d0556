import { indexOfAction, lowerCaseName, SERVICES, serviceRange } from '#core/catalogue/action-catalogue.ts';
import { type ActionSet, actionSetOf, allActions } from './action-set.ts';
import type { Effort } from './effort.ts';
import {
  contains,
  EVERYTHING,
  isEverything,
  isLiteral,
  literalPattern,
  type Pattern,
  wildcardPattern,
} from './pattern.ts';

/** Names as patterns, made when first asked for and kept: the catalogue never changes. */
const actionPatterns: Pattern[] = [];
const servicePatterns = new Map<string, Pattern>();

const actionPattern = (action: number): Pattern => {
  actionPatterns[action] ??= literalPattern(lowerCaseName(action));
  return actionPatterns[action];
};

const servicePattern = (service: string): Pattern => {
  const pattern = servicePatterns.get(service) ?? literalPattern(service);
  servicePatterns.set(service, pattern);
  return pattern;
};

const matchService = (prefix: string, name: Pattern, effort: Effort): readonly number[] => {
  const { first, end } = serviceRange(prefix) ?? { first: 0, end: 0 };
  effort.spend(end - first);
  const actions = Array.from({ length: end - first }, (_, index) => first + index);
  return isEverything(name)
    ? actions
    : actions.filter((action) => contains(name, actionPattern(action), effort));
};

const servicesLike = (prefix: string, effort: Effort): readonly string[] => {
  const pattern = wildcardPattern(prefix);
  return isLiteral(pattern)
    ? [prefix]
    : SERVICES.filter((service) => contains(pattern, servicePattern(service), effort));
};

const matchPattern = (text: string, effort: Effort): readonly number[] => {
  const exact = indexOfAction(text);
  effort.spend(1);
  if (exact !== undefined) {
    return [exact];
  }
  const colon = text.indexOf(':');
  const name = wildcardPattern(text.slice(colon + 1));
  return servicesLike(text.slice(0, colon), effort).flatMap((prefix) => matchService(prefix, name, effort));
};

/** Each action's name has one colon, so that any service's any action is every action there is. */
const EVERY_ACTION = /^\*+(?::\*+)?$/;

/** A lower-case pattern of actions as a pattern of their names; whatever takes in every action is `EVERYTHING`. */
export const actionNamePattern = (pattern: string): Pattern =>
  EVERY_ACTION.test(pattern) ? EVERYTHING : wildcardPattern(pattern);

/** The catalogue's actions that any of these lower-case patterns takes in. */
export const matchActions = (patterns: readonly string[], effort: Effort): ActionSet => {
  if (patterns.some((pattern) => EVERY_ACTION.test(pattern))) {
    return allActions;
  }
  return actionSetOf([...new Set(patterns)].flatMap((pattern) => matchPattern(pattern, effort)));
};

/** All of the catalogue's actions of some services. */
export const actionsOfServices = (prefixes: readonly string[]): ActionSet =>
  actionSetOf(
    prefixes.flatMap((prefix) => {
      const { first, end } = serviceRange(prefix) ?? { first: 0, end: 0 };
      return Array.from({ length: end - first }, (_, index) => first + index);
    }),
  );
