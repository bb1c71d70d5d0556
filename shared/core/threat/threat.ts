import type { Concern } from '#core/change/concern.ts';
import { printable } from '#core/kernel/printable.ts';
import type { Severity } from '#core/verdict/severity-level.ts';

/** What may be an attack, or prepare one, beside what anybody's posture says. */
export const THREAT_KINDS = [
  'enrolled-by-another',
  'enrolled-with-long-term-key',
  'enrolled-outside-console',
  'enrolment-failed',
  'device-removed-by-another',
  'last-device-removed',
  'one-of-several-devices-removed',
  'new-device-used',
  'signed-in-without-mfa',
  'password-for-machine-user',
  'spared-name-taken',
  'quarantined-by-aws',
  'root-signed-in',
  'root-used',
  'root-key-created',
  'root-credentials-changed',
  'root-session-started',
  'root-management-changed',
  'identity-provider-changed',
  'trail-weakened',
  'organization-weakened',
  'guardian-part-touched',
] as const;

export type ThreatKind = (typeof THREAT_KINDS)[number];

/** Whom a record may name, and what else there is to attack. */
export const THREAT_TARGET_KINDS = [
  'user',
  'root',
  'group',
  'policy',
  'role',
  'account',
  'part',
  'trail',
  'organization',
  'identity-provider',
] as const;

/** Whom or what a threat is against. */
export interface ThreatTarget {
  readonly kind: (typeof THREAT_TARGET_KINDS)[number];
  readonly name: string;
}

export interface Threat {
  readonly kind: ThreatKind;
  readonly severity: Severity;
  readonly target: ThreatTarget;
}

/** The target by the name that a record gives it, if it gives one; names are hostile, and kept short. */
export const targetNamed = (kind: ThreatTarget['kind'], name: string | undefined): ThreatTarget => ({
  kind,
  name: printable(name ?? 'not recorded'),
});

/** The name that stands for whom a record names. */
export const targetOf = (concern: Concern): ThreatTarget => {
  switch (concern.kind) {
    case 'user':
      return targetNamed('user', concern.userName);
    case 'root':
      return targetNamed('root', 'root');
    case 'group':
      return targetNamed('group', concern.groupName);
    case 'policy':
      return targetNamed('policy', concern.arn);
    case 'role':
      return targetNamed('role', concern.roleName);
    case 'account':
      return targetNamed('account', concern.account ?? 'this account');
  }
};
