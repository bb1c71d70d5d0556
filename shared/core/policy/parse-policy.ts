import { ok, type Result } from '#core/kernel/result.ts';
import { duplicateKey } from './duplicate-keys.ts';
import { type PolicyUse, parseStatement } from './parse-statement.ts';
import { notUnderstood, type PolicyProblem } from './policy-problem.ts';
import type { ParsedPolicy, PolicyStatement } from './policy-statement.ts';
import { isRecord } from './policy-values.ts';

/**
 * The longest text that is read, in characters: IAM's own limits (6,144 for a managed policy, 10,240 for a role's
 * inline ones and for service control policies) do not count white space.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const LONGEST_POLICY = 262_144;

const ELEMENTS: ReadonlySet<string> = new Set(['Version', 'Id', 'Statement']);
const VERSIONS: ReadonlySet<unknown> = new Set([undefined, '2008-10-17', '2012-10-17']);

const parseJson = (text: string): Result<unknown, PolicyProblem> => {
  if (text.length > LONGEST_POLICY) {
    return notUnderstood('the document', `at most ${LONGEST_POLICY} characters`, text.length);
  }
  try {
    const value = JSON.parse(text) as unknown;
    const twice = duplicateKey(text);
    return twice === undefined
      ? ok(value)
      : notUnderstood('the document', 'each key once in an object', twice);
  } catch {
    return notUnderstood('the document', 'JSON', text);
  }
};

const parseStatements = (
  value: unknown,
  hasVariables: boolean,
  use: PolicyUse,
): Result<readonly PolicyStatement[], PolicyProblem> => {
  const written: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (written.length === 0) {
    return notUnderstood('Statement', 'at least one statement', 'an empty list');
  }
  const statements: PolicyStatement[] = [];
  for (const [index, statement] of written.entries()) {
    const parsed = parseStatement(statement, { index, hasVariables, use });
    if (!parsed.ok) {
      return parsed;
    }
    statements.push(parsed.value);
  }
  return ok(statements);
};

/**
 * Reads a policy document in any form that IAM accepts. Everything else is a problem: what can't be read for
 * certain must never count as a policy that says nothing.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export const parsePolicy = (
  text: string,
  use: PolicyUse = 'identity',
): Result<ParsedPolicy, PolicyProblem> => {
  const json = parseJson(text);
  if (!json.ok) {
    return json;
  }
  const document = json.value;
  if (!isRecord(document)) {
    return notUnderstood('the document', 'an object', document);
  }
  const odd = Object.keys(document).find((element) => !ELEMENTS.has(element));
  if (odd !== undefined) {
    return notUnderstood('the document', 'only Version, Id and Statement', odd);
  }
  const version = Object.hasOwn(document, 'Version') ? document['Version'] : undefined;
  if (!VERSIONS.has(version)) {
    return notUnderstood('Version', '2012-10-17 or 2008-10-17', version);
  }
  const hasVariables = version === '2012-10-17';
  const statements = parseStatements(document['Statement'], hasVariables, use);
  return statements.ok ? ok({ hasVariables, statements: statements.value }) : statements;
};
