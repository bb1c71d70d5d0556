import { IAMClient } from '@aws-sdk/client-iam';
import type { LocalAccount } from '../organization/accounts.ts';
import { administratorCredentials, clientConfiguration } from '../organization/credentials.ts';

/** IAM of an account through its administrator role, for what no person would type. */
export const iamAs = async (
  endpoint: string,
  account: LocalAccount,
  sessionName: string,
): Promise<IAMClient> =>
  new IAMClient(
    clientConfiguration(endpoint, await administratorCredentials(endpoint, account, sessionName)),
  );
