import { fail, type Result } from '#core/kernel/result.ts';

/** Why a text could not be judged: what was expected, what came. */
export interface PolicyProblem {
  /** Of a text that may well be a policy: that it takes more steps than allowed. Any other, IAM would have refused. */
  readonly because?: 'too-complex';
  readonly expected: string;
  readonly received: string;
  /** Where in the document, `Statement[1].Action`. */
  readonly at: string;
}

const shorten = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

/** A value as a problem shows it: short, whatever it is. */
export const showValue = (value: unknown): string => {
  switch (typeof value) {
    case 'string':
      return shorten(JSON.stringify(value.slice(0, 100)));
    case 'undefined':
      return 'nothing';
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object';
    default:
      return String(value);
  }
};

export const notUnderstood = (at: string, expected: string, value: unknown): Result<never, PolicyProblem> =>
  fail({ at: shorten(at), expected, received: showValue(value) });

export const describePolicyProblem = ({ at, expected, received }: PolicyProblem): string =>
  `${at}: expected ${expected}, received ${received}`;
