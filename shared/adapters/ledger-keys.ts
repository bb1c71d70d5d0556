import { createHash } from 'node:crypto';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { NoticeWindow } from '#core/notice/notice-window.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';

/** The ledger's primary key: one partition a principal, one an intent, and those of the notices. */
export interface LedgerKey {
  readonly pk: string;
  readonly sk: string;
}

export const principalKey = ({ account, userName }: PrincipalName): LedgerKey => ({
  // IAM keeps user names apart without regard to case.
  pk: `user#${account}#${userName.toLowerCase()}`,
  sk: 'record',
});

export const pendingKey = (principal: PrincipalName): LedgerKey => ({
  pk: principalKey(principal).pk.replace(/^user#/, 'pending#'),
  sk: 'record',
});

export const budgetKey = (account: AccountId): LedgerKey => ({ pk: `budget#${account}`, sk: 'record' });

export const intentKey = (account: AccountId, id: string): LedgerKey => ({
  pk: `intent#${account}#${id}`,
  sk: 'record',
});

/** The partition of the messages that were sent. notify-people may touch only partitions that begin with `notice#`. */
export const NOTICE_PARTITION = 'notice#sent';

/** By a hash, because ids may be longer than a key. */
export const noticePlaceKey = (noticeId: string): LedgerKey => ({
  pk: `notice#place#${createHash('sha256').update(noticeId).digest('hex')}`,
  sk: 'record',
});

const windowPartition = ({ allowance, minute }: NoticeWindow): string =>
  `notice#window#${allowance}#${minute}`;

export const noticeWindowKey = (window: NoticeWindow): LedgerKey => ({
  pk: windowPartition(window),
  sk: 'record',
});

export const heldNoticeKey = (window: NoticeWindow, number: number): LedgerKey => ({
  pk: windowPartition(window),
  sk: `held#${number}`,
});

/** How long notices are remembered: longer than any queue keeps a message, so that no late copy is told again. */
export const NOTICES_REMEMBERED_SECONDS = 30 * 24 * 60 * 60;
