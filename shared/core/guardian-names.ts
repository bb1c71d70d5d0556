import type { AccountId, Arn, Partition } from '#core/kernel/aws-identifiers.ts';

/**
 * Names that are the same in every account and Region: trust policies, event patterns and the functions refer to
 * each other by them, so that no account has to be told what another one made up.
 */
export const READER_ROLE = 'MfaGuardianReader';
export const ENFORCER_ROLE = 'MfaGuardianEnforcer';
export const RELEASER_ROLE = 'MfaGuardianReleaser';
export const FORWARDER_ROLE = 'MfaGuardianForwarder';

/** The execution roles in the security account; only these may assume the roles above. */
export const ROUTE_ROLE = 'MfaGuardianRouteChange';
export const ASSESS_ROLE = 'MfaGuardianAssessPrincipal';
export const ENFORCE_ROLE = 'MfaGuardianEnforceVerdict';
export const NOTIFY_ROLE = 'MfaGuardianNotifyPeople';
export const RELEASE_ROLE = 'MfaGuardianReleaseUser';

/** Where forwarded events of watched accounts arrive. */
export const INGRESS_BUS = 'mfa-guardian-ingress';

/** Where verdicts and actions travel; only the security account may speak here. */
export const INTERNAL_BUS = 'mfa-guardian-internal';

/** IAM is recorded in one Region of a partition, whatever Region a caller uses. */
export const IAM_EVENTS_REGION = 'us-east-1';

export const roleArn = (partition: Partition, account: AccountId, roleName: string): Arn =>
  `arn:${partition}:iam::${account}:role/${roleName}` as Arn;
