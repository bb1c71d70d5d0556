import type { UserName } from '#core/kernel/aws-identifiers.ts';
import type { PrincipalName, UserPosture } from '#core/posture/posture-snapshot.ts';

/** Whose sessions are proved, and everything that grants to them or denies them. */
export type ProvedPrincipal = PrincipalName &
  Pick<UserPosture, 'arn' | 'userId' | 'tags' | 'identityPolicies' | 'boundary' | 'serviceControl'>;

/**
 * A user as policies know it: by the name that IAM itself gives, which an event may have written in another case.
 */
export const provedPrincipal = (named: PrincipalName, user: UserPosture): ProvedPrincipal => ({
  ...named,
  ...user,
  userName: (user.arn.split('/').at(-1) ?? named.userName) as UserName,
});
