import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { FIRST_SEEN_ATTRIBUTE } from '#adapters/sqs-inbox.ts';
import { epochMs } from '#core/kernel/time.ts';
import type { Inbox, InboxMessage } from '#ports/inbox.ts';
import { handleMessage, type MessageStep } from './handle-message.ts';
import { powertoolsTelemetry } from './telemetry.ts';

const toMessage = ({ body, attributes, messageAttributes }: SQSRecord): InboxMessage => {
  const firstSeen = messageAttributes[FIRST_SEEN_ATTRIBUTE]?.stringValue;
  return {
    body,
    firstSeenAt: epochMs(Number(firstSeen ?? attributes.SentTimestamp)),
    returned: firstSeen !== undefined,
    group: attributes.MessageGroupId,
  };
};

/** A Lambda handler that takes each message of a batch by itself: one that fails takes no other with it. */
export const batchHandler = (inbox: Inbox, step: MessageStep) => {
  const logger = new Logger();
  const metrics = new Metrics();

  const handleRecord = async (record: SQSRecord): Promise<void> => {
    const recordLogger = logger.createChild({ persistentKeys: { messageId: record.messageId } });
    const telemetry = powertoolsTelemetry(recordLogger, metrics);
    try {
      await handleMessage(inbox, step, toMessage(record), telemetry);
    } catch (error) {
      telemetry.count('MessagesFailed');
      recordLogger.error('message failed, and will be delivered again', error as Error);
      throw error;
    }
  };

  return middy<SQSEvent, SQSBatchResponse>()
    .use(injectLambdaContext(logger))
    .use(logMetrics(metrics, { captureColdStartMetric: true }))
    .handler((event: SQSEvent, context: Context) =>
      processPartialResponse(event, handleRecord, new BatchProcessor(EventType.SQS), { context }),
    );
};
