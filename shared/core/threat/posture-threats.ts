import type { ObservedCall } from '#core/change/principal-change.ts';
import { addDuration, hours, isBefore } from '#core/kernel/time.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import type { Finding } from '#core/verdict/mfa-verdict.ts';
import { isOwnDoing } from './device-threats.ts';
import type { Threat, ThreatTarget } from './threat.ts';

/** What a look has shown of the user whom a call was about. */
export interface Look {
  readonly snapshot: PostureSnapshot;
  readonly finding: Finding;
  /** What was found the time before. */
  readonly previousFinding: Finding['kind'] | undefined;
}

type PostureRule = (
  call: ObservedCall,
  user: UserPosture,
  look: Look,
  target: ThreatTarget,
) => Threat | undefined;

/** Whether the user has no device left is what matters; who took one of several away matters besides. */
const deviceRemoved: PostureRule = (call, { mfaDevices }, { previousFinding }, target) => {
  if (call.kind !== 'mfa-device-deactivated' || mfaDevices.kind === 'unknown') {
    return undefined;
  }
  if (mfaDevices.fact.length === 0) {
    // Unless the user was exposed all along, the verdict changes, and people are told of that.
    const severity = previousFinding === 'exposed' ? 'high' : 'low';
    return { kind: 'last-device-removed', severity, target };
  }
  return isOwnDoing(call, target)
    ? { kind: 'one-of-several-devices-removed', severity: 'low', target }
    : { kind: 'device-removed-by-another', severity: 'medium', target };
};

/** A session of the console that nothing limits; one that enforcement limits is how people enrol. */
const signedInWithoutMfa: PostureRule = (call, _user, { finding }, target) =>
  call.eventName === 'ConsoleLogin' && finding.kind === 'exposed'
    ? { kind: 'signed-in-without-mfa', severity: finding.severity, target }
    : undefined;

/** People get a password within a day of their user; what has lived on keys for longer is a machine. */
const FIRST_DAY = hours(24);

const hasActive = (credentials: readonly { readonly active: boolean }[]): boolean =>
  credentials.some(({ active }) => active);

const livesOnKeys = ({ accessKeys, serviceCredentials, mfaDevices }: UserPosture): boolean =>
  mfaDevices.kind === 'known' &&
  mfaDevices.fact.length === 0 &&
  ((accessKeys.kind === 'known' && hasActive(accessKeys.fact)) ||
    (serviceCredentials.kind === 'known' && hasActive(serviceCredentials.fact)));

const passwordForMachine: PostureRule = (call, user, _look, target) =>
  call.kind === 'password-created' &&
  isBefore(addDuration(user.createdAt, FIRST_DAY), call.at) &&
  livesOnKeys(user)
    ? { kind: 'password-for-machine-user', severity: 'high', target }
    : undefined;

const RULES: readonly PostureRule[] = [deviceRemoved, signedInWithoutMfa, passwordForMachine];

/** The threats that only a look at the user shows, for one of the calls that were the reason to look. */
export const detectPostureThreats = (call: ObservedCall, look: Look): readonly Threat[] => {
  const { snapshot } = look;
  if (snapshot.kind !== 'present') {
    return [];
  }
  const target = { kind: 'user', name: snapshot.principal.userName } as const;
  return RULES.map((rule) => rule(call, snapshot.user, look, target)).filter(
    (threat) => threat !== undefined,
  );
};
