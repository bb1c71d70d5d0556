import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import {
  allowsPasswordChange,
  type EnforcementVariant,
  enforcementPolicyArn,
} from '#core/enforcement/enforcement-variant.ts';
import type { HeldPolicy } from '#core/posture/held-policy.ts';
import type { Observed } from '#core/posture/observed.ts';
import type { MfaDevice, PrincipalName, UserPosture } from '#core/posture/posture-snapshot.ts';
import { type EnrolledDevice, proveEnrolment } from '#core/proof/prove-enrolment.ts';
import { type ProvedPrincipal, provedPrincipal } from '#core/proof/proved-principal.ts';
import type { SessionKind } from '#core/proof/session-kind.ts';

const enforcementOf = ({ partition, account }: PrincipalName, variant: EnforcementVariant): HeldPolicy => ({
  holder: { kind: 'user' },
  policy: { kind: 'managed', arn: enforcementPolicyArn(partition, account, variant) },
  text: JSON.stringify(enforcementDocument(variant, partition)),
});

const withEnforcement = (
  principal: PrincipalName,
  user: UserPosture,
  variant: EnforcementVariant,
): ProvedPrincipal => {
  const proved = provedPrincipal(principal, user);
  const policies = [...user.identityPolicies.policies, enforcementOf(principal, variant)];
  return { ...proved, identityPolicies: { ...user.identityPolicies, policies } };
};

const hasActive = (credentials: Observed<readonly { readonly active: boolean }[]>): boolean =>
  credentials.kind === 'known' && credentials.fact.some(({ active }) => active);

/** Who has to set a new password first does not get further where that is denied. */
const canUsePassword = ({ password }: UserPosture, variant: EnforcementVariant): boolean =>
  password.kind === 'known' &&
  (password.fact === 'set' || (password.fact === 'reset-required' && allowsPasswordChange(variant)));

const isCertainlyEmpty = (user: UserPosture): boolean =>
  user.password.kind === 'known' &&
  user.password.fact === 'none' &&
  [user.accessKeys, user.serviceCredentials, user.sshPublicKeys, user.signingCertificates].every(
    (credentials) => credentials.kind === 'known' && !hasActive(credentials),
  );

const isPasskey = ({ serialNumber }: MfaDevice): boolean => serialNumber.includes(':u2f/');

/**
 * Whether the user's device gives a session with MFA: at the console any does; STS takes no passkeys.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa.html
 */
const canUseDevice = (user: UserPosture, variant: EnforcementVariant): boolean => {
  const devices = user.mfaDevices.kind === 'known' ? user.mfaDevices.fact : [];
  return canUsePassword(user, variant)
    ? devices.length > 0
    : hasActive(user.accessKeys) && !devices.every(isPasskey);
};

const DEVICES: readonly EnrolledDevice[] = ['virtual', 'passkey'];

const hasNoDevice = ({ mfaDevices }: UserPosture): boolean =>
  mfaDevices.kind === 'known' && mfaDevices.fact.length === 0;

/**
 * What the user can enrol a first device with. Who has one already may not, with a key; at the console it asks for that
 * device instead.
 */
const enrolsWith = (user: UserPosture, variant: EnforcementVariant): readonly SessionKind[] => [
  ...(canUsePassword(user, variant) ? (['console-without-mfa'] as const) : []),
  ...(hasActive(user.accessKeys) && hasNoDevice(user) ? (['access-key'] as const) : []),
];

const canEnrol = (principal: PrincipalName, user: UserPosture, variant: EnforcementVariant): boolean => {
  const enforced = withEnforcement(principal, user, variant);
  return enrolsWith(user, variant).some((session) =>
    DEVICES.some((device) => proveEnrolment(enforced, session, device).answer === 'possible'),
  );
};

/**
 * Whether attaching this variant can lock nobody out: the user has a device that it can use, or certainly can enrol
 * one with something that signs in today, or there is nothing that signs in. What is not certain is no: so is
 * everything while nobody has said what service control policies do.
 */
export const locksNobodyOut = (
  principal: PrincipalName,
  user: UserPosture,
  variant: EnforcementVariant,
): boolean =>
  user.serviceControl.kind !== 'unknown' &&
  (isCertainlyEmpty(user) || canUseDevice(user, variant) || canEnrol(principal, user, variant));
