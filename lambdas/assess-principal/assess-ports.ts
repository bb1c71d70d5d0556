import type { GuardMode } from '#core/action/guard-action.ts';
import type { DurationMs } from '#core/kernel/time.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';
import type { NamedPrincipals } from '#core/verdict/disposition.ts';
import type { BudgetLedger } from '#ports/budget-ledger.ts';
import type { Clock } from '#ports/clock.ts';
import type { DirectoryReader } from '#ports/directory-reader.ts';
import type { MessageBus } from '#ports/message-bus.ts';
import type { PendingLedger } from '#ports/pending-ledger.ts';
import type { PostureReader } from '#ports/posture-reader.ts';
import type { PrincipalLedger } from '#ports/principal-ledger.ts';
import type { WorkQueue } from '#ports/work-queue.ts';

/** What assessing needs from the world. It can read IAM and write nothing there. */
export interface AssessPorts {
  /** Assessing changes nothing in either mode; a verdict is news when acting on it becomes allowed. */
  readonly mode: GuardMode;
  readonly principals: NamedPrincipals;
  /** What counts as enrolment, and not as reach. */
  readonly rules: ProofRules;
  /** How long a change that is not urgent waits for more of the same user. */
  readonly settleTime: DurationMs;
  readonly reader: PostureReader;
  readonly directory: DirectoryReader;
  readonly ledger: PrincipalLedger & PendingLedger & BudgetLedger;
  readonly work: WorkQueue;
  readonly bus: MessageBus;
  readonly clock: Clock;
}
