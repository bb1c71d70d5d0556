import { PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { DeleteQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { catchEvents, createQueue, type Queue, takeMessages } from './support/caught-events.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { policy } from './support/policies.ts';

const aws = localAws();
const lost = `arn:aws:lambda:us-east-1:${memberAccount}:function:lost`;
let member: AwsClients;
let deadLetters: Queue;

const aim = async (source: string, Arn: string) => {
  await member.events.send(
    new PutRuleCommand({ Name: source, EventPattern: JSON.stringify({ source: [source] }) }),
  );
  const Targets = [{ Id: 'target', Arn, DeadLetterConfig: { Arn: deadLetters.arn } }];
  await member.events.send(new PutTargetsCommand({ Rule: source, Targets }));
};
const emit = (Source: string) =>
  member.events.send(new PutEventsCommand({ Entries: [{ Source, DetailType: 'x', Detail: '{"n":1}' }] }));

beforeAll(async () => {
  member = aws.root(memberAccount);
  deadLetters = await createQueue(member, memberAccount, 'dead-letters');
});

describe('the dead-letter queue of a rule target', () => {
  it('gets the event and the reason when the queue is gone', async () => {
    const gone = await catchEvents(member, memberAccount, 'gone', { source: ['test.unused'] });
    await member.sqs.send(new DeleteQueueCommand({ QueueUrl: gone.url }));
    await aim('test.queue', gone.arn);
    await emit('test.queue');
    const [letter, ...others] = await takeMessages(member, deadLetters);
    expect(others).toEqual([]);
    expect(JSON.parse(letter?.Body ?? '')).toMatchObject({ source: 'test.queue', detail: { n: 1 } });
    const attributes = Object.entries(letter?.MessageAttributes ?? {}).map(([name, { StringValue }]) => [
      name,
      StringValue,
    ]);
    expect(Object.fromEntries(attributes)).toMatchObject({
      RULE_ARN: `arn:aws:events:us-east-1:${memberAccount}:rule/test.queue`,
      TARGET_ARN: gone.arn,
      ERROR_CODE: 'RESOURCE_NOT_FOUND',
      ERROR_MESSAGE: expect.stringContaining('does not exist'),
    });
  });

  it('gets the event when the function is gone', async () => {
    await aim('test.function', lost);
    await emit('test.function');
    expect(await takeMessages(member, deadLetters)).toMatchObject([
      {
        MessageAttributes: {
          ERROR_CODE: { StringValue: 'RESOURCE_NOT_FOUND' },
          TARGET_ARN: { StringValue: lost },
        },
      },
    ]);
  });

  it('gets nothing when it does not let EventBridge in', async () => {
    const Policy = policy({
      Effect: 'Deny',
      Principal: '*',
      Action: 'sqs:SendMessage',
      Resource: deadLetters.arn,
    });
    await member.sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: deadLetters.url, Attributes: { Policy } }),
    );
    await aim('test.shut', lost);
    await emit('test.shut');
    expect(await takeMessages(member, deadLetters)).toEqual([]);
  });
});
