import { ListUsersCommand, TagUserCommand } from '@aws-sdk/client-iam';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
  type Credentials as Issued,
} from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AwsClients, asCredentials, type Credentials } from './support/aws-clients.ts';
import { catchEvents, takeEvents } from './support/caught-events.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { createRole, createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const everything = allow('*');
let member: AwsClients;
let longTerm: Credentials;
let roleArn: string;

const federate = async (Condition?: unknown, credentials = longTerm) => {
  const Policy = policy(Condition ? allow('*', { Condition }) : everything);
  const { Credentials: issued } = await aws
    .as(credentials)
    .sts.send(new GetFederationTokenCommand({ Name: 'visitor', Policy }));
  return aws.as(asCredentials(issued as Issued));
};
const assume = ({ sts }: AwsClients) =>
  sts.send(new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'me' }));

beforeAll(async () => {
  member = aws.root(memberAccount);
  longTerm = await createUser(member, 'ada', [everything]);
  await member.iam.send(new TagUserCommand({ UserName: 'ada', Tags: [{ Key: 'team', Value: 'one' }] }));
  roleArn = await createRole(member, 'role', memberAccount, [everything]);
});

describe('a session from GetFederationToken', () => {
  it('is a federated user', async () => {
    const { Arn } = await (await federate()).sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(`arn:aws:sts::${memberAccount}:federated-user/visitor`);
  });

  it('may call neither IAM nor AssumeRole, whatever its policies allow', async () => {
    const visitor = await federate();
    await visitor.sqs.send(new ListQueuesCommand({}));
    expect(await refusalOf(visitor.iam.send(new ListUsersCommand({})))).toMatchObject({
      name: 'InvalidClientTokenId',
    });
    expect(await refusalOf(assume(visitor))).toMatchObject({ name: 'AccessDenied' });
  });

  it.each([
    ['no aws:username', { Null: { 'aws:username': 'true' } }],
    ['no aws:MultiFactorAuthPresent', { Null: { 'aws:MultiFactorAuthPresent': 'true' } }],
    ['the user’s tags', { StringEquals: { 'aws:PrincipalTag/team': 'one' } }],
    ['its own principal ARN', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:sts::*:federated-user/visitor' } }],
  ])('has %s', async (_what, condition) => {
    await (await federate(condition)).sqs.send(new ListQueuesCommand({}));
  });

  it('may do only what the user may, too', async () => {
    const powerless = await createUser(member, 'powerless', [allow('sts:GetFederationToken')]);
    const visitor = await federate(undefined, powerless);
    expect(await refusalOf(visitor.sqs.send(new ListQueuesCommand({})))).toMatchObject({
      name: 'AccessDenied',
    });
  });

  it('is told of by CloudTrail', async () => {
    const queue = await catchEvents(member, memberAccount, 'records', { source: ['aws.sts'] });
    await federate();
    const [event] = await takeEvents(member, queue);
    expect(event?.detail).toMatchObject({
      eventName: 'GetFederationToken',
      requestParameters: { name: 'visitor' },
    });
  });
});

describe('a session from GetSessionToken', () => {
  it('may assume a role, and open no further session', async () => {
    const { Credentials: issued } = await aws.as(longTerm).sts.send(new GetSessionTokenCommand({}));
    const session = aws.as(asCredentials(issued as Issued));
    await assume(session);
    expect(await refusalOf(session.sts.send(new GetSessionTokenCommand({})))).toMatchObject({
      name: 'AccessDenied',
    });
    const federation = session.sts.send(new GetFederationTokenCommand({ Name: 'visitor' }));
    expect(await refusalOf(federation)).toMatchObject({ name: 'AccessDenied' });
  });
});
