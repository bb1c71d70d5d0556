import type { AccountId, Arn, Partition } from '#core/kernel/aws-identifiers.ts';

/**
 * The enforcement documents that exist. *strict* refuses to enrol a device with a long-term access key, so a
 * stolen key can't; it is never for someone without a password, who could not enrol at all. *password change*
 * lets a forced or expired password be set before the first device.
 */
export const ENFORCEMENT_VARIANTS = [
  'standard',
  'standard-password-change',
  'strict',
  'strict-password-change',
] as const;

export type EnforcementVariant = (typeof ENFORCEMENT_VARIANTS)[number];

export const isStrict = (variant: EnforcementVariant): boolean => variant.startsWith('strict');

export const allowsPasswordChange = (variant: EnforcementVariant): boolean =>
  variant.endsWith('password-change');

/** The IAM path of the enforcement policies: one listing with this prefix finds them all. */
export const ENFORCEMENT_POLICY_PATH = '/mfa-guardian/';

/** The fixed name of a variant's managed policy, the same in every account. */
export const ENFORCEMENT_POLICY_NAMES: Readonly<Record<EnforcementVariant, string>> = {
  standard: 'MfaGuardianRequireMfa',
  'standard-password-change': 'MfaGuardianRequireMfaPasswordChange',
  strict: 'MfaGuardianRequireMfaStrict',
  'strict-password-change': 'MfaGuardianRequireMfaStrictPasswordChange',
};

export const enforcementPolicyArn = (
  partition: Partition,
  account: AccountId,
  variant: EnforcementVariant,
): Arn =>
  `arn:${partition}:iam::${account}:policy${ENFORCEMENT_POLICY_PATH}${ENFORCEMENT_POLICY_NAMES[variant]}` as Arn;
