import { type MessageAttributeValue, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Inbox, InboxMessage } from '#ports/inbox.ts';

/** The attribute that a returned copy carries, so that it remembers when the first one arrived. */
export const FIRST_SEEN_ATTRIBUTE = 'FirstSeenAt';

/** The attribute that says why a message was buried. */
const REASON_ATTRIBUTE = 'Reason';

const text = (value: string): MessageAttributeValue => ({ DataType: 'String', StringValue: value });

/** SQS refuses control characters and empty values, and a message that can't be buried would come back for ever. */
const sendable = (reason: string): string =>
  reason.replace(/[^\x20-\x7e]/g, '?').slice(0, 1_000) || 'unknown';

const firstSeen = (message: InboxMessage) => ({ [FIRST_SEEN_ATTRIBUTE]: text(String(message.firstSeenAt)) });

export const sqsInbox = (queueUrl: string, deadLettersUrl: string): Inbox => {
  const client = new SQSClient();
  return {
    postpone: async (message, delay) => {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: message.body,
          DelaySeconds: Math.ceil(delay / 1_000),
          MessageGroupId: message.group,
          MessageAttributes: firstSeen(message),
        }),
      );
    },
    bury: async (message, reason) => {
      await client.send(
        new SendMessageCommand({
          QueueUrl: deadLettersUrl,
          MessageBody: message.body,
          // Without the time of the first copy: who redrives it wants it handled as new.
          MessageAttributes: { [REASON_ATTRIBUTE]: text(sendable(reason)) },
        }),
      );
    },
  };
};
