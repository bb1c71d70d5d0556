import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { NoticeContext } from '#core/notice/notice.ts';
import type { Clock } from '#ports/clock.ts';
import type { NoticeLedger } from '#ports/notice-ledger.ts';
import type { Notifier } from '#ports/notifier.ts';

/** What telling people needs from the world. It touches no IAM. */
export interface NotifyPorts {
  readonly hubAccount: AccountId;
  readonly context: NoticeContext;
  readonly notifier: Notifier;
  readonly notices: NoticeLedger;
  readonly clock: Clock;
}
