import { ListQueuesCommand, type Message, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { AwsClients } from '../../local/support/aws-clients.ts';

/** The queues in the security account, by what their names hold. */
export const CHANGES_QUEUE = /Changes(?!.*Dead)/;
export const CHANGES_DEAD_LETTERS = /Changes.*Dead/;
export const VERDICTS_QUEUE = /Verdicts(?!.*Dead)/;

export const queueUrl = async ({ sqs }: AwsClients, name: RegExp): Promise<string> => {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const url = QueueUrls.find((candidate) => name.test(candidate));
  if (url === undefined) {
    throw new Error(`expected a queue like ${name}, received ${QueueUrls.join(', ')}`);
  }
  return url;
};

/** Up to ten messages that are visible now; they stay in the queue, out of sight for a while. */
export const receive = async (hub: AwsClients, name: RegExp): Promise<readonly Message[]> => {
  const { Messages = [] } = await hub.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: await queueUrl(hub, name),
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 1,
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages;
};
