import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoDbIntentLedger } from '#adapters/dynamodb-intent-ledger.ts';
import { dynamoDbPrincipalLedger } from '#adapters/dynamodb-principal-ledger.ts';
import type { AccountId, Partition, UserName } from '#core/kernel/aws-identifiers.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { LocalAccount } from '../../../local/organization/accounts.ts';
import type { AwsClients } from '../../local/support/aws-clients.ts';

const principalIn = (account: LocalAccount, userName: string): PrincipalName => ({
  partition: 'aws' as Partition,
  account: account.id as AccountId,
  userName: userName as UserName,
});

const tableOf = async (hub: AwsClients): Promise<string> => {
  const { TableNames = [] } = await hub.dynamodb.send(new ListTablesCommand({}));
  const [table] = TableNames;
  if (table === undefined || TableNames.length > 1) {
    throw new Error(
      `expected one table in the security account, received ${TableNames.join(', ') || 'none'}`,
    );
  }
  return table;
};

/** The guardian's own ledger, read and written as its functions do. */
export const ledgerOf = async (hub: AwsClients) => {
  const table = await tableOf(hub);
  const documents = DynamoDBDocumentClient.from(hub.dynamodb, {
    marshallOptions: { removeUndefinedValues: true },
  });
  return {
    table,
    documents,
    ...dynamoDbPrincipalLedger(documents, table),
    ...dynamoDbIntentLedger(documents, table),
  };
};

/** What the ledger says of a user; fails while it says nothing. */
export const recordOf = async (
  hub: AwsClients,
  account: LocalAccount,
  userName: string,
): Promise<PrincipalRecord> => {
  const record = await (await ledgerOf(hub)).loadPrincipal(principalIn(account, userName));
  if (record === undefined) {
    throw new Error(`expected a record of ${userName}, received none`);
  }
  return record;
};
