import {
  DeleteMessageCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { HUB_STACK } from '#core/guardian-names.ts';
import { onlookerConfiguration } from '../organization/onlooker.ts';

/** By this the scenario knows its own messages again. */
export const MARK = 'from the scenario garbage';

const NAMES = { changes: /Changes(?!.*Dead)/u, 'dead-letters': /Changes.*Dead/u } as const;

const allUrls = async (sqs: SQSClient): Promise<readonly string[]> =>
  (await sqs.send(new ListQueuesCommand({ QueueNamePrefix: HUB_STACK }))).QueueUrls ?? [];

/** The address of the queue that events arrive in, or of its dead-letter queue. */
export const urlOf = async (endpoint: string, which: keyof typeof NAMES): Promise<string> => {
  const urls = await allUrls(new SQSClient(onlookerConfiguration(endpoint)));
  const url = urls.find((candidate) => NAMES[which].test(candidate));
  if (url === undefined) {
    throw new Error(`expected a queue of the hub like ${NAMES[which]}, received ${urls.join(', ')}`);
  }
  return url;
};

/** Hides what it receives for so many seconds, so that the next call finds others until there are none. */
const HIDDEN_SECONDS = 60;

const receiveAll = async (sqs: SQSClient, QueueUrl: string): Promise<readonly Message[]> => {
  const received: Message[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: HIDDEN_SECONDS }),
    );
    if (Messages.length === 0) {
      return received;
    }
    received.push(...Messages);
  }
};

/** Deletes the scenario's own messages from the dead-letter queue; whatever else lies there stays. */
export const removeDeadLetters = async (endpoint: string): Promise<void> => {
  const sqs = new SQSClient(onlookerConfiguration(endpoint));
  const QueueUrl = await urlOf(endpoint, 'dead-letters');
  for (const { Body, ReceiptHandle } of await receiveAll(sqs, QueueUrl)) {
    if (Body?.includes(MARK)) {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
};
