import type { Outcome } from '#core/proof/condition-outcome.ts';
import { lastName, type NamedPrincipal, sessionRole } from './named-principal.ts';

/** Kinds that a `*` certainly takes in when it allows: whoever signs a request with credentials of AWS. */
const AWS_KINDS: ReadonlySet<NamedPrincipal['kind']> = new Set([
  'user',
  'account',
  'role',
  'role-session',
  'federated-user',
  'everybody',
]);

const OF_UNKNOWN_ACCOUNT: ReadonlySet<NamedPrincipal['kind']> = new Set(['other', 'canonical-user']);

const isRoleOf = (role: NamedPrincipal, session: NamedPrincipal): boolean =>
  (role.kind === 'role' || role.kind === 'service-linked') &&
  session.kind === 'role-session' &&
  role.account === session.account &&
  lastName(role) === sessionRole(session);

const isOfAccount = (account: NamedPrincipal, principal: NamedPrincipal): boolean =>
  account.kind === 'account' && principal.account === account.account;

/** Whether what one name stands for may also go by the other, of which AWS does not say what it stands for. */
const mayBe = (name: NamedPrincipal, principal: NamedPrincipal): boolean =>
  name.kind === 'other' || (name.kind === 'canonical-user' && AWS_KINDS.has(principal.kind));

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
  return OF_UNKNOWN_ACCOUNT.has(principal.kind) || mayBe(name, principal) ? 'may' : 'cannot';
};

/**
 * Whether a deny for a name certainly takes a principal in. That a deny for an account takes in everybody of the
 * account is not documented.
 */
export const denyNames = (name: NamedPrincipal, principal: NamedPrincipal): Outcome => {
  const isUnclear = name.kind === 'account' || OF_UNKNOWN_ACCOUNT.has(name.kind);
  if (name.kind === 'everybody' || name.identity === principal.identity || isRoleOf(name, principal)) {
    return isUnclear ? 'may' : 'must';
  }
  return isOfAccount(name, principal) || mayBe(name, principal) || OF_UNKNOWN_ACCOUNT.has(principal.kind)
    ? 'may'
    : 'cannot';
};
