import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { ActedUpon, PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { PrincipalLedger } from '#ports/principal-ledger.ts';
import { whenConditionHolds } from './dynamodb-documents.ts';
import { principalKey } from './ledger-keys.ts';

type StoredRecord = PrincipalRecord & { readonly pk: string; readonly sk: string };

type Change = Pick<
  UpdateCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** Every change counts as a revision, so that a write in flight notices it and starts over. */
const announced = (version: number): Change => ({
  UpdateExpression: 'SET announcedVersion = :version ADD revision :one',
  ConditionExpression: '#version = :version',
  ExpressionAttributeNames: { '#version': 'version' },
  ExpressionAttributeValues: { ':version': version, ':one': 1 },
});

const acted = (actedUpon: ActedUpon): Change => ({
  UpdateExpression: 'SET actedUpon = :actedUpon ADD revision :one',
  ConditionExpression: 'readBegan <= :at',
  ExpressionAttributeValues: { ':actedUpon': actedUpon, ':at': actedUpon.at, ':one': 1 },
});

const change = (
  documents: DynamoDBDocumentClient,
  table: string,
  principal: PrincipalName,
  expressions: Change,
): Promise<boolean> =>
  whenConditionHolds(() =>
    documents.send(new UpdateCommand({ TableName: table, Key: principalKey(principal), ...expressions })),
  );

export const dynamoDbPrincipalLedger = (
  documents: DynamoDBDocumentClient,
  table: string,
): PrincipalLedger => ({
  loadPrincipal: async (principal) => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: principalKey(principal), ConsistentRead: true }),
    );
    return Item as StoredRecord | undefined;
  },
  savePrincipal: async (record) => {
    const saved = await whenConditionHolds(() =>
      documents.send(
        new PutCommand({
          TableName: table,
          Item: { ...record, ...principalKey(record.principal) },
          ConditionExpression: record.revision === 1 ? 'attribute_not_exists(pk)' : '#revision = :previous',
          ...(record.revision === 1
            ? {}
            : {
                ExpressionAttributeNames: { '#revision': 'revision' },
                ExpressionAttributeValues: { ':previous': record.revision - 1 },
              }),
        }),
      ),
    );
    return saved ? 'saved' : 'conflict';
  },
  markAnnounced: async (principal, version) => {
    await change(documents, table, principal, announced(version));
  },
  markActedUpon: async (principal, actedUpon) => {
    await change(documents, table, principal, acted(actedUpon));
  },
});
