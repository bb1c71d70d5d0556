import { serviceRange } from '#core/catalogue/action-catalogue.ts';
import type { Gap, Observed } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import {
  type CredentialServices,
  SERVICES_WITH_CREDENTIALS,
  servicesOfCredential,
} from '#core/proof/credential-services.ts';

type Credentials = Pick<UserPosture, 'serviceCredentials' | 'sshPublicKeys' | 'signingCertificates'>;

const hasActive = (credentials: Credentials['sshPublicKeys']): boolean =>
  credentials.kind === 'known' && credentials.fact.some(({ active }) => active);

/**
 * What the credentials that a user has besides access keys work with. Nobody says what a signing certificate is
 * good for. A user without any is judged as if one were made tomorrow.
 */
export const userCredentialServices = (user: Credentials): CredentialServices => {
  if (hasActive(user.signingCertificates)) {
    return 'any';
  }
  const named = user.serviceCredentials.kind === 'known' ? user.serviceCredentials.fact : [];
  const services = new Set([
    ...named.filter(({ active }) => active).flatMap(({ serviceName }) => servicesOfCredential(serviceName)),
    ...(hasActive(user.sshPublicKeys) ? ['codecommit'] : []),
  ]);
  if (services.size === 0) {
    return SERVICES_WITH_CREDENTIALS;
  }
  // Of a service by a name that no action has nobody knows which actions are meant.
  return [...services].every((service) => serviceRange(service) !== undefined) ? [...services].sort() : 'any';
};

/** Credentials that there may be and nobody could read, and what those could work with. */
export interface UnreadCredentials {
  readonly gap: Gap;
  readonly services: CredentialServices;
}

const unread = (
  credentials: Observed<unknown>,
  fact: Gap['fact'],
  services: CredentialServices,
): readonly UnreadCredentials[] =>
  credentials.kind === 'known' ? [] : [{ gap: { fact, because: credentials.because }, services }];

/** What is not read may be there, whatever else the user has. */
export const unreadCredentials = (user: Credentials): readonly UnreadCredentials[] => [
  ...unread(user.serviceCredentials, 'service-credentials', SERVICES_WITH_CREDENTIALS),
  ...unread(user.sshPublicKeys, 'ssh-public-keys', ['codecommit']),
  ...unread(user.signingCertificates, 'signing-certificates', 'any'),
];
