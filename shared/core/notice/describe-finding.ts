import type { Gap } from '#core/posture/observed.ts';
import type { SessionKind } from '#core/proof/session-kind.ts';
import type { OpenSession } from '#core/verdict/mfa-verdict.ts';
import { describeFact } from './describe-fact.ts';

const SESSIONS: Readonly<Record<SessionKind, string>> = {
  'access-key': 'an active access key',
  'console-without-mfa': 'the console: there is a password and no MFA device',
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

export const describeOpenSession = (open: OpenSession): string => SESSIONS[open.session];

/** A fact that could not be read or understood, which one where there are several, and why. */
export const describeGap = (gap: Gap): string => `${describeFact(gap)}: ${GAP_BECAUSE[gap.because]}`;
