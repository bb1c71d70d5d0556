import type { RequestContext } from '#core/proof/request-context.ts';
import { federatedContexts, roleContexts, serviceContexts, userContext } from './caller-context.ts';
import type { NamedPrincipal } from './named-principal.ts';
import type { TrustSession } from './trust-judgement.ts';

/** One way in which a principal may ask for the role. */
export interface Caller {
  /** `other` for whoever never had a choice to use MFA. */
  readonly session: TrustSession | 'other';
  /** In lower case, as statements have them. */
  readonly action: 'sts:assumerole' | 'sts:assumerolewithsaml' | 'sts:assumerolewithwebidentity';
  /** What the request carries; several where AWS does not say which. */
  readonly contexts: readonly RequestContext[];
  /** Whether AWS documents that this principal may ask in this way. */
  readonly isDocumented: boolean;
}

const caller = (
  session: Caller['session'],
  contexts: readonly RequestContext[],
  isDocumented: boolean,
): Caller => ({ session, action: 'sts:assumerole', contexts, isDocumented });

const asUser = (principal: NamedPrincipal, isDocumented: boolean): readonly Caller[] => [
  caller('access-key', [userContext(principal, 'absent')], isDocumented),
  caller('session-without-mfa', [userContext(principal, 'false')], isDocumented),
  caller('console-without-mfa', [userContext(principal, 'false')], isDocumented),
  caller('mfa', [userContext(principal, 'true')], isDocumented),
];

const asRole = (principal: NamedPrincipal, session: Caller['session'], isDocumented: boolean): Caller =>
  caller(session, roleContexts(principal), isDocumented);

const federated = (action: Caller['action'], isDocumented: boolean): Caller => ({
  session: 'other',
  action,
  contexts: federatedContexts,
  isDocumented,
});

/** How else somebody might come by a name that AWS does not hold to one kind. */
const others = (): readonly Caller[] => [
  federated('sts:assumerolewithsaml', false),
  federated('sts:assumerolewithwebidentity', false),
  caller('other', serviceContexts, false),
];

/** A provider's people call by one operation; what another one comes to in its statement, nobody says. */
const byProvider = (action: Caller['action']): readonly Caller[] => [
  federated('sts:assumerolewithsaml', action === 'sts:assumerolewithsaml'),
  federated('sts:assumerolewithwebidentity', action === 'sts:assumerolewithwebidentity'),
  caller('other', federatedContexts, false),
  caller('other', serviceContexts, false),
];

const asLinked = (principal: NamedPrincipal): Caller =>
  principal.account === undefined ? caller('other', serviceContexts, true) : asRole(principal, 'other', true);

/**
 * In which ways a principal may ask for a role. Federated users may not.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html
 */
export const callersOf = (principal: NamedPrincipal): readonly Caller[] => {
  if (principal.wasDeleted) {
    return [];
  }
  switch (principal.kind) {
    case 'user':
      return asUser(principal, true);
    case 'account':
      return [...asUser(principal, true), asRole(principal, 'role-session', true)];
    case 'everybody':
      return [...asUser(principal, true), asRole(principal, 'role-session', true), ...others()];
    case 'role':
    case 'role-session':
      return [asRole(principal, 'other', true)];
    case 'federated-user':
      return [];
    case 'service':
      return [caller('other', serviceContexts, true)];
    case 'service-linked':
      return [asLinked(principal)];
    case 'saml':
      return byProvider('sts:assumerolewithsaml');
    case 'oidc':
      return byProvider('sts:assumerolewithwebidentity');
    case 'canonical-user':
      return [...asUser(principal, false), asRole(principal, 'role-session', false), ...others()];
  }
};
