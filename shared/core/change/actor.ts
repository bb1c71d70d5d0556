import type { Arn } from '#core/kernel/aws-identifiers.ts';

/** Who made a call, as CloudTrail tells it. Names from events are for display and matching, never for trust. */
export type Actor =
  | { readonly kind: 'iam-user'; readonly userName: string; readonly arn: string }
  | { readonly kind: 'role-session'; readonly roleArn: string; readonly sessionName: string }
  /** A session from `GetFederationToken`: it acts with what the IAM user who asked for it may do. */
  | { readonly kind: 'federated-user'; readonly sessionName: string; readonly userName: string }
  | { readonly kind: 'root' }
  /** A session from `AssumeRoot`: the organization's central root management, not somebody with a password. */
  | { readonly kind: 'assumed-root' }
  | { readonly kind: 'aws-service'; readonly service: string }
  | { readonly kind: 'unrecognised'; readonly type: string };

/** Whether the actor is a session of exactly this role. */
export const isSessionOf = (actor: Actor, roleArn: Arn): boolean =>
  actor.kind === 'role-session' && actor.roleArn === roleArn;

/** The IAM user in whose name the call was made; undefined where no IAM user stands behind it. */
export const userBehind = (actor: Actor): string | undefined =>
  actor.kind === 'iam-user' || actor.kind === 'federated-user' ? actor.userName : undefined;

/** One short phrase for people. */
export const describeActor = (actor: Actor): string => {
  switch (actor.kind) {
    case 'iam-user':
      return actor.arn === '' ? `IAM user ${actor.userName}` : `IAM user ${actor.userName} (${actor.arn})`;
    case 'role-session':
      return `session ${actor.sessionName} of role ${actor.roleArn}`;
    case 'federated-user':
      return `federation session ${actor.sessionName} of IAM user ${actor.userName}`;
    case 'root':
      return 'the root user of the account';
    case 'assumed-root':
      return 'a session of central root management (AssumeRoot)';
    case 'aws-service':
      return `the AWS service ${actor.service}`;
    case 'unrecognised':
      return `an identity of type ${actor.type}`;
  }
};
