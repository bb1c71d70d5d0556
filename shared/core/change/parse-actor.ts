import * as z from 'zod/mini';
import type { Actor } from './actor.ts';

const IamUser = z.object({ type: z.literal('IAMUser'), userName: z.string(), arn: z.string() });

const RoleSession = z.object({
  type: z.literal('AssumedRole'),
  arn: z.string(),
  sessionContext: z.object({ sessionIssuer: z.object({ arn: z.string() }) }),
});

const Service = z.object({ type: z.literal('AWSService'), invokedBy: z.string() });

const Typed = z.object({ type: z.string() });

/** `arn:aws:sts::111122223333:assumed-role/Admin/ana` ends in the session's name, which holds no slash. */
const sessionName = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/**
 * CloudTrail's `userIdentity`, of any shape: what is not recognised is kept as such, never guessed at.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export const parseActor = (userIdentity: unknown): Actor => {
  const user = IamUser.safeParse(userIdentity);
  if (user.success) {
    return { kind: 'iam-user', userName: user.data.userName, arn: user.data.arn };
  }
  const session = RoleSession.safeParse(userIdentity);
  if (session.success) {
    const { arn, sessionContext } = session.data;
    return {
      kind: 'role-session',
      roleArn: sessionContext.sessionIssuer.arn,
      sessionName: sessionName(arn),
    };
  }
  const service = Service.safeParse(userIdentity);
  if (service.success) {
    return { kind: 'aws-service', service: service.data.invokedBy };
  }
  const typed = Typed.safeParse(userIdentity);
  return typed.success && typed.data.type === 'Root'
    ? { kind: 'root' }
    : { kind: 'unrecognised', type: typed.success ? typed.data.type : 'none' };
};
