import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import type { SessionKind } from '#core/proof/session-kind.ts';
import { ask, both, either, fromBoolean, not, type Trilean } from './trilean.ts';

/** What the facts say about a user's ways in. */
export interface WaysIn {
  readonly activeKey: Trilean;
  readonly password: Trilean;
  readonly device: Trilean;
  /** A credential for one service, an SSH key or a certificate. */
  readonly serviceCredential: Trilean;
  /** A key ended so recently that a session it started could still live. */
  readonly livingSession: Trilean;
  /** Somebody signed in to the console without MFA so recently that the session could still live. */
  readonly livingConsole: Trilean;
}

const isActive = ({ active }: { readonly active: boolean }): boolean => active;

export const waysIn = (user: UserPosture, livingSession: boolean, livingConsole = false): WaysIn => ({
  activeKey: ask(user.accessKeys, 'access-keys', (keys) => keys.some(isActive)),
  password: ask(user.password, 'password', (password) => password !== 'none'),
  device: ask(user.mfaDevices, 'mfa-devices', (devices) => devices.length > 0),
  serviceCredential: [
    ask(user.serviceCredentials, 'service-credentials', (credentials) => credentials.some(isActive)),
    ask(user.sshPublicKeys, 'ssh-public-keys', (keys) => keys.some(isActive)),
    ask(user.signingCertificates, 'signing-certificates', (certificates) => certificates.some(isActive)),
  ].reduce(either),
  livingSession: fromBoolean(livingSession),
  livingConsole: fromBoolean(livingConsole),
});

export const hasAnyWayIn = (ways: WaysIn): Trilean =>
  [ways.livingSession, ways.livingConsole, ways.activeKey, ways.password, ways.serviceCredential].reduce(
    either,
  );

/** Whether a session of this kind, without MFA, can be started now or may still live. */
export const isPossible = (session: SessionKind, ways: WaysIn): Trilean => {
  switch (session) {
    case 'access-key':
      return ways.activeKey;
    case 'console-without-mfa':
      // With a device, the sign-in itself asks for it; a session from before goes on without.
      return either(ways.livingConsole, both(ways.password, not(ways.device)));
    case 'session-without-mfa':
    case 'federation':
      return either(ways.livingSession, ways.activeKey);
    case 'service-credential':
      return ways.serviceCredential;
  }
};
