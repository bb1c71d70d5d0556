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

/** How the names of both stacks begin, and so the names of whatever they make without naming it. */
export const STACK_PREFIX = 'MfaGuardian';

/** The stack of the security account. */
export const HUB_STACK = `${STACK_PREFIX}Hub`;

/** The stack of every watched account. */
export const MEMBER_STACK = `${STACK_PREFIX}Member`;

/** How the names of the buses and the topic begin. */
export const CHANNEL_PREFIX = 'mfa-guardian';

/** Where forwarded events of watched accounts arrive. */
export const INGRESS_BUS = `${CHANNEL_PREFIX}-ingress`;

/** Where verdicts and actions travel; only the security account may speak here. */
export const INTERNAL_BUS = `${CHANNEL_PREFIX}-internal`;

/** Where people are told; alarms of the other accounts make its ARN from this. */
export const ALERTS_TOPIC = `${CHANNEL_PREFIX}-alerts`;

/** IAM is recorded in one Region of a partition, whatever Region a caller uses. */
export const IAM_EVENTS_REGION = 'us-east-1';

export const roleArn = (partition: Partition, account: AccountId, roleName: string): Arn =>
  `arn:${partition}:iam::${account}:role/${roleName}` as Arn;
