import { ok, type Result } from '#core/kernel/result.ts';
import { parsePolicy } from '#core/policy/parse-policy.ts';
import { notUnderstood, type PolicyProblem } from '#core/policy/policy-problem.ts';
import type { PolicyStatement } from '#core/policy/policy-statement.ts';
import { type NamedPrincipal, namedPrincipal, PRINCIPAL_TYPES } from './named-principal.ts';
import { type TrustStatement, trustStatement } from './trust-statement.ts';
import { SOME_ROLE, type TrustingRole } from './trusting-role.ts';

const EXPECTED: ReadonlyMap<string, string> = new Map([
  [
    'AWS',
    '*, an account, or the whole ARN of a user, a role or a session (IAM takes no * for a part of a principal)',
  ],
  ['Service', 'the whole name of a service (IAM takes no * for a part of a principal)'],
  ['Federated', 'the whole name of a provider (IAM takes no * for a part of a principal)'],
  ['CanonicalUser', 'the whole canonical id of an account'],
]);

/** IAM writes an id where its owner was deleted, and takes the id of somebody who lives for the ARN. */
const mayBeAnybody = ({ wasDeleted }: NamedPrincipal, { path }: TrustingRole): boolean =>
  wasDeleted && path === undefined;

const parseNames = (
  { principals }: PolicyStatement,
  role: TrustingRole,
  at: string,
): Result<readonly NamedPrincipal[], PolicyProblem> => {
  if (principals?.negated !== false) {
    return notUnderstood(
      `${at}.NotPrincipal`,
      'Principal, as IAM takes no NotPrincipal in a trust policy',
      'NotPrincipal',
    );
  }
  const names: NamedPrincipal[] = [];
  for (const { type, name } of principals.principals) {
    const expected = EXPECTED.get(type);
    if (expected === undefined) {
      return notUnderstood(`${at}.Principal`, `principals by ${PRINCIPAL_TYPES.join(', ')}`, type);
    }
    const named = namedPrincipal(type, name, role);
    if (named === undefined) {
      return notUnderstood(`${at}.Principal.${type}`, expected, name);
    }
    if (mayBeAnybody(named, role)) {
      return notUnderstood(`${at}.Principal.${type}`, 'an ARN, as nobody knows whose id this is', name);
    }
    names.push(named);
  }
  return ok(names);
};

/**
 * Reads a role's trust policy. Whatever IAM would refuse is a problem: also `NotPrincipal`, and a wildcard for a part of
 * a principal.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export const parseTrustPolicy = (
  text: string,
  role: TrustingRole = SOME_ROLE,
): Result<readonly TrustStatement[], PolicyProblem> => {
  const parsed = parsePolicy(text, 'trust');
  if (!parsed.ok) {
    return parsed;
  }
  const statements: TrustStatement[] = [];
  for (const [index, statement] of parsed.value.statements.entries()) {
    const names = parseNames(statement, role, `Statement[${index}]`);
    if (!names.ok) {
      return names;
    }
    statements.push(trustStatement(statement, index, names.value));
  }
  return ok(statements);
};
