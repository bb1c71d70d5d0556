import { EVERYTHING, literalPattern, type Pattern, wildcardPattern } from '#core/policy/pattern.ts';
import { booleanKey, type KeyState, type RequestContext } from '#core/proof/request-context.ts';
import { lastName, type NamedPrincipal, sessionRole } from './named-principal.ts';

type Key = readonly [string, KeyState];

const ABSENT: KeyState = { kind: 'absent' };
const ANY: KeyState = { kind: 'any' };
const SOME_VALUE: KeyState = { kind: 'present', value: EVERYTHING, type: 'other' };

const text = (value: Pattern): KeyState => ({ kind: 'present', value, type: 'text' });

const PRESENT = 'aws:multifactorauthpresent';
const AGE = 'aws:multifactorauthage';
const ISSUED = 'aws:tokenissuetime';

const NO_MFA_KEY: readonly Key[] = [
  [PRESENT, ABSENT],
  [AGE, ABSENT],
];
const MFA_FALSE: readonly Key[] = [
  [PRESENT, booleanKey(false)],
  [AGE, ABSENT],
];
const MFA: readonly Key[] = [
  [PRESENT, booleanKey(true)],
  [AGE, SOME_VALUE],
];
const LONG_TERM: readonly Key[] = [[ISSUED, ABSENT]];
const TEMPORARY: readonly Key[] = [[ISSUED, SOME_VALUE]];

const contextOf = (...keys: readonly Key[]): RequestContext => {
  const known = new Map(keys);
  return (key) => known.get(key) ?? ANY;
};

/** Twelve digits that nobody knows. A longer wildcard would be taken for other parts of an ARN, too. */
const SOME_ACCOUNT = '?'.repeat(12);

const ALWAYS: readonly Key[] = [
  ['aws:currenttime', SOME_VALUE],
  ['aws:epochtime', SOME_VALUE],
];

/** Somebody's own call of `AssumeRole`, signed with credentials of AWS. */
const signed = ({ account }: NamedPrincipal): readonly Key[] => [
  ...ALWAYS,
  ['aws:principalaccount', text(wildcardPattern(account ?? SOME_ACCOUNT))],
  ['aws:viaawsservice', booleanKey(false)],
  ['aws:principalisawsservice', booleanKey(false)],
  ['aws:principalservicename', ABSENT],
  ['aws:principalservicenameslist', ABSENT],
  ['aws:calledvia', ABSENT],
  ['aws:calledviafirst', ABSENT],
  ['aws:calledvialast', ABSENT],
];

const arnOf = (
  { partition, account = SOME_ACCOUNT }: NamedPrincipal,
  beginning: string,
  name: Pattern,
): KeyState => text([...wildcardPattern(`arn:${partition}:iam::${account}:${beginning}`), ...name]);

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html (principal key values) */
const asUser = (principal: NamedPrincipal): readonly Key[] => {
  const isNamed = principal.kind === 'user';
  return [
    ...signed(principal),
    ['aws:principaltype', text(literalPattern('User'))],
    ['aws:userid', text(wildcardPattern('AIDA*'))],
    ['aws:username', text(isNamed ? literalPattern(lastName(principal)) : EVERYTHING)],
    ['aws:principalarn', arnOf(principal, 'user/', isNamed ? literalPattern(principal.path) : EVERYTHING)],
  ];
};

/** The path and name of a role; both ways they may be where a session does not say which path its role has. */
const rolePaths = (principal: NamedPrincipal): readonly Pattern[] => {
  switch (principal.kind) {
    case 'role':
    case 'service-linked':
      return [literalPattern(principal.path)];
    case 'role-session': {
      const name = literalPattern(sessionRole(principal));
      return [name, [...wildcardPattern('*/'), ...name]];
    }
    default:
      return [EVERYTHING];
  }
};

/** A role's sessions go by the role's own ARN in `aws:PrincipalArn`. */
const asRole = (principal: NamedPrincipal, path: Pattern): readonly Key[] => [
  ...signed(principal),
  ...TEMPORARY,
  ['aws:principaltype', text(literalPattern('AssumedRole'))],
  ['aws:userid', text(wildcardPattern('AROA*:*'))],
  ['aws:username', ABSENT],
  ['aws:principalarn', arnOf(principal, 'role/', path)],
];

/**
 * What a user's call of `AssumeRole` carries.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export const userContext = (principal: NamedPrincipal, mfa: 'absent' | 'false' | 'true'): RequestContext => {
  const user = asUser(principal);
  switch (mfa) {
    case 'absent':
      return contextOf(...user, ...NO_MFA_KEY, ...LONG_TERM);
    case 'false':
      return contextOf(...user, ...MFA_FALSE, ...TEMPORARY);
    case 'true':
      return contextOf(...user, ...MFA);
  }
};

/** Of a role's session AWS says only that the MFA key is not `true`: both ways in which it can be. */
export const roleContexts = (principal: NamedPrincipal): readonly RequestContext[] =>
  rolePaths(principal).flatMap((path) =>
    [NO_MFA_KEY, MFA_FALSE].map((mfa) => contextOf(...asRole(principal, path), ...mfa)),
  );

/** The same holds of a service. */
export const serviceContexts: readonly RequestContext[] = [NO_MFA_KEY, MFA_FALSE].map((mfa) =>
  contextOf(...ALWAYS, ['aws:principalisawsservice', booleanKey(true)], ['aws:username', ABSENT], ...mfa),
);

/** Whoever comes with what an identity provider vouches for: "not present for federated identities". */
export const federatedContexts: readonly RequestContext[] = [
  contextOf(
    ...ALWAYS,
    ['aws:username', ABSENT],
    // Only signed requests have it.
    ['aws:principalisawsservice', ABSENT],
    ...NO_MFA_KEY,
  ),
];
