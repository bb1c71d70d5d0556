import type { Gap } from '#core/posture/observed.ts';
import type { SessionKind } from '#core/proof/session-kind.ts';
import type { Finding, OpenSession } from '#core/verdict/mfa-verdict.ts';
import { describeFact } from './describe-fact.ts';

type HasDevice = (Finding & { readonly kind: 'exposed' })['hasDevice'];

const SESSIONS: Readonly<Record<Exclude<SessionKind, 'console-without-mfa'>, string>> = {
  'access-key': 'an active access key',
  'session-without-mfa': 'a session from GetSessionToken, without a code (lives up to 36 hours)',
  federation: 'a session from GetFederationToken (lives up to 36 hours)',
  'service-credential': 'a credential for one service, an SSH key or a signing certificate',
};

const GAP_BECAUSE: Readonly<Record<Gap['because'], string>> = {
  'access-denied': 'access was denied; is the member stack deployed in that account?',
  throttled: 'IAM throttled the reads',
  'service-error': 'IAM answered with errors',
  'not-visible-yet': 'the answers contradicted each other',
  'not-understood': 'it is no policy document that IAM would accept',
  'too-complex': 'it is more than the guardian can judge',
};

const describeConsole = (hasDevice: HasDevice): string => {
  switch (hasDevice) {
    case false:
      return 'the console, by password: there is no MFA device that it could ask for';
    case true:
      return 'a session of the console that began without MFA and may still live (up to 12 hours), though there is an MFA device by now';
    // Without knowing of a device, only a sign-in that was seen makes this certain.
    case 'unknown':
      return 'a session of the console that began without MFA and may still live (up to 12 hours)';
  }
};

/** A session that is open, in words that hold for a user who has a device, has none, or may have one. */
export const describeOpenSession = ({ session }: OpenSession, hasDevice: HasDevice): string =>
  session === 'console-without-mfa' ? describeConsole(hasDevice) : SESSIONS[session];

/** A fact that could not be read or understood, which one where there are several, and why. */
export const describeGap = (gap: Gap): string => `${describeFact(gap)}: ${GAP_BECAUSE[gap.because]}`;
