import type { WrittenCondition } from './draft-conditions.ts';

/**
 * Holds for users and for the sessions that they start with `GetFederationToken`; not for sessions of roles, which
 * go by the ARN of the role, and not for the root user.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
 */
export const onlyUsers = (partition: string): WrittenCondition & { readonly value: readonly string[] } => ({
  operator: 'ArnLike',
  key: 'aws:PrincipalArn',
  value: [`arn:${partition}:iam::*:user/*`, `arn:${partition}:sts::*:federated-user/*`],
});
