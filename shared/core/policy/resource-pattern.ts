import type { Effort } from './effort.ts';
import {
  contains,
  EVERYTHING,
  intersects,
  isEverything,
  isLiteral,
  joinPatterns,
  literalPattern,
  type Pattern,
  samePattern,
} from './pattern.ts';

/** A text that resources are matched with: an ARN with wildcards, or `*`. */
export interface ResourcePattern {
  readonly whole: Pattern;
  /** The whole with the missing parts of an ARN. */
  readonly completed: Pattern;
  /**
   * The six parts of an ARN, the last with all further colons; missing parts are filled with `*`, as IAM fills
   * them. Undefined for what does not begin as an ARN.
   */
  readonly parts: readonly Pattern[] | undefined;
}

const COLON = ':'.charCodeAt(0);
const PARTS = 6;
const SERVICE = 2;
const ARN = literalPattern('arn:');

const splitParts = (pattern: Pattern): readonly Pattern[] => {
  const parts: number[][] = [[]];
  for (const token of pattern) {
    if (token === COLON && parts.length < PARTS) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(token);
    }
  }
  return parts;
};

const startsAsArn = (pattern: Pattern): boolean => ARN.every((token, index) => pattern[index] === token);

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html */
export const resourcePattern = (whole: Pattern): ResourcePattern => {
  if (!startsAsArn(whole)) {
    return { whole, completed: whole, parts: undefined };
  }
  const written = splitParts(whole);
  const missing = Array.from({ length: PARTS - written.length }, () => EVERYTHING);
  const completed = joinPatterns([whole, ...missing.flatMap((part) => [[COLON], part])]);
  return { whole, completed, parts: [...written, ...missing] };
};

export const anyResource: ResourcePattern = resourcePattern(EVERYTHING);

/** Whether it takes in every resource, also those that are asked for as `*`. */
export const isAnyResource = ({ whole }: ResourcePattern): boolean => isEverything(whole);

/** An ARN of fewer than six parts, as the ARN it is short for: the larger reading of it. */
export const completed = (pattern: ResourcePattern): ResourcePattern => ({
  ...pattern,
  whole: pattern.completed,
});

const partsContain = (outer: readonly Pattern[], inner: readonly Pattern[], effort: Effort): boolean =>
  outer.every((part, index) => contains(part, inner[index] ?? [], effort));

/**
 * Whether every resource of `inner` is one of `outer`, both when wildcards stop at colons and when they don't.
 * AWS says that they stop; a deny counts only where it does not matter.
 */
export const containsResource = (outer: ResourcePattern, inner: ResourcePattern, effort: Effort): boolean =>
  isAnyResource(outer) ||
  (contains(outer.completed, inner.completed, effort) &&
    (outer.parts === undefined ||
      (inner.parts !== undefined && partsContain(outer.parts, inner.parts, effort))));

/** Whether some resource may be in both. */
export const intersectsResource = (left: ResourcePattern, right: ResourcePattern, effort: Effort): boolean =>
  intersects(left.completed, right.completed, effort);

const hasLiteralHead = (parts: readonly Pattern[]): boolean => parts.slice(0, PARTS - 1).every(isLiteral);

const IAM = literalPattern('iam');

/** What IAM names has no colons, but a path might, and nobody makes one that has. */
const hasNoColons = (parts: readonly Pattern[]): boolean => samePattern(parts[SERVICE] ?? [], IAM);

/**
 * Whether a pattern may name a resource of a type. A pattern that is certain of its first five parts is compared part
 * by part, and so is every one with a type whose names have no colons that a wildcard could stand for.
 */
export const mayNameType = (pattern: ResourcePattern, type: ResourcePattern, effort: Effort): boolean => {
  const { parts } = pattern;
  return parts === undefined ||
    type.parts === undefined ||
    !(hasLiteralHead(parts) || hasNoColons(type.parts))
    ? intersectsResource(pattern, type, effort)
    : type.parts.every((part, index) => intersects(part, parts[index] ?? [], effort));
};
