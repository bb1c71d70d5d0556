import type { Gap } from '#core/posture/observed.ts';
import type { SessionKind } from '#core/proof/session-kind.ts';
import type { OpenSession } from '#core/verdict/mfa-verdict.ts';

const SESSIONS: Readonly<Record<SessionKind, string>> = {
  'access-key': 'an active access key',
  'console-without-mfa': 'the console: there is a password and no MFA device',
  'session-without-mfa': 'a session from GetSessionToken, without a code (lives up to 36 hours)',
  federation: 'a session from GetFederationToken (lives up to 36 hours)',
};

const OPEN_BECAUSE: Readonly<Record<OpenSession['because'], string>> = {
  'no-enforcement-attached': 'no enforcement policy is attached to the user',
  'enforcement-altered': 'the attached enforcement policy no longer says what was deployed',
};

const FACTS: Readonly<Record<Gap['fact'], string>> = {
  user: 'the user',
  'access-keys': 'the access keys',
  password: 'whether there is a password',
  'mfa-devices': 'the MFA devices',
  'attached-policies': 'the attached policies',
  'enforcement-policy': 'what the enforcement policy says',
};

const GAP_BECAUSE: Readonly<Record<Gap['because'], string>> = {
  'access-denied': 'access was denied; is the member stack deployed in that account?',
  throttled: 'IAM throttled the reads',
  'service-error': 'IAM answered with errors',
  'not-visible-yet': 'the answers contradicted each other',
};

export const describeOpenSession = (open: OpenSession): string => SESSIONS[open.session];

export const describeWhyOpen = (open: readonly OpenSession[]): string =>
  [...new Set(open.map((session) => OPEN_BECAUSE[session.because]))].join('; ');

export const describeGap = (gap: Gap): string => `${FACTS[gap.fact]}: ${GAP_BECAUSE[gap.because]}`;
