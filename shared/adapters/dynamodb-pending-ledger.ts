import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { PendingChanges } from '#core/workload/pending-changes.ts';
import type { PendingLedger } from '#ports/pending-ledger.ts';
import { whenConditionHolds } from './dynamodb-documents.ts';
import { pendingKey } from './ledger-keys.ts';

/** Longer than any queue keeps a message, so that what is pending outlives the message that says so. */
const KEPT_SECONDS = 30 * 24 * 60 * 60;

const stillAt = (revision: number) => ({
  ConditionExpression: 'revision = :revision',
  ExpressionAttributeValues: { ':revision': revision },
});

const onTopOf = (revision: number) =>
  revision === 0 ? { ConditionExpression: 'attribute_not_exists(pk)' } : stillAt(revision);

export const dynamoDbPendingLedger = (documents: DynamoDBDocumentClient, table: string): PendingLedger => ({
  loadPending: async (principal) => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: pendingKey(principal), ConsistentRead: true }),
    );
    return Item as PendingChanges | undefined;
  },
  savePending: async (pending) => {
    const Item = {
      ...pending,
      ...pendingKey(pending.principal),
      expiresAt: Math.ceil(Date.now() / 1_000) + KEPT_SECONDS,
    };
    const put = new PutCommand({ TableName: table, Item, ...onTopOf(pending.revision - 1) });
    return (await whenConditionHolds(() => documents.send(put))) ? 'saved' : 'conflict';
  },
  clearPending: async ({ principal, revision }) => {
    const remove = new DeleteCommand({ TableName: table, Key: pendingKey(principal), ...stillAt(revision) });
    return (await whenConditionHolds(() => documents.send(remove))) ? 'cleared' : 'conflict';
  },
});
