import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';

/** The ledger's primary key: one partition a principal, one an intent, one for the notices that were sent. */
export interface LedgerKey {
  readonly pk: string;
  readonly sk: string;
}

export const principalKey = ({ account, userName }: PrincipalName): LedgerKey => ({
  // IAM keeps user names apart without regard to case.
  pk: `user#${account}#${userName.toLowerCase()}`,
  sk: 'record',
});

export const intentKey = (account: AccountId, id: string): LedgerKey => ({
  pk: `intent#${account}#${id}`,
  sk: 'record',
});

/** The only partition that notify-people may touch. */
export const NOTICE_PARTITION = 'notice#sent';
