import { printable } from '#core/kernel/printable.ts';
import { isAnyProvider, lastName, type NamedPrincipal, sessionRole } from './named-principal.ts';

const ofAccount = ({ account }: NamedPrincipal): string =>
  account === undefined ? '' : ` of account ${account}`;

/** A principal as the subject of a sentence in the plural or the singular alike. */
export const describePrincipal = (principal: NamedPrincipal): string => {
  const { kind, name, wasDeleted } = principal;
  if (wasDeleted) {
    return `the deleted principal ${name}`;
  }
  switch (kind) {
    case 'user':
      return `user ${printable(lastName(principal))}${ofAccount(principal)}`;
    case 'account':
      return `users${ofAccount(principal)}`;
    case 'role':
      return `role ${printable(lastName(principal))}${ofAccount(principal)}`;
    case 'role-session':
      return `session ${printable(lastName(principal))} of role ${printable(sessionRole(principal))}${ofAccount(principal)}`;
    case 'federated-user':
      return `federated user ${printable(lastName(principal))}${ofAccount(principal)}`;
    case 'everybody':
      return 'users of any AWS account';
    case 'service':
      return isAnyProvider(principal) ? 'any service of AWS' : `the service ${name}`;
    case 'service-linked':
      return principal.account === undefined
        ? `the service ${name}`
        : `service-linked role ${printable(lastName(principal))}${ofAccount(principal)}`;
    case 'saml':
      return `whoever signs in by the SAML provider ${name}`;
    case 'oidc':
      return isAnyProvider(principal)
        ? 'whoever signs in by any identity provider'
        : `whoever signs in by the identity provider ${name}`;
    case 'canonical-user':
      return `the account with the canonical id ${name}`;
  }
};
