import type { AccountId, Arn, UserName } from '#core/kernel/aws-identifiers.ts';

/** Many principals at once: who they are has to be asked of IAM, page by page. */
export type CollectiveConcern =
  /** Every member of it. */
  | { readonly kind: 'group'; readonly groupName: string }
  /** Every user it is attached to, directly or through a group, or whom it bounds. */
  | { readonly kind: 'policy'; readonly arn: Arn }
  /** The users whom the role's trust policy names. */
  | { readonly kind: 'role'; readonly roleName: string }
  /** Everyone in it; the account of the event where none is named. */
  | { readonly kind: 'account'; readonly account?: AccountId };

/** Whom a change concerns: whose MFA posture may differ now. */
export type Concern =
  /** `formerName`: what the user was called before this very call. `leftBehind`: a name that nobody has any more. */
  | {
      readonly kind: 'user';
      readonly userName: UserName;
      readonly formerName?: UserName;
      readonly leftBehind?: true;
    }
  | { readonly kind: 'root' }
  | CollectiveConcern;

/** One short phrase for people. */
export const describeConcern = (concern: Concern): string => {
  switch (concern.kind) {
    case 'user':
      return `the IAM user ${concern.userName}`;
    case 'root':
      return 'the root user';
    case 'group':
      return `the group ${concern.groupName}`;
    case 'policy':
      return `the policy ${concern.arn}`;
    case 'role':
      return `the role ${concern.roleName}`;
    case 'account':
      return concern.account === undefined ? 'the account' : `the account ${concern.account}`;
  }
};
