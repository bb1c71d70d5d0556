import {
  ENFORCEMENT_VARIANTS,
  type EnforcementVariant,
  enforcementPolicyArn,
  isStrict,
} from '#core/enforcement/enforcement-variant.ts';
import { verifyEnforcement } from '#core/enforcement/verify-enforcement.ts';
import type { Gap } from '#core/posture/observed.ts';
import type { PrincipalName, UserPosture } from '#core/posture/posture-snapshot.ts';
import type { SessionKind } from './session-kind.ts';

/** What one kind of session without MFA reaches beyond enrolling a device. */
export type SessionReach =
  /** `enrols`: whether such a session may still register the user's first device. */
  | { readonly kind: 'enforced'; readonly enrols: boolean }
  | { readonly kind: 'open'; readonly because: 'no-enforcement-attached' | 'enforcement-altered' }
  | { readonly kind: 'undetermined'; readonly gap: Gap };

const attachedVariants = (
  principal: PrincipalName,
  attached: readonly string[],
): readonly EnforcementVariant[] =>
  ENFORCEMENT_VARIANTS.filter((variant) =>
    attached.includes(enforcementPolicyArn(principal.partition, principal.account, variant)),
  );

/** Sessions from STS without MFA may not call IAM at all; a strict document refuses long-term keys. */
const enrols = (variant: EnforcementVariant, session: SessionKind): boolean => {
  switch (session) {
    case 'console-without-mfa':
      return true;
    case 'access-key':
      return !isStrict(variant);
    case 'session-without-mfa':
    case 'federation':
      return false;
  }
};

const reachUnder = (
  variant: EnforcementVariant,
  principal: PrincipalName,
  user: UserPosture,
  session: SessionKind,
): SessionReach => {
  const policy = user.enforcementPolicies[variant];
  if (policy.kind === 'unknown') {
    return { kind: 'undetermined', gap: { fact: 'enforcement-policy', because: policy.because } };
  }
  return verifyEnforcement(policy.fact, variant, principal.partition) === 'intact'
    ? { kind: 'enforced', enrols: enrols(variant, session) }
    : { kind: 'open', because: 'enforcement-altered' };
};

/**
 * What a session of this kind reaches without MFA. An attached enforcement policy whose document is the deployed
 * one enforces every kind; whatever else the principal holds counts as no enforcement at all.
 */
export const proveReach = (
  principal: PrincipalName,
  user: UserPosture,
  session: SessionKind,
): SessionReach => {
  if (user.attachedPolicies.kind === 'unknown') {
    return {
      kind: 'undetermined',
      gap: { fact: 'attached-policies', because: user.attachedPolicies.because },
    };
  }
  const reaches = attachedVariants(principal, user.attachedPolicies.fact).map((variant) =>
    reachUnder(variant, principal, user, session),
  );
  const enforced = reaches.filter((reach) => reach.kind === 'enforced');
  if (enforced.length > 0) {
    return { kind: 'enforced', enrols: enforced.every((reach) => reach.enrols) };
  }
  return (
    reaches.find((reach) => reach.kind === 'undetermined') ??
    reaches[0] ?? { kind: 'open', because: 'no-enforcement-attached' }
  );
};
