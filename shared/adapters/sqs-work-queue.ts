import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { encodeWork } from '#contracts/queued-work.ts';
import { accountOf } from '#core/workload/work.ts';
import type { WorkQueue } from '#ports/work-queue.ts';

/**
 * A standard queue whose messages name the account they are for: SQS then serves accounts with few messages before
 * one that has flooded the queue.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fair-queues.html
 */
export const sqsWorkQueue = (queueUrl: string): WorkQueue => {
  const client = new SQSClient();
  return {
    send: async (work, delay) => {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: encodeWork(work),
          DelaySeconds: Math.ceil(delay / 1_000),
          MessageGroupId: accountOf(work),
        }),
      );
    },
  };
};
