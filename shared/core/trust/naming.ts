import type { Outcome } from '#core/proof/condition-outcome.ts';
import { isAnyProvider, lastName, type NamedPrincipal, sessionRole } from './named-principal.ts';

/** Kinds that a `*` certainly takes in when it allows: whoever signs a request with credentials of AWS. */
const AWS_KINDS: ReadonlySet<NamedPrincipal['kind']> = new Set([
  'user',
  'account',
  'role',
  'role-session',
  'federated-user',
  'everybody',
]);

const isRoleOf = (role: NamedPrincipal, session: NamedPrincipal): boolean =>
  (role.kind === 'role' || role.kind === 'service-linked') &&
  session.kind === 'role-session' &&
  role.account === session.account &&
  lastName(role) === sessionRole(session);

const isOfAccount = (account: NamedPrincipal, principal: NamedPrincipal): boolean =>
  account.kind === 'account' && principal.account === account.account;

const FEDERATED: ReadonlySet<NamedPrincipal['kind']> = new Set(['saml', 'oidc']);
const SERVICES: ReadonlySet<NamedPrincipal['kind']> = new Set(['service', 'service-linked']);

/** Whether both stand under one type of the `Principal` element that providers stand under. */
const areOfOneType = (one: NamedPrincipal, other: NamedPrincipal): boolean =>
  [FEDERATED, SERVICES].some((kinds) => kinds.has(one.kind) && kinds.has(other.kind));

/** Whether what one name stands for may also go by the other, of which AWS does not say what it stands for. */
const mayBe = (name: NamedPrincipal, principal: NamedPrincipal): boolean =>
  (name.kind === 'canonical-user' && AWS_KINDS.has(principal.kind)) ||
  (isAnyProvider(name) && areOfOneType(name, principal));

/**
 * Whether an allow for a name lets a principal in: by its own name, as one of its account, or as anybody. Somebody of
 * an account is one whom no statement names in person.
 */
export const allowNames = (name: NamedPrincipal, principal: NamedPrincipal): Outcome => {
  if (name.identity === principal.identity || isRoleOf(name, principal) || isOfAccount(name, principal)) {
    return 'must';
  }
  if (name.kind === 'everybody') {
    return AWS_KINDS.has(principal.kind) ? 'must' : 'may';
  }
  return principal.kind === 'canonical-user' || mayBe(name, principal) ? 'may' : 'cannot';
};

/**
 * Whether a deny for a name certainly takes a principal in. That a deny for an account takes in everybody of the
 * account is not documented.
 */
export const denyNames = (name: NamedPrincipal, principal: NamedPrincipal): Outcome => {
  const isUnclear = name.kind === 'account' || name.kind === 'canonical-user';
  if (name.kind === 'everybody' || name.identity === principal.identity || isRoleOf(name, principal)) {
    return isUnclear ? 'may' : 'must';
  }
  return isOfAccount(name, principal) || mayBe(name, principal) || principal.kind === 'canonical-user'
    ? 'may'
    : 'cannot';
};
