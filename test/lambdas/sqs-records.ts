import type { Context, SQSRecord } from 'aws-lambda';
import { FIRST_SEEN_ATTRIBUTE } from '#adapters/sqs-inbox.ts';
import { NEW_YEAR } from '../fakes/people.ts';

const SENT = String(NEW_YEAR);

/** What Lambda tells a function about its call, as far as the handler looks at it. */
export const CONTEXT = {
  awsRequestId: 'request-1',
  getRemainingTimeInMillis: () => 30_000,
} as unknown as Context;

/** A message as Lambda takes it from a queue; a copy says when the first was seen. */
export const record = (messageId: string, body: string, firstSeen?: string): SQSRecord => ({
  messageId,
  body,
  receiptHandle: messageId,
  attributes: {
    SentTimestamp: SENT,
    ApproximateReceiveCount: '1',
    SenderId: 'AROA',
    ApproximateFirstReceiveTimestamp: SENT,
  },
  messageAttributes:
    firstSeen === undefined ? {} : { [FIRST_SEEN_ATTRIBUTE]: { dataType: 'String', stringValue: firstSeen } },
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:111122223333:changes',
  awsRegion: 'us-east-1',
});
