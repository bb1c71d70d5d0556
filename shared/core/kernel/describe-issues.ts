import type * as z from 'zod/mini';
import { printable } from './printable.ts';

const whatWasExpected = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${issue.expected}`;
    case 'invalid_value':
      return `expected ${issue.values.map(String).join(' or ')}`;
    case 'unrecognized_keys':
      return `unexpected ${issue.keys.join(', ')}`;
    case 'too_small':
      return `expected at least ${issue.minimum}`;
    case 'too_big':
      return `expected at most ${issue.maximum}`;
    default:
      return issue.message;
  }
};

/** One line for each thing that is wrong: where, and what was expected there. */
export const describeIssues = (error: z.core.$ZodError, whole: string): readonly string[] =>
  error.issues.map((issue) => `${issue.path.map(String).join('.') || whole}: ${whatWasExpected(issue)}`);

/** What stands at a path within a value; undefined where nothing does. */
const standsAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );

const LONGEST_RECEIVED = 80;

const shown = (value: unknown): string => {
  const text = printable(JSON.stringify(value));
  return text.length > LONGEST_RECEIVED ? `${text.slice(0, LONGEST_RECEIVED)}...` : text;
};

/** The same with what came instead; for what people wrote themselves, as it shows what stands there. */
export const describeMistakes = (
  error: z.core.$ZodError,
  whole: string,
  given: unknown,
): readonly string[] => {
  const lines = describeIssues(error, whole);
  return error.issues.map(({ code, path }, place) => {
    if (code === 'unrecognized_keys') {
      return `${lines[place]}`;
    }
    const received = standsAt(given, path);
    return `${lines[place]}, received ${received === undefined ? 'nothing' : shown(received)}`;
  });
};
