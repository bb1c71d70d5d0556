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
  /** The whole with the missing parts of an ARN as `*`, as IAM fills them; the whole itself if none is missing. */
  readonly completed: Pattern;
  /** The six parts of the completed ARN, the last with all further colons. Undefined for what is no ARN. */
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
  if (written.length === PARTS) {
    return { whole, completed: whole, parts: written };
  }
  const missing = Array.from({ length: PARTS - written.length }, () => EVERYTHING);
  const completed = joinPatterns([whole, ...missing.flatMap((part) => [[COLON], part])]);
  return { whole, completed, parts: [...written, ...missing] };
};

export const anyResource: ResourcePattern = resourcePattern(EVERYTHING);

/** Whether it takes in every resource, also those that are asked for as `*`. */
export const isAnyResource = ({ whole }: ResourcePattern): boolean => isEverything(whole);

/** Whether it is an ARN with all of its parts. */
export const isWholeArn = ({ whole, completed, parts }: ResourcePattern): boolean =>
  parts !== undefined && completed === whole;

/**
 * What an ARN with missing parts may stand for: the ARN that is filled up, or, as a wildcard at the end of a part may
 * go on beyond the colon, the text as it is.
 */
const readings = (pattern: ResourcePattern): readonly Pattern[] =>
  pattern.completed === pattern.whole ? [pattern.whole] : [pattern.whole, pattern.completed];

/** What such an ARN certainly takes in is in every reading; without a wildcard AWS documents which one it is. */
const strictReadings = (pattern: ResourcePattern): readonly Pattern[] =>
  isLiteral(pattern.whole) ? [pattern.completed] : readings(pattern);

const partsContain = (outer: readonly Pattern[], inner: readonly Pattern[], effort: Effort): boolean =>
  outer.every((part, index) => contains(part, inner[index] ?? [], effort));

const certainlyContains = (outer: ResourcePattern, inner: ResourcePattern, effort: Effort): boolean =>
  outer.parts !== undefined &&
  inner.parts !== undefined &&
  (isWholeArn(inner) || isLiteral(inner.whole)) &&
  strictReadings(outer).every((reading) => contains(reading, inner.completed, effort)) &&
  partsContain(outer.parts, inner.parts, effort);

/**
 * Whether every resource of `inner` is certainly one of `outer`: whether or not wildcards stop at colons, and
 * whatever missing parts stand for.
 */
export const containsResource = (outer: ResourcePattern, inner: ResourcePattern, effort: Effort): boolean =>
  isAnyResource(outer) || samePattern(outer.whole, inner.whole) || certainlyContains(outer, inner, effort);

const IAM = literalPattern('iam');

/** What IAM names has no colons, but a path might, and nobody makes one that has. */
const hasNoColons = (parts: readonly Pattern[]): boolean => samePattern(parts[SERVICE] ?? [], IAM);

/** Whether whatever has the first parts of a pattern is IAM's, whether or not wildcards stop at colons. */
const isOfIam = (parts: readonly Pattern[]): boolean =>
  hasNoColons(parts) && parts.slice(0, SERVICE).every(isLiteral);

const partsIntersect = (left: readonly Pattern[], right: readonly Pattern[], effort: Effort): boolean =>
  left.every((part, index) => intersects(part, right[index] ?? [], effort));

/** The parts of a whole ARN of IAM's, which are the parts of whatever it names. */
const partsInIam = (pattern: ResourcePattern): readonly Pattern[] | undefined =>
  pattern.parts !== undefined && isWholeArn(pattern) && isOfIam(pattern.parts) ? pattern.parts : undefined;

/** Whether some resource may be in both, in whatever reading. */
export const intersectsResource = (
  left: ResourcePattern,
  right: ResourcePattern,
  effort: Effort,
): boolean => {
  const [one, other] = [partsInIam(left), partsInIam(right)];
  return one === undefined || other === undefined
    ? readings(left).some((reading) => readings(right).some((text) => intersects(reading, text, effort)))
    : partsIntersect(one, other, effort);
};

const hasLiteralHead = (parts: readonly Pattern[]): boolean => parts.slice(0, PARTS - 1).every(isLiteral);

const nameHasColon = (parts: readonly Pattern[]): boolean => parts.at(-1)?.includes(COLON) === true;

/** Whether a type may be of other services than IAM, as that of what is backed up is, and its names have colons. */
const isElsewhere = (type: readonly Pattern[]): boolean => !hasNoColons(type) && nameHasColon(type);

/**
 * Whether a pattern may name a resource of a type. A pattern that is certain of its first five parts is compared part
 * by part, and so is every one with a type whose names have no colons that a wildcard could stand for. What IAM names
 * is of no type of others whose names have colons.
 */
export const mayNameType = (pattern: ResourcePattern, type: ResourcePattern, effort: Effort): boolean => {
  const { parts } = pattern;
  if (parts === undefined || type.parts === undefined) {
    return intersectsResource(pattern, type, effort);
  }
  if (isOfIam(parts) && isElsewhere(type.parts)) {
    return false;
  }
  return isWholeArn(pattern) && (hasLiteralHead(parts) || hasNoColons(type.parts))
    ? partsIntersect(type.parts, parts, effort)
    : intersectsResource(pattern, type, effort);
};
