import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  type QueueAttributeName,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { HUB_STACK } from '#core/guardian-names.ts';
import { onlookerConfiguration } from '../organization/onlooker.ts';

const COUNTS: QueueAttributeName[] = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
];

/** A queue of the guardian and how many messages it holds, waiting or in work. */
export interface QueueDepth {
  readonly name: string;
  readonly messages: number;
  readonly holdsDeadLetters: boolean;
}

const depthOf = async (sqs: SQSClient, QueueUrl: string): Promise<QueueDepth> => {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: COUNTS }),
  );
  const name = QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1);
  return {
    name,
    messages: COUNTS.reduce((sum, count) => sum + Number(Attributes[count] ?? 0), 0),
    holdsDeadLetters: /dead-?letter|undelivered/iu.test(name),
  };
};

/** Looks at each queue of the guardian. */
export const queueDepths = (endpoint: string): (() => Promise<readonly QueueDepth[]>) => {
  const sqs = new SQSClient(onlookerConfiguration(endpoint));
  return async () => {
    const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({ QueueNamePrefix: HUB_STACK }));
    return Promise.all(QueueUrls.map((url) => depthOf(sqs, url)));
  };
};
