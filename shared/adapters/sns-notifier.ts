import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Notice } from '#core/notice/notice.ts';
import type { Notifier } from '#ports/notifier.ts';
import { NOTICE_PARTITION } from './ledger-keys.ts';

/** Longer than any queue keeps a message, so that no late copy is told again. */
const REMEMBERED_SECONDS = 30 * 24 * 60 * 60;

/** Publishes to one topic, each notice once; what was sent is remembered in the ledger. */
export const snsNotifier = (topicArn: string, ledgerTable: string): Notifier => {
  const client = new SNSClient();
  const publish = async ({ id, subject, body }: Notice): Promise<string> => {
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
    config: new IdempotencyConfig({ eventKeyJmesPath: 'id', expiresAfterSeconds: REMEMBERED_SECONDS }),
    keyPrefix: 'email',
  });
  return {
    sendOnce: async (notice) => {
      await publishOnce(notice);
    },
  };
};
