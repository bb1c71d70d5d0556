import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { type EnforcementVariant, enforcementPolicyArn } from '#core/enforcement/enforcement-variant.ts';
import type { HeldPolicy } from '#core/posture/held-policy.ts';
import type { PrincipalName, UserPosture } from '#core/posture/posture-snapshot.ts';
import { type EnrolledDevice, proveEnrolment } from '#core/proof/prove-enrolment.ts';
import type { ProvedPrincipal } from '#core/proof/prove-session.ts';
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
): ProvedPrincipal => ({
  ...principal,
  ...user,
  identityPolicies: {
    ...user.identityPolicies,
    policies: [...user.identityPolicies.policies, enforcementOf(principal, variant)],
  },
});

const signsInWith = ({ accessKeys, password }: UserPosture): readonly SessionKind[] => [
  ...(password.kind === 'known' && password.fact === 'set' ? (['console-without-mfa'] as const) : []),
  ...(accessKeys.kind === 'known' && accessKeys.fact.some(({ active }) => active)
    ? (['access-key'] as const)
    : []),
];

const isCertainlyEmpty = (user: UserPosture): boolean =>
  user.password.kind === 'known' &&
  user.password.fact === 'none' &&
  [user.accessKeys, user.serviceCredentials, user.sshPublicKeys, user.signingCertificates].every(
    (credentials) => credentials.kind === 'known' && credentials.fact.every(({ active }) => !active),
  );

const hasDevice = ({ mfaDevices }: UserPosture): boolean =>
  mfaDevices.kind === 'known' && mfaDevices.fact.length > 0;

const DEVICES: readonly EnrolledDevice[] = ['virtual', 'passkey'];

/**
 * Whether attaching this variant can lock nobody out: the user has a device, or certainly can enrol one with
 * something that signs in today, or there is nothing that signs in. What is not certain is no.
 */
export const locksNobodyOut = (
  principal: PrincipalName,
  user: UserPosture,
  variant: EnforcementVariant,
): boolean => {
  if (hasDevice(user) || isCertainlyEmpty(user)) {
    return true;
  }
  const enforced = withEnforcement(principal, user, variant);
  return signsInWith(user).some((session) =>
    DEVICES.some((device) => proveEnrolment(enforced, session, device).answer === 'possible'),
  );
};
