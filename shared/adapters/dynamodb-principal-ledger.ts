import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { PrincipalLedger } from '#ports/principal-ledger.ts';
import { whenConditionHolds } from './dynamodb-documents.ts';
import { principalKey } from './ledger-keys.ts';

type StoredRecord = PrincipalRecord & { readonly pk: string; readonly sk: string };

/** Sets one attribute, if the version is still the one meant, and makes every write in flight start over. */
const setWhileCurrent = (
  documents: DynamoDBDocumentClient,
  table: string,
  principal: PrincipalName,
  version: number,
  attribute: 'announcedVersion' | 'actedUpon',
  value: unknown,
): Promise<boolean> =>
  whenConditionHolds(() =>
    documents.send(
      new UpdateCommand({
        TableName: table,
        Key: principalKey(principal),
        UpdateExpression: 'SET #attribute = :value ADD #revision :one',
        ConditionExpression: '#version = :version',
        ExpressionAttributeNames: {
          '#attribute': attribute,
          '#revision': 'revision',
          '#version': 'version',
        },
        ExpressionAttributeValues: { ':value': value, ':one': 1, ':version': version },
      }),
    ),
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
    await setWhileCurrent(documents, table, principal, version, 'announcedVersion', version);
  },
  markActedUpon: async (principal, version, actedUpon) => {
    await setWhileCurrent(documents, table, principal, version, 'actedUpon', actedUpon);
  },
});
