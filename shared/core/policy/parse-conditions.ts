import { ok, type Result } from '#core/kernel/result.ts';
import { parseOperator, takesVariables } from './condition-operator.ts';
import { lowerCaseAscii } from './letter-case.ts';
import { notUnderstood, type PolicyProblem } from './policy-problem.ts';
import type { ConditionEntry, ConditionOperator } from './policy-statement.ts';
import { isRecord, toList } from './policy-values.ts';
import { parseTemplate, type Template } from './template.ts';

const LONGEST_VALUE = 4_096;

const isValue = (value: unknown): value is string | number | boolean =>
  (typeof value === 'string' && value.length <= LONGEST_VALUE) ||
  typeof value === 'number' ||
  typeof value === 'boolean';

const parseValue = (
  value: string | number | boolean,
  operator: ConditionOperator,
  hasVariables: boolean,
): Template => {
  const text = operator.comparison === 'any-case' ? lowerCaseAscii(String(value)) : String(value);
  const wildcards = operator.comparison === 'wildcards' ? 'read' : 'literal';
  return parseTemplate(text, hasVariables && takesVariables(operator), wildcards);
};

const parseEntry = (
  operator: ConditionOperator,
  [key, value]: readonly [string, unknown],
  hasVariables: boolean,
  at: string,
): Result<ConditionEntry, PolicyProblem> => {
  const values = toList(value);
  const odd = values.find((candidate) => !isValue(candidate));
  return odd !== undefined
    ? notUnderstood(`${at}.${key}`, `texts of at most ${LONGEST_VALUE} characters, numbers or booleans`, odd)
    : ok({
        operator,
        key: lowerCaseAscii(key),
        values: values.filter(isValue).map((each) => parseValue(each, operator, hasVariables)),
      });
};

/** The keys under one operator; the same key twice, in another case, has no defined meaning. */
const parseOperatorBlock = (
  name: string,
  block: unknown,
  hasVariables: boolean,
  at: string,
): Result<readonly ConditionEntry[], PolicyProblem> => {
  if (!isRecord(block)) {
    return notUnderstood(at, 'an object of condition keys', block);
  }
  const operator = parseOperator(name);
  const entries: ConditionEntry[] = [];
  const keys = new Set<string>();
  for (const written of Object.entries(block)) {
    const entry = parseEntry(operator, written, hasVariables, at);
    if (!entry.ok) {
      return entry;
    }
    if (keys.has(entry.value.key)) {
      return notUnderstood(at, 'each condition key once, in whatever case', written[0]);
    }
    keys.add(entry.value.key);
    entries.push(entry.value);
  }
  return ok(entries);
};

/** Every entry has to hold; no condition is an empty list. */
export const parseConditions = (
  condition: unknown,
  hasVariables: boolean,
  at: string,
): Result<readonly ConditionEntry[], PolicyProblem> => {
  if (condition === undefined) {
    return ok([]);
  }
  if (!isRecord(condition)) {
    return notUnderstood(at, 'an object of condition operators', condition);
  }
  const entries: ConditionEntry[] = [];
  for (const [name, block] of Object.entries(condition)) {
    const parsed = parseOperatorBlock(name, block, hasVariables, `${at}.${name}`);
    if (!parsed.ok) {
      return parsed;
    }
    entries.push(...parsed.value);
  }
  return ok(entries);
};
