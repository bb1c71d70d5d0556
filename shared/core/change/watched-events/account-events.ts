import { nobody, theAccount } from '#core/change/read-concern.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import { iamEvent } from './api-call-event.ts';

const provider = (eventName: string): WatchedEvent =>
  iamEvent(eventName, 'identity-provider-changed', nobody, { response: 'tell' });

const rootManagement = (eventName: string): WatchedEvent =>
  iamEvent(eventName, 'root-management-changed', nobody, { response: 'tell', urgency: 'urgent' });

/** What holds for a whole account, or for the root users of a whole organization. */
export const ACCOUNT_EVENTS: readonly WatchedEvent[] = [
  iamEvent('UpdateAccountPasswordPolicy', 'password-policy-changed', theAccount),
  iamEvent('DeleteAccountPasswordPolicy', 'password-policy-changed', theAccount),
  provider('CreateSAMLProvider'),
  provider('UpdateSAMLProvider'),
  provider('DeleteSAMLProvider'),
  provider('CreateOpenIDConnectProvider'),
  provider('UpdateOpenIDConnectProviderThumbprint'),
  provider('AddClientIDToOpenIDConnectProvider'),
  provider('DeleteOpenIDConnectProvider'),
  rootManagement('EnableOrganizationsRootCredentialsManagement'),
  rootManagement('DisableOrganizationsRootCredentialsManagement'),
  rootManagement('EnableOrganizationsRootSessions'),
  rootManagement('DisableOrganizationsRootSessions'),
];
