import { createHash } from 'node:crypto';
import type { CollectiveConcern } from '#core/change/concern.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { NoticeWindow } from '#core/notice/notice-window.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import { isCollective, type Subject } from '#core/workload/subject.ts';
import type { Budget } from '#ports/budget-ledger.ts';

/** The ledger's primary key: one partition a principal, one an intent, and those of the notices. */
export interface LedgerKey {
  readonly pk: string;
  readonly sk: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export const principalKey = ({ account, userName }: PrincipalName): LedgerKey => ({
  // IAM keeps user names apart without regard to case.
  pk: `user#${account}#${userName.toLowerCase()}`,
  sk: 'record',
});

const collectiveName = (concern: CollectiveConcern): string => {
  switch (concern.kind) {
    case 'group':
      return concern.groupName.toLowerCase();
    case 'policy':
      return concern.arn;
    case 'role':
      return concern.roleName.toLowerCase();
    case 'account':
      return '';
  }
};

/** By a hash, because ARNs may be longer than a key. No user's name has a slash. */
const collectivePart = (concern: CollectiveConcern): string =>
  `${concern.kind}/${sha256(collectiveName(concern))}`;

export const pendingKey = (subject: Subject): LedgerKey => ({
  pk: isCollective(subject)
    ? `pending#${subject.account}#${collectivePart(subject.concern)}`
    : principalKey(subject).pk.replace(/^user#/, 'pending#'),
  sk: 'record',
});

export const budgetKey = ({ account, urgency }: Budget): LedgerKey => ({
  pk: `budget#${account}#${urgency}`,
  sk: 'record',
});

export const intentKey = (account: AccountId, id: string): LedgerKey => ({
  pk: `intent#${account}#${id}`,
  sk: 'record',
});

/** The partition of the messages that were sent. notify-people may touch only partitions that begin with `notice#`. */
export const NOTICE_PARTITION = 'notice#sent';

/** By a hash, because ids may be longer than a key. */
export const noticePlaceKey = (noticeId: string): LedgerKey => ({
  pk: `notice#place#${sha256(noticeId)}`,
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
