import { CreateQueueCommand, SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { createQueue, type Queue, takeMessages } from './support/caught-events.ts';
import { deployStack } from './support/cloudformation.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { refusalOf } from './support/refusal.ts';
import { unsigned } from './support/unsigned-call.ts';

const aws = localAws();
let member: AwsClients;
let queue: Queue;

const send = (MessageBody: string, more: object) =>
  member.sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody, ...more }));

beforeAll(async () => {
  member = aws.root(memberAccount);
  queue = await createQueue(member, memberAccount, 'fair');
});

describe('a message group of a standard queue', () => {
  it('holds nothing back, and leaves delays to each message', async () => {
    const MessageGroupId = memberAccount;
    await send('same', { MessageGroupId });
    await send('same', { MessageGroupId });
    await send('delayed', { MessageGroupId, DelaySeconds: 2 });
    const bodies = async () => (await takeMessages(member, queue)).map(({ Body }) => Body);
    expect(await bodies()).toEqual(['same', 'same']);
    await expect.poll(bodies, { timeout: 5_000 }).toEqual(['delayed']);
  });

  it.each(['two words', 'ä', 'x'.repeat(129)])('is not named %j', async (MessageGroupId) => {
    expect(await refusalOf(send('x', { MessageGroupId }))).toMatchObject({ name: 'InvalidParameterValue' });
    const Entries = [{ Id: '1', MessageBody: 'x', MessageGroupId }];
    const answer = await member.sqs.send(new SendMessageBatchCommand({ QueueUrl: queue.url, Entries }));
    expect(answer.Failed).toMatchObject([{ Id: '1', Code: 'InvalidParameterValue', SenderFault: true }]);
  });

  it('comes without deduplication, unlike one of a FIFO queue', async () => {
    const fifo = { QueueName: 'strict.fifo', Attributes: { FifoQueue: 'true' } };
    const { QueueUrl } = await member.sqs.send(new CreateQueueCommand(fifo));
    const group = { MessageGroupId: 'a', MessageDeduplicationId: 'b' };
    expect(await refusalOf(send('x', group))).toMatchObject({ name: 'InvalidParameterValue' });
    await member.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x', ...group }));
  });

  it('is told to the function that the queue feeds', async () => {
    const source = await createQueue(member, memberAccount, 'source');
    const told = await createQueue(member, memberAccount, 'told');
    const code = telling(aws.endpoint(), told.url);
    await deployStack(aws.endpoint(), memberAccount, 'fed', fedFunction(code, source.arn));
    const Entries = ['one', 'two'].map((name) => ({
      Id: name,
      MessageBody: name,
      MessageGroupId: `of-${name}`,
    }));
    await member.sqs.send(new SendMessageBatchCommand({ QueueUrl: source.url, Entries }));
    const seen: unknown[] = [];
    const groups = async () => {
      seen.push(...(await takeMessages(member, told)).map(({ Body }) => JSON.parse(Body ?? '')));
      return seen;
    };
    await expect
      .poll(groups, { timeout: 10_000 })
      .toEqual(expect.arrayContaining(['one', 'two'].map((name) => ({ body: name, group: `of-${name}` }))));
  });
});

/** Sends on what the records say of their groups, as the account's root. */
const telling = (endpoint: string, queueUrl: string) => `
  const headers = {
    ...${JSON.stringify(unsigned(memberAccount, 'sqs'))},
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'AmazonSQS.SendMessage',
  };
  exports.handler = async ({ Records }) => {
    for (const { body, attributes } of Records) {
      const MessageBody = JSON.stringify({ body, group: attributes.MessageGroupId });
      const request = { QueueUrl: '${queueUrl}', MessageBody };
      await fetch('${endpoint}', { method: 'POST', headers, body: JSON.stringify(request) });
    }
  };`;

const fedFunction = (ZipFile: string, EventSourceArn: string) => {
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = { Version: '2012-10-17', Statement: [trust] };
  return {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument } },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { ZipFile },
        Handler: 'index.handler',
        Runtime: 'nodejs24.x',
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      },
    },
    Mapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { FunctionName: { Ref: 'Function' }, EventSourceArn, BatchSize: 10 },
    },
  };
};
