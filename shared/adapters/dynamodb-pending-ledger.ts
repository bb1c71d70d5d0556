import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { PendingChanges } from '#core/workload/pending-changes.ts';
import type { PendingLedger } from '#ports/pending-ledger.ts';
import { whenConditionHolds } from './dynamodb-documents.ts';
import { pendingKey } from './ledger-keys.ts';

/** Longer than any queue keeps a message, so that what is pending outlives the message that says so. */
const KEPT_SECONDS = 30 * 24 * 60 * 60;

const onTopOf = (revision: number) =>
  revision === 0
    ? { ConditionExpression: 'attribute_not_exists(pk)' }
    : { ConditionExpression: 'revision = :revision', ExpressionAttributeValues: { ':revision': revision } };

export const dynamoDbPendingLedger = (documents: DynamoDBDocumentClient, table: string): PendingLedger => ({
  loadPending: async (subject) => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: pendingKey(subject), ConsistentRead: true }),
    );
    return Item?.['pending'] as PendingChanges | undefined;
  },
  savePending: async (pending) => {
    const { revision } = pending;
    const expiresAt = Math.ceil(Date.now() / 1_000) + KEPT_SECONDS;
    const Item = { ...pendingKey(pending.subject), pending, revision, expiresAt };
    const put = new PutCommand({ TableName: table, Item, ...onTopOf(revision - 1) });
    return (await whenConditionHolds(() => documents.send(put))) ? 'saved' : 'conflict';
  },
});
