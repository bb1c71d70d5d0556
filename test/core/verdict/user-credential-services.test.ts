import { describe, expect, it } from 'vitest';
import { known, unknown } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import { SERVICES_WITH_CREDENTIALS } from '#core/proof/credential-services.ts';
import { unreadCredentials, userCredentialServices } from '#core/verdict/user-credential-services.ts';
import { CODECOMMIT_CREDENTIAL, postureOf } from '../../fakes/people.ts';

const services = (facts: Partial<UserPosture>) => userCredentialServices(postureOf('ana', facts));

const credentialFor = (...serviceNames: readonly string[]): Partial<UserPosture> => ({
  serviceCredentials: known(
    serviceNames.map((serviceName) => ({ id: serviceName, serviceName, active: true })),
  ),
});

const ACTIVE = known([{ id: 'APKAEXAMPLE', active: true }]);
const INACTIVE = known([{ id: 'APKAEXAMPLE', active: false }]);
const INACTIVE_CREDENTIAL = known([{ id: 'ACCA', serviceName: 'logs.amazonaws.com', active: false }]);

describe('userCredentialServices', () => {
  it.each<[string, Partial<UserPosture>, readonly string[] | 'any']>([
    ['Git over HTTPS', { serviceCredentials: CODECOMMIT_CREDENTIAL }, ['codecommit']],
    ['Git over SSH', { sshPublicKeys: ACTIVE }, ['codecommit']],
    ['both', { serviceCredentials: CODECOMMIT_CREDENTIAL, sshPublicKeys: ACTIVE }, ['codecommit']],
    ['Keyspaces', credentialFor('cassandra.amazonaws.com'), ['cassandra']],
    ['Bedrock', credentialFor('bedrock.amazonaws.com'), ['bedrock', 'bedrock-mantle']],
    ['a service that is new', credentialFor('newservice.amazonaws.com'), 'any'],
    [
      'several services, listed in any order',
      credentialFor('logs.amazonaws.com', 'cassandra.amazonaws.com'),
      ['cassandra', 'logs'],
    ],
  ])('are those that the credentials are for: %s', (_what, facts, expected) => {
    expect(services(facts)).toEqual(expected);
  });

  it.each<[string, Partial<UserPosture>]>([
    ['alone', {}],
    ['beside a credential for one service', { serviceCredentials: CODECOMMIT_CREDENTIAL }],
  ])('may be any with a signing certificate, %s', (_beside, facts) => {
    expect(services({ ...facts, signingCertificates: ACTIVE })).toBe('any');
    expect(services({ ...facts, signingCertificates: INACTIVE })).not.toBe('any');
  });

  it.each<[string, Partial<UserPosture>]>([
    ['nothing', {}],
    [
      'what is not active',
      {
        serviceCredentials: INACTIVE_CREDENTIAL,
        sshPublicKeys: INACTIVE,
        signingCertificates: INACTIVE,
      },
    ],
    [
      'what nobody could read',
      {
        serviceCredentials: unknown('throttled'),
        sshPublicKeys: unknown('throttled'),
        signingCertificates: unknown('throttled'),
      },
    ],
  ])('are, with %s, all that give out such credentials', (_what, facts) => {
    expect(services(facts)).toEqual(SERVICES_WITH_CREDENTIALS);
  });

  it('are no others because one of several is not active', () => {
    const serviceCredentials = known([
      { id: 'ACCAONE', serviceName: 'codecommit.amazonaws.com', active: true },
      { id: 'ACCATWO', serviceName: 'logs.amazonaws.com', active: false },
    ]);
    expect(services({ serviceCredentials })).toEqual(['codecommit']);
  });
});

describe('unreadCredentials', () => {
  it('are none where everything was read', () => {
    expect(unreadCredentials(postureOf('ana', { signingCertificates: ACTIVE }))).toEqual([]);
  });

  it('may be each for what it could work with, whatever else there is', () => {
    const user = postureOf('ana', {
      serviceCredentials: unknown('throttled'),
      sshPublicKeys: unknown('access-denied'),
      signingCertificates: unknown('service-error'),
    });
    expect(unreadCredentials(user)).toEqual([
      { gap: { fact: 'service-credentials', because: 'throttled' }, services: SERVICES_WITH_CREDENTIALS },
      { gap: { fact: 'ssh-public-keys', because: 'access-denied' }, services: ['codecommit'] },
      { gap: { fact: 'signing-certificates', because: 'service-error' }, services: 'any' },
    ]);
  });
});
