import type { Partition } from '#core/kernel/aws-identifiers.ts';
import type { DurationMs } from '#core/kernel/time.ts';
import type { NamedPrincipals } from '#core/verdict/disposition.ts';
import type { Clock } from '#ports/clock.ts';
import type { IntentLedger } from '#ports/intent-ledger.ts';
import type { MessageBus } from '#ports/message-bus.ts';
import type { PendingLedger } from '#ports/pending-ledger.ts';
import type { PrincipalLedger } from '#ports/principal-ledger.ts';
import type { WorkQueue } from '#ports/work-queue.ts';

/** What routing needs from the world. It can't reach IAM, not even to read. */
export interface RoutePorts {
  readonly partition: Partition;
  readonly principals: NamedPrincipals;
  /** How long a change that is not urgent waits for more of the same user. */
  readonly settleTime: DurationMs;
  readonly ledger: Pick<IntentLedger, 'loadIntent' | 'claimAttempt'> &
    Pick<PrincipalLedger, 'loadPrincipal'> &
    PendingLedger;
  readonly work: WorkQueue;
  readonly bus: MessageBus;
  readonly clock: Clock;
}
