import type { ObservedCall } from '#core/change/principal-change.ts';
import { addDuration, hours, isBefore } from '#core/kernel/time.ts';
import type { Observed } from '#core/posture/observed.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import type { Disposition } from '#core/verdict/disposition.ts';
import type { Finding } from '#core/verdict/mfa-verdict.ts';
import { severityOf } from '#core/verdict/severity.ts';
import type { Severity } from '#core/verdict/severity-level.ts';
import { isOwnDoing } from './device-threats.ts';
import { type Threat, type ThreatTarget, targetNamed } from './threat.ts';

/** What a look has shown of the user whom a call was about. */
export interface Look {
  readonly snapshot: PostureSnapshot;
  readonly finding: Finding;
  /** How the user is to be treated. */
  readonly disposition: Disposition;
  /** What was found the time before. */
  readonly previousFinding: Finding['kind'] | undefined;
}

type PostureRule = (
  call: ObservedCall,
  user: UserPosture,
  look: Look,
  target: ThreatTarget,
) => Threat | undefined;

/** Where the finding is another one than before, it is a verdict, and people are told of that with its cause. */
const severityOfLastDevice = ({ finding, previousFinding }: Look): Severity => {
  if (finding.kind !== previousFinding) {
    return 'low';
  }
  switch (finding.kind) {
    case 'exposed':
      return 'high';
    case 'undetermined':
      return 'medium';
    default:
      return 'low';
  }
};

/** Whether the user has no device left is what matters; who took one of several away matters besides. */
const deviceRemoved: PostureRule = (call, { mfaDevices }, look, target) => {
  if (call.kind !== 'mfa-device-deactivated' || mfaDevices.kind === 'unknown') {
    return undefined;
  }
  if (mfaDevices.fact.length === 0) {
    return { kind: 'last-device-removed', severity: severityOfLastDevice(look), target };
  }
  return isOwnDoing(call, target)
    ? { kind: 'one-of-several-devices-removed', severity: 'low', target }
    : { kind: 'device-removed-by-another', severity: 'medium', target };
};

/**
 * How bad what a console session without MFA reaches is, and undefined when it is limited: enforcement may stop the
 * console and not the key. Whoever may do everything does this every morning, and was told of as critical before.
 */
const severityOfConsole = (finding: Finding): Severity | undefined => {
  const session =
    finding.kind === 'exposed'
      ? finding.open.find(({ session }) => session === 'console-without-mfa')
      : undefined;
  const severity = session === undefined ? undefined : severityOf(session);
  return severity === 'critical' ? 'high' : severity;
};

/**
 * A session of the console that nothing limits; one that enforcement limits is how people enrol. Whoever is exempt
 * may sign in like that, and people who decided so need not hear of it each time; break-glass is always told of.
 */
const signedInWithoutMfa: PostureRule = (call, _user, { finding, disposition }, target) => {
  const severity = severityOfConsole(finding);
  const isWorthTelling = severity !== undefined && disposition.kind !== 'exempt';
  return call.eventName === 'ConsoleLogin' && isWorthTelling
    ? { kind: 'signed-in-without-mfa', severity, target }
    : undefined;
};

/** People get a password within a day of their user; what has lived on keys for longer is a machine. */
const FIRST_DAY = hours(24);

const hasActive = (credentials: Observed<readonly { readonly active: boolean }[]>): boolean =>
  credentials.kind === 'known' && credentials.fact.some(({ active }) => active);

const livesOnKeys = (user: UserPosture): boolean =>
  [user.accessKeys, user.serviceCredentials, user.sshPublicKeys, user.signingCertificates].some(hasActive);

/** A device makes it likelier that this is a person; but whoever made the password may have registered it since. */
const severityOfPassword = ({ mfaDevices }: UserPosture): Severity =>
  mfaDevices.kind === 'known' && mfaDevices.fact.length === 0 ? 'high' : 'medium';

const passwordForMachine: PostureRule = (call, user, _look, target) =>
  call.kind === 'password-created' &&
  isBefore(addDuration(user.createdAt, FIRST_DAY), call.at) &&
  livesOnKeys(user)
    ? { kind: 'password-for-machine-user', severity: severityOfPassword(user), target }
    : undefined;

const RULES: readonly PostureRule[] = [deviceRemoved, signedInWithoutMfa, passwordForMachine];

/** The threats that only a look at the user shows, for one of the calls that were the reason to look. */
export const detectPostureThreats = (call: ObservedCall, look: Look): readonly Threat[] => {
  const { snapshot } = look;
  if (snapshot.kind !== 'present') {
    return [];
  }
  const target = targetNamed('user', snapshot.principal.userName);
  return RULES.map((rule) => rule(call, snapshot.user, look, target)).filter(
    (threat) => threat !== undefined,
  );
};
