import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Message } from '#core/notice/notice.ts';
import type { Notifier } from '#ports/notifier.ts';
import { NOTICE_PARTITION, NOTICES_REMEMBERED_SECONDS } from './ledger-keys.ts';

/**
 * How long a publication that was cut off keeps others from trying: no invocation lives longer. Powertools reads
 * it off a Lambda context; without one, a notice that was begun and never finished would never be sent.
 */
const LEASE = { getRemainingTimeInMillis: () => 60_000 };

/** Publishes to one topic, each message once; what was sent is remembered in the ledger. */
export const snsNotifier = (topicArn: string, ledgerTable: string): Notifier => {
  const client = new SNSClient();
  const publish = async ({ id, subject, body }: Message, _lease: typeof LEASE): Promise<string> => {
    await client.send(new PublishCommand({ TopicArn: topicArn, Subject: subject, Message: body }));
    return id;
  };
  const publishOnce = makeIdempotent(publish, {
    persistenceStore: new DynamoDBPersistenceLayer({
      tableName: ledgerTable,
      keyAttr: 'pk',
      sortKeyAttr: 'sk',
      staticPkValue: NOTICE_PARTITION,
      expiryAttr: 'expiresAt',
    }),
    config: new IdempotencyConfig({
      eventKeyJmesPath: 'id',
      expiresAfterSeconds: NOTICES_REMEMBERED_SECONDS,
    }),
    keyPrefix: 'email',
  });
  return {
    sendOnce: async (message) => {
      await publishOnce(message, LEASE);
    },
  };
};
