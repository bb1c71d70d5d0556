import { addDuration, type DurationMs, type EpochMs, isBefore, minutes, seconds } from '#core/kernel/time.ts';
import type { PendingChange, PendingChanges, PromisedLook } from './pending-changes.ts';

/** How long whoever promised a look may take to queue its message; then it counts as cut off. */
const QUEUEING = seconds(10);

/**
 * How long after its time a message may still come: the queue may be behind, or the account's budget used up. One
 * that is later than that counts as lost, so that no message that was given up keeps later changes from being seen.
 */
const OVERDUE = minutes(15);

/**
 * Whether a change that is put down now is sure to be looked at by this look. *Being queued*: somebody means to
 * queue its message, and may be cut off before.
 */
export const standingOf = (
  promised: PromisedLook | undefined,
  now: EpochMs,
): 'queued' | 'being-queued' | 'none' => {
  if (promised === undefined) {
    return 'none';
  }
  const { queued, promisedAt, dueAt } = promised;
  const stands = isBefore(now, queued ? addDuration(dueAt, OVERDUE) : addDuration(promisedAt, QUEUEING));
  if (!stands) {
    return 'none';
  }
  return queued ? 'queued' : 'being-queued';
};

/** The message of a look that is called for. */
export interface CalledLook {
  readonly urgency: PendingChange['urgency'];
  readonly delay: DurationMs;
  /** Which promise it keeps; absent when it is asked for at once. */
  readonly number?: number;
}

/** What to write, and which messages to queue after that. */
export interface Schedule {
  /** Undefined when nothing has to be written. */
  readonly pending: PendingChanges | undefined;
  readonly looks: readonly CalledLook[];
}

/** Promises a look; the revision that says so is its number. */
export const promiseLook = (
  { revision }: PendingChanges,
  now: EpochMs,
  settleTime: DurationMs,
): { readonly nextLook: PendingChanges['nextLook']; readonly look: CalledLook } => {
  const number = revision + 1;
  const dueAt = addDuration(now, settleTime);
  return {
    nextLook: { number, promisedAt: now, dueAt, queued: false },
    look: { urgency: 'settling', delay: settleTime, number },
  };
};
