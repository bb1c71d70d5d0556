import type { Effort } from './effort.ts';

/** A run of any characters, also of none. Negative, so that no character of a text can be mistaken for it. */
export const ANY_RUN = -1;
/** Any one character. */
export const ANY_ONE = -2;

/**
 * A text with wildcards, as a set of texts. Each token is a UTF-16 code unit, `ANY_RUN` or `ANY_ONE`; two
 * runs never stand side by side.
 */
export type Pattern = readonly number[];

export const EVERYTHING: Pattern = [ANY_RUN];

const STAR = '*'.charCodeAt(0);
const QUESTION_MARK = '?'.charCodeAt(0);

/** The pattern that is just this text. */
export const literalPattern = (text: string): Pattern => {
  const tokens = new Array<number>(text.length);
  for (let index = 0; index < text.length; index += 1) {
    tokens[index] = text.charCodeAt(index);
  }
  return tokens;
};

const toWildcard = (code: number): number => {
  switch (code) {
    case STAR:
      return ANY_RUN;
    case QUESTION_MARK:
      return ANY_ONE;
    default:
      return code;
  }
};

/** Reads `*` and `?` as wildcards. */
export const wildcardPattern = (text: string): Pattern =>
  joinPatterns([literalPattern(text).map(toWildcard)]);

/** One pattern after the other; runs that meet become one. */
export const joinPatterns = (patterns: readonly Pattern[]): Pattern =>
  patterns.flat().filter((token, index, all) => token !== ANY_RUN || all[index - 1] !== ANY_RUN);

export const isLiteral = (pattern: Pattern): boolean => pattern.every((token) => token >= 0);

export const isEverything = (pattern: Pattern): boolean => pattern.length === 1 && pattern[0] === ANY_RUN;

/** The pattern as people write it. */
export const showPattern = (pattern: Pattern): string => {
  const text: string[] = [];
  for (const token of pattern) {
    text.push(token === ANY_RUN ? '*' : token === ANY_ONE ? '?' : String.fromCharCode(token));
  }
  return text.join('');
};

export const samePattern = (left: Pattern, right: Pattern): boolean =>
  left.length === right.length && left.every((token, index) => token === right[index]);

/** Whether one token of a containing pattern stands for one token of the contained. */
const standsFor = (outer: number | undefined, inner: number | undefined): boolean =>
  outer === inner || (outer === ANY_ONE && inner !== ANY_RUN);

const endsWithRuns = (pattern: Pattern, from: number): boolean => {
  const rest = pattern.length - from;
  return rest === 0 || (rest === 1 && pattern[from] === ANY_RUN);
};

/**
 * Whether every text of `inner` is one of `outer`. A *yes* is certain; a *no* may be wrong where runs and single
 * wildcards stand side by side. Takes steps in proportion to the product of the lengths at most.
 */
export const contains = (outer: Pattern, inner: Pattern, effort: Effort): boolean => {
  let atOuter = 0;
  let atInner = 0;
  let afterLastRun = -1;
  let resumeAt = 0;
  effort.spend(1);
  while (atInner < inner.length) {
    effort.spend(1);
    if (outer[atOuter] === ANY_RUN) {
      atOuter += 1;
      afterLastRun = atOuter;
      resumeAt = atInner;
      continue;
    }
    if (atOuter < outer.length && standsFor(outer[atOuter], inner[atInner])) {
      atOuter += 1;
      atInner += 1;
      continue;
    }
    if (afterLastRun < 0) {
      return false;
    }
    resumeAt += 1;
    atInner = resumeAt;
    atOuter = afterLastRun;
  }
  return endsWithRuns(outer, atOuter);
};

/** Whether one character can be both. */
const mayBeSame = (left: number, right: number | undefined): boolean =>
  right !== undefined && (left === right || left === ANY_ONE || right === ANY_ONE);

/** The places in a pattern that a text can have come to: 1 where it can, one place more than there are tokens. */
type Places = Uint8Array;

/** Whether a text that has come to a place in `right`, and goes on with `token`, can be at `at`. */
const canReach = (token: number, reached: Places, right: Pattern, at: number): boolean =>
  // Staying within a run of `right`, or passing the token before.
  (reached[at] === 1 && right[at] === ANY_RUN) ||
  (reached[at - 1] === 1 && right[at - 1] !== ANY_RUN && mayBeSame(token, right[at - 1]));

/** Whether a place follows a run that a text can have come to: a run may also stand for nothing. */
const isBehindRun = (reached: Places, right: Pattern, at: number): boolean =>
  reached[at - 1] === 1 && right[at - 1] === ANY_RUN;

/** The places in `right` that a text can have come to once `left` has gone one token on. */
const stepOver = (token: number, reached: Places, right: Pattern): Places => {
  const next = new Uint8Array(reached.length);
  if (token === ANY_RUN) {
    // A run of `left` may take in as much of `right` as it likes.
    return next.fill(1, reached.indexOf(1));
  }
  for (let at = 0; at < next.length; at += 1) {
    if (canReach(token, reached, right, at) || isBehindRun(next, right, at)) {
      next[at] = 1;
    }
  }
  return next;
};

/** How many tokens both begin with alike, before either has a wildcard. */
const commonPrefix = (left: Pattern, right: Pattern): number => {
  let length = 0;
  while (length < left.length && left[length] === right[length] && (left[length] ?? ANY_RUN) >= 0) {
    length += 1;
  }
  return length;
};

/** Whether some text is in both, compared token by token from the start. */
const intersectsFrom = (left: Pattern, right: Pattern, effort: Effort): boolean => {
  let reached: Places = new Uint8Array(right.length + 1);
  reached.fill(1, 0, right[0] === ANY_RUN ? 2 : 1);
  for (const token of left) {
    effort.spend(right.length + 1);
    reached = stepOver(token, reached, right);
    if (!reached.includes(1)) {
      return false;
    }
  }
  return reached[right.length] === 1;
};

/** Whether some text is in both; exact. Takes steps in proportion to the product of the lengths at most. */
export const intersects = (left: Pattern, right: Pattern, effort: Effort): boolean => {
  if (isEverything(left) || isEverything(right)) {
    return true;
  }
  const start = commonPrefix(left, right);
  effort.spend(start + 1);
  const [first, other] = [left[start], right[start]];
  const differ = first !== undefined && other !== undefined && first >= 0 && other >= 0;
  return !differ && intersectsFrom(left.slice(start), right.slice(start), effort);
};
