import type { EnforcementVariant } from '#core/enforcement/enforcement-variant.ts';

/** What each statement of the enforcement policies says and why, by its Sid, in the order of the documents. */
export const ENFORCEMENT_REASONS: Readonly<Record<string, string>> = {
  DenyAllButEnrolmentWithoutMfa:
    'Denies everything but enrolling, whenever the request has no MFA. `BoolIfExists`, because long-term keys send no MFA key at all. A service’s follow-on call says `false` though the person had MFA, so what comes `aws:ViaAWSService` is left alone.',
  DenyEnrolmentOfOthersWithoutMfa:
    'Without MFA, a device is enabled on oneself only (and only one’s own password changed), whatever else the user was granted.',
  DenyEnrolmentWithoutUserName:
    'A federation session has no user name: the variable above resolves to nothing there, so it is denied by itself.',
  DenyEnrolmentWithLongTermKey:
    'A stolen key can’t enrol the thief’s device. Only where the user has a password: without one nobody could enrol at all.',
  AllowCreatingDevice:
    'A deny with `NotAction` grants nothing. Whoever was granted nothing could not enrol, so it is allowed. Any name, because people choose it.',
  AllowOwnEnrolment: 'Enabling a device on one’s own user, with a path or without, and seeing it.',
  AllowListing: 'What the console lists on the way; IAM allows both on every resource only.',
};

/** What a variant is for. */
export const VARIANT_REASONS: Readonly<Record<EnforcementVariant, string>> = {
  standard: 'Without MFA: enrol a device of one’s own, and nothing else.',
  'standard-password-change': 'The same, and set one’s own password, as a forced reset demands. The default.',
  strict: 'Like the first, and no device is enrolled with a long-term key. For users with a password.',
  'strict-password-change': 'Like the second, and no device is enrolled with a long-term key.',
};
