/** The organization that runs on this machine. An access key id of twelve digits acts as that account's root. */
export interface LocalAccount {
  readonly id: string;
  readonly name: string;
}

export const MANAGEMENT: LocalAccount = { id: '999999999999', name: 'management' };
export const SECURITY: LocalAccount = { id: '111111111111', name: 'security' };
export const PAYMENTS: LocalAccount = { id: '222222222222', name: 'payments' };
export const SANDBOX: LocalAccount = { id: '333333333333', name: 'sandbox' };

/** The accounts that the guardian watches; the security account is one of them. */
export const WATCHED_ACCOUNTS: readonly LocalAccount[] = [SECURITY, PAYMENTS, SANDBOX];

export const REGION = 'us-east-1';

/** The name of an account of this organization; of another one, its id. */
export const accountNamed = (id: string): string =>
  [MANAGEMENT, ...WATCHED_ACCOUNTS].find((account) => account.id === id)?.name ?? id;
