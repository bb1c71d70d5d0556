import { CreateQueueCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { sqsInbox } from '#adapters/sqs-inbox.ts';
import { epochMs, milliseconds } from '#core/kernel/time.ts';
import type { Inbox } from '#ports/inbox.ts';
import { stubFunctionEnvironment } from './support/deployed-environment.ts';
import { localAws, securityAccount } from './support/local-aws.ts';

const aws = localAws();
const MESSAGE = { body: '{"event":1}', firstSeenAt: epochMs(1_767_225_600_000), returned: false };
let urls: { readonly queue: string; readonly deadLetters: string };
let inbox: Inbox;

const createQueue = async (QueueName: string): Promise<string> =>
  (await aws.root(securityAccount).sqs.send(new CreateQueueCommand({ QueueName }))).QueueUrl ?? '';

const receive = async (QueueUrl: string, WaitTimeSeconds = 0): Promise<Message | undefined> => {
  const { Messages } = await aws
    .root(securityAccount)
    .sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds, MessageAttributeNames: ['All'] }));
  return Messages?.[0];
};

beforeAll(async () => {
  stubFunctionEnvironment(aws.endpoint(), securityAccount);
  urls = { queue: await createQueue('queue'), deadLetters: await createQueue('dead-letters') };
  inbox = sqsInbox(urls.queue, urls.deadLetters);
});

describe('sqsInbox', () => {
  it('returns a message that comes back after the delay, and remembers when the first one came', async () => {
    await inbox.postpone(MESSAGE, milliseconds(900));
    expect(await receive(urls.queue)).toBeUndefined();
    expect(await receive(urls.queue, 5)).toMatchObject({
      Body: MESSAGE.body,
      MessageAttributes: { FirstSeenAt: { StringValue: '1767225600000' } },
    });
  });

  it('buries a message with its reason', async () => {
    await inbox.bury(MESSAGE, 'expected a name, received none');
    const buried = await receive(urls.deadLetters);
    expect(buried?.MessageAttributes?.['Reason']?.StringValue).toBe('expected a name, received none');
    expect(buried).toMatchObject({
      Body: MESSAGE.body,
      // Not when it first came: who redrives it wants it handled as new.
      MessageAttributes: expect.not.objectContaining({ FirstSeenAt: expect.anything() }),
    });
  });

  it.each([
    ['control characters', 'received \u0000\u0007 here', 'received ?? here'],
    ['nothing', '', 'unknown'],
    ['too much', 'x'.repeat(5_000), 'x'.repeat(1_000)],
  ])('buries a message whose reason holds %s, which SQS would refuse', async (_what, reason, sent) => {
    await inbox.bury(MESSAGE, reason);
    expect((await receive(urls.deadLetters))?.MessageAttributes?.['Reason']?.StringValue).toBe(sent);
  });
});
