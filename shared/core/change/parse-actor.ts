import * as z from 'zod/mini';
import type { Actor } from './actor.ts';

const IamUser = z.object({
  type: z.literal('IAMUser'),
  userName: z.optional(z.nullable(z.string())),
  arn: z.optional(z.nullable(z.string())),
});

const RoleSession = z.object({
  type: z.literal('AssumedRole'),
  arn: z.string(),
  sessionContext: z.object({ sessionIssuer: z.object({ arn: z.string() }) }),
});

const FederatedUser = z.object({
  type: z.literal('FederatedUser'),
  arn: z.string(),
  sessionContext: z.object({
    sessionIssuer: z.object({ type: z.literal('IAMUser'), userName: z.string() }),
  }),
});

/** A federation session that the root user's own key started. */
const FederatedRoot = z.object({
  type: z.literal('FederatedUser'),
  sessionContext: z.object({ sessionIssuer: z.object({ type: z.literal('Root') }) }),
});

/** AWS Organizations tells of its own doings without a type. */
const Service = z.object({ type: z.optional(z.literal('AWSService')), invokedBy: z.string() });

const AssumedRoot = z.object({
  type: z.literal('Root'),
  sessionContext: z.object({ assumedRoot: z.union([z.literal('true'), z.literal(true)]) }),
});

const Typed = z.object({ type: z.string() });

/** `arn:aws:sts::111122223333:assumed-role/Admin/ana` ends in the session's name, which holds no slash. */
const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

type ReadActor = (userIdentity: unknown) => Actor | undefined;

/** Some records of a user's own session give the ARN alone. */
const iamUser: ReadActor = (userIdentity) => {
  const parsed = IamUser.safeParse(userIdentity);
  const arn = parsed.data?.arn ?? '';
  const userName = parsed.data?.userName ?? (arn.includes(':user/') ? lastPart(arn) : undefined);
  return userName === undefined ? undefined : { kind: 'iam-user', userName, arn };
};

const roleSession: ReadActor = (userIdentity) => {
  const { data } = RoleSession.safeParse(userIdentity);
  return (
    data && {
      kind: 'role-session',
      roleArn: data.sessionContext.sessionIssuer.arn,
      sessionName: lastPart(data.arn),
    }
  );
};

const federatedUser: ReadActor = (userIdentity) => {
  const { data } = FederatedUser.safeParse(userIdentity);
  return (
    data && {
      kind: 'federated-user',
      sessionName: lastPart(data.arn),
      userName: data.sessionContext.sessionIssuer.userName,
    }
  );
};

const service: ReadActor = (userIdentity) => {
  const { data } = Service.safeParse(userIdentity);
  return data && { kind: 'aws-service', service: data.invokedBy };
};

const assumedRoot: ReadActor = (userIdentity) =>
  AssumedRoot.safeParse(userIdentity).success ? { kind: 'assumed-root' } : undefined;

const ACTORS: readonly ReadActor[] = [iamUser, roleSession, federatedUser, service, assumedRoot];

/**
 * CloudTrail's `userIdentity`, of any shape: what is not recognised is kept as such, never guessed at.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-track-privileged-tasks.html (AssumeRoot)
 */
export const parseActor = (userIdentity: unknown): Actor => {
  for (const read of ACTORS) {
    const actor = read(userIdentity);
    if (actor !== undefined) {
      return actor;
    }
  }
  const type = Typed.safeParse(userIdentity).data?.type ?? 'none';
  return type === 'Root' || FederatedRoot.safeParse(userIdentity).success
    ? { kind: 'root' }
    : { kind: 'unrecognised', type };
};
