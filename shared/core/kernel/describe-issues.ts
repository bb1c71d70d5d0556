import type * as z from 'zod/mini';

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
