import { IAMClient } from '@aws-sdk/client-iam';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { READER_ROLE, roleArn } from '#core/guardian-names.ts';
import type { AccountId, Partition } from '#core/kernel/aws-identifiers.ts';

/** IAM clients that act as the reader role of each account, one an account, kept while the function is warm. */
export const readerClients = (sessionName: string) => {
  const clients = new Map<AccountId, IAMClient>();
  return (partition: Partition, account: AccountId): IAMClient => {
    const kept = clients.get(account);
    if (kept !== undefined) {
      return kept;
    }
    const client = new IAMClient({
      credentials: fromTemporaryCredentials({
        params: { RoleArn: roleArn(partition, account, READER_ROLE), RoleSessionName: sessionName },
      }),
      maxAttempts: 4,
    });
    clients.set(account, client);
    return client;
  };
};

export type ReaderClients = ReturnType<typeof readerClients>;
