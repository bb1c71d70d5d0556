import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { Attempt, FinishedIntent, Intent } from '#core/ledger/intent.ts';

/** Remembers what the guardian means to do, before it does it. */
export interface IntentLedger {
  loadIntent(account: AccountId, id: string): Promise<Intent | undefined>;
  /** Writes a new intent, without attempts; a conflict means that it is there already. */
  openIntent(intent: Intent): Promise<'opened' | 'conflict'>;
  /** Adds an attempt, only if the stored intent is open and has as many as this one; else another invocation did. */
  beginAttempt(intent: Intent, attempt: Attempt): Promise<'begun' | 'conflict'>;
  /** Writes the outcome, only if the stored intent is still open; else another invocation has finished it. */
  finishIntent(intent: FinishedIntent): Promise<'finished' | 'conflict'>;
  markIntentAnnounced(account: AccountId, id: string): Promise<void>;
  /** Lets one record, by `eventID`, be explained by one attempt; a second record finds it taken. */
  claimAttempt(
    account: AccountId,
    id: string,
    attempt: number,
    eventId: string,
  ): Promise<'claimed' | 'taken'>;
}
