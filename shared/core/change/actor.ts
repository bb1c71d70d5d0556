import type { Arn } from '#core/kernel/aws-identifiers.ts';

/** Who made a call, as CloudTrail tells it. Names from events are for display and matching, never for trust. */
export type Actor =
  | { readonly kind: 'iam-user'; readonly userName: string; readonly arn: string }
  | { readonly kind: 'role-session'; readonly roleArn: string; readonly sessionName: string }
  | { readonly kind: 'root' }
  | { readonly kind: 'aws-service'; readonly service: string }
  | { readonly kind: 'unrecognised'; readonly type: string };

/** Whether the actor is a session of exactly this role. */
export const isSessionOf = (actor: Actor, roleArn: Arn): boolean =>
  actor.kind === 'role-session' && actor.roleArn === roleArn;

/** One short phrase for people. */
export const describeActor = (actor: Actor): string => {
  switch (actor.kind) {
    case 'iam-user':
      return `IAM user ${actor.userName} (${actor.arn})`;
    case 'role-session':
      return `session ${actor.sessionName} of role ${actor.roleArn}`;
    case 'root':
      return 'the root user of the account';
    case 'aws-service':
      return `the AWS service ${actor.service}`;
    case 'unrecognised':
      return `an identity of type ${actor.type}`;
  }
};
