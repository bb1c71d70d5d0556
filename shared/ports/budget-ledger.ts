import type { WatchedEvent } from '#core/change/watched-event.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { DurationMs, EpochMs } from '#core/kernel/time.ts';

/** The share of an account's calls that some work takes part in. */
export interface Budget {
  readonly account: AccountId;
  readonly urgency: WatchedEvent['urgency'];
}

/** Remembers until when the calls that were made or reserved in an account take to be earned. */
export interface BudgetLedger {
  /**
   * Adds the time that some more calls take, counted from now if everything before is earned. Answers when they
   * will be earned; 'full', and adds nothing, if what is reserved already goes beyond the latest time given.
   */
  reserve(budget: Budget, duration: DurationMs, now: EpochMs, latest: EpochMs): Promise<EpochMs | 'full'>;
}
