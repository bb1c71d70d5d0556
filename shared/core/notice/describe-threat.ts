import type { ThreatKind } from '#core/threat/threat.ts';

interface ThreatWording {
  /** What happened, as the rest of a sentence. */
  readonly headline: string;
  /** What to make of it, and what to do. */
  readonly advice: string;
}

const WORDING: Readonly<Record<ThreatKind, ThreatWording>> = {
  'enrolled-by-another': {
    headline: 'an MFA device was registered for somebody else',
    advice:
      'Whoever holds that device can now sign in as the user with MFA. If the user does not know of it, deactivate the device and end the sessions of both.',
  },
  'enrolled-with-long-term-key': {
    headline: 'an MFA device was registered with an access key',
    advice:
      'A stolen key can register a device of the thief, by itself or by a session that it starts, and then passes for MFA. Ask the user; if in doubt, deactivate the key and the device.',
  },
  'enrolled-outside-console': {
    headline: 'an MFA device was registered from a session outside the console',
    advice: 'People enrol in the console. Ask the user whether a tool did this.',
  },
  'enrolment-failed': {
    headline: 'registering an MFA device failed',
    advice: 'Somebody may be trying to register a device for a user. Once is chance; several times are not.',
  },
  'device-removed-by-another': {
    headline: 'an MFA device was taken from a user by somebody else',
    advice: 'That is how help desks replace a lost phone, and how attackers prepare a takeover. Ask both.',
  },
  'last-device-removed': {
    headline: 'the last MFA device of a user was removed',
    advice: 'Until another is registered, the password or a key is all that this user needs.',
  },
  'one-of-several-devices-removed': {
    headline: 'one of several MFA devices of a user was removed',
    advice: 'The user still has a device.',
  },
  'new-device-used': {
    headline: 'a role was assumed with an MFA device that the user did not have before',
    advice: 'It was registered lately. How that was done is told of by itself.',
  },
  'signed-in-without-mfa': {
    headline: 'an IAM user signed in to the console without MFA, and nothing limits the session',
    advice: 'The session lasts up to twelve hours, also if a device is enrolled now.',
  },
  'password-for-machine-user': {
    headline: 'a user that signed in with keys alone was given a password',
    advice:
      'Users of machines need no console. Attackers with IAM permissions create such a password to come back.',
  },
  'spared-name-taken': {
    headline: 'a user now has the name of one that the configuration spares',
    advice:
      'It is judged and acted upon like any other, because its id differs. Find out who did that, and why.',
  },
  'quarantined-by-aws': {
    headline: "AWS put a user into quarantine: one of the user's access keys was found in public",
    advice: 'Deactivate the key, look at what it did, and see the case that AWS opened for the account.',
  },
  'root-signed-in': {
    headline: 'the root user signed in',
    advice: 'Few tasks need the root user. If nobody says they did this, treat it as an incident.',
  },
  'root-used': {
    headline: 'the root user made a call',
    advice: 'Few tasks need the root user. If nobody says they did this, treat it as an incident.',
  },
  'root-key-created': {
    headline: 'an access key of the root user was created',
    advice: 'Nothing can limit such a key. Delete it.',
  },
  'root-credentials-changed': {
    headline: 'the password, address or MFA device of the root user changes, or somebody asked for that',
    advice:
      'Whoever reads the mail of that address, and needs no device, can become the root user. Ask its owners.',
  },
  'root-session-started': {
    headline: 'somebody acts as the root user of a member account by central root management',
    advice:
      'It lasts fifteen minutes at most and is limited to one task. The record says which, and what was done is recorded in the member account.',
  },
  'root-management-changed': {
    headline: 'central management of root users was switched on or off',
    advice: 'Without it, root users of member accounts may get passwords and keys again.',
  },
  'identity-provider-changed': {
    headline: 'an identity provider was created or changed',
    advice: 'Whoever controls it decides who gets in, and AWS asks nobody for MFA.',
  },
  'trail-weakened': {
    headline: 'a trail was stopped, deleted or changed',
    advice:
      'Without a trail that logs management events, EventBridge is told of no call, and the guardian sees nothing of the account.',
  },
  'organization-weakened': {
    headline: "the organization's hold on its accounts was loosened",
    advice: 'An account or a policy that left the organization no longer limits anybody.',
  },
  'guardian-part-touched': {
    headline: 'a part of the guardian itself was touched',
    advice:
      'Deployments do that through CloudFormation. Anything else means to blind or disarm the guardian.',
  },
};

export const describeThreat = (kind: ThreatKind): ThreatWording => WORDING[kind];
