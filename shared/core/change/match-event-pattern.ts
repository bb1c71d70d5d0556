import type { DetailPattern, ValuePattern } from './event-pattern.ts';
import type { RulePattern } from './event-rules.ts';

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const member = (value: unknown, field: string): unknown =>
  isFields(value) && Object.hasOwn(value, field) ? value[field] : undefined;

/** The values that a list of alternatives is compared with: an array matches where one of its elements does. */
const leaves = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.flat() : [value]);

/** Whether an asterisk-pattern covers the text: its parts follow each other, without overlap. */
const matchesWildcard = (pattern: string, text: string): boolean => {
  const [first = '', ...rest] = pattern.split('*');
  const last = rest.pop();
  if (last === undefined || !text.startsWith(first)) {
    return last === undefined && text === pattern;
  }
  let at = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) {
      return false;
    }
    at = found + part.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
};

/** EventBridge's `exists` speaks of values, never of the objects and lists that hold them. */
const isThere = (value: unknown): boolean =>
  leaves(value).some((leaf) => leaf !== undefined && !isFields(leaf));

const matchesValue = (pattern: ValuePattern, value: unknown): boolean => {
  if (typeof pattern === 'string') {
    return leaves(value).includes(pattern);
  }
  if ('exists' in pattern) {
    return isThere(value) === pattern.exists;
  }
  if ('wildcard' in pattern) {
    return leaves(value).some((leaf) => typeof leaf === 'string' && matchesWildcard(pattern.wildcard, leaf));
  }
  return leaves(value).some(
    (leaf) => leaf !== undefined && !isFields(leaf) && !pattern['anything-but'].includes(leaf as string),
  );
};

/** Of a list of objects, one has to match as a whole. */
const among = (value: unknown): readonly unknown[] =>
  Array.isArray(value) && value.length > 0 ? value.flat() : [value];

/**
 * Whether EventBridge takes this event, or part of one, for the pattern.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export const matchesEventPattern = (pattern: DetailPattern, event: unknown): boolean =>
  Object.entries(pattern).every(([field, expected]) => {
    const value = member(event, field);
    return Array.isArray(expected)
      ? expected.some((alternative) => matchesValue(alternative as ValuePattern, value))
      : among(value).some((candidate) => matchesEventPattern(expected as DetailPattern, candidate));
  });

/** Whether EventBridge hands an event to a rule of this pattern. */
export const isTakenBy = (pattern: RulePattern, event: unknown): boolean =>
  '$or' in pattern
    ? pattern.$or.some((alternative) => matchesEventPattern({ ...alternative }, event))
    : matchesEventPattern({ ...pattern }, event);
