import {
  CreateAccessKeyCommand,
  DeleteUserCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  PutUserPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { GetQueueUrlCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { GetFederationTokenCommand } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AwsClients, asCredentials, type Credentials } from './support/aws-clients.ts';
import { createQueue } from './support/caught-events.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy, type Statement, variable } from './support/policies.ts';
import { createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const own = `arn:aws:iam::${memberAccount}:user/${variable('aws:username')}`;
let member: AwsClients;
let ada: Credentials;

const give = (statements: Statement | readonly Statement[], version?: string) =>
  member.iam.send(
    new PutUserPolicyCommand({
      UserName: 'ada',
      PolicyName: 'may',
      PolicyDocument: policy(statements, version),
    }),
  );
const lookAt = (UserName: string) => aws.as(ada).iam.send(new GetUserCommand({ UserName }));

beforeAll(async () => {
  member = aws.root(memberAccount);
  ada = await createUser(member, 'ada');
  await createUser(member, 'grace');
});

describe('a policy variable', () => {
  it('in a resource stands for the caller', async () => {
    await give(allow('iam:GetUser', { Resource: own }));
    expect((await lookAt('ada')).User?.UserName).toBe('ada');
    expect(await refusalOf(lookAt('grace'))).toMatchObject({ name: 'AccessDenied' });
  });

  it('in a NotResource spares the caller, and only the caller', async () => {
    await give([allow('iam:*'), { Effect: 'Deny', Action: 'iam:GetUser', NotResource: own }]);
    await lookAt('ada');
    expect(await refusalOf(lookAt('grace'))).toMatchObject({ name: 'AccessDenied' });
  });

  it('in a condition value stands for the caller', async () => {
    await give(
      allow('iam:GetUser', { Condition: { StringEquals: { 'aws:username': variable('aws:username') } } }),
    );
    await lookAt('grace');
    await give(
      allow('iam:GetUser', { Condition: { StringLike: { 'aws:username': `x${variable('aws:username')}` } } }),
    );
    expect(await refusalOf(lookAt('grace'))).toMatchObject({ name: 'AccessDenied' });
  });

  it('without a value takes its default, or matches nothing', async () => {
    const named = (user: string) => `arn:aws:iam::${memberAccount}:user/${user}`;
    await give(allow('iam:GetUser', { Resource: named(variable("aws:PrincipalTag/sees, 'grace'")) }));
    await lookAt('grace');
    await member.iam.send(new TagUserCommand({ UserName: 'ada', Tags: [{ Key: 'sees', Value: 'ada' }] }));
    await lookAt('ada');
    expect(await refusalOf(lookAt('grace'))).toMatchObject({ name: 'AccessDenied' });
    await give(allow('iam:GetUser', { Resource: named(`${variable('aws:PrincipalTag/absent')}*`) }));
    expect(await refusalOf(lookAt('ada'))).toMatchObject({ name: 'AccessDenied' });
  });

  it('without a value in a NotResource excludes nothing', async () => {
    const queue = await createQueue(member, memberAccount, 'queue');
    const NotResource = queue.arn.replace('queue', `${variable('aws:PrincipalTag/absent')}*`);
    await give([allow('sqs:*'), { Effect: 'Deny', Action: 'sqs:SendMessage', NotResource }]);
    const send = new SendMessageCommand({ QueueUrl: queue.url, MessageBody: 'x' });
    expect(await refusalOf(aws.as(ada).sqs.send(send))).toMatchObject({ name: 'AccessDenied' });
  });

  it('has no value in a federated session, which has no user name', async () => {
    await give([
      allow(['sts:GetFederationToken', 'sqs:*']),
      { Effect: 'Deny', Action: 'sqs:*', NotResource: `*${variable('aws:username')}` },
    ]);
    const Policy = policy(allow('sqs:*'));
    const { Credentials: issued = {} } = await aws
      .as(ada)
      .sts.send(new GetFederationTokenCommand({ Name: 'fed', Policy }));
    const queue = await createQueue(member, memberAccount, 'for-ada');
    const send = new SendMessageCommand({ QueueUrl: queue.url, MessageBody: 'x' });
    const federated = asCredentials(issued as Parameters<typeof asCredentials>[0]);
    expect(await refusalOf(aws.as(federated).sqs.send(send))).toMatchObject({ name: 'AccessDenied' });
  });

  it('is plain text in a document of the older version', async () => {
    await give(allow('iam:GetUser', { Resource: own }), '2008-10-17');
    expect(await refusalOf(lookAt('ada'))).toMatchObject({ name: 'AccessDenied' });
  });

  it('for an asterisk is that character and no wildcard', async () => {
    const Resource = `arn:aws:sqs:us-east-1:${memberAccount}:a${variable('*')}b`;
    await give(allow('sqs:GetQueueUrl', { Resource }));
    const look = (QueueName: string) =>
      refusalOf(aws.as(ada).sqs.send(new GetQueueUrlCommand({ QueueName })));
    expect(await look('axb')).toMatchObject({ name: 'AccessDenied' });
    expect(await look('a*b')).toMatchObject({ name: 'QueueDoesNotExist' });
  });
});

describe('an IAM call without a UserName', () => {
  it('is about the caller, and authorized on the caller', async () => {
    await give(allow(['iam:GetUser', 'iam:ListAccessKeys', 'iam:CreateAccessKey'], { Resource: own }));
    const { iam } = aws.as(ada);
    expect((await iam.send(new GetUserCommand({}))).User?.UserName).toBe('ada');
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({}));
    expect(AccessKey?.UserName).toBe('ada');
    const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({}));
    expect(AccessKeyMetadata?.map((key) => key.AccessKeyId)).toContain(AccessKey?.AccessKeyId);
    expect(await refusalOf(iam.send(new DeleteUserCommand({ UserName: 'grace' })))).toMatchObject({
      name: 'AccessDenied',
    });
  });
});
