import { ok, type Result } from '#core/kernel/result.ts';
import { notUnderstood, type PolicyProblem } from './policy-problem.ts';

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const toList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** A text or a list of texts; never none. */
export const parseTexts = (value: unknown, at: string): Result<readonly string[], PolicyProblem> => {
  const list = toList(value);
  const odd = list.find((text) => typeof text !== 'string');
  return list.length === 0 || odd !== undefined
    ? notUnderstood(at, 'a text or a list of texts', list.length === 0 ? list : odd)
    : ok(list as readonly string[]);
};

/** The one of two elements that a statement has; both or neither is a problem. */
export const oneOf = (
  statement: Readonly<Record<string, unknown>>,
  plain: string,
  negated: string,
  at: string,
): Result<{ readonly name: string; readonly value: unknown }, PolicyProblem> => {
  const present = [plain, negated].filter((name) => Object.hasOwn(statement, name));
  const [name] = present;
  return name !== undefined && present.length === 1
    ? ok({ name, value: statement[name] })
    : notUnderstood(
        at,
        `either ${plain} or ${negated}`,
        present.length === 0 ? undefined : present.join(' and '),
      );
};
