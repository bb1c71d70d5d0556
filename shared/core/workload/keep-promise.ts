import type { DurationMs, EpochMs } from '#core/kernel/time.ts';
import { isTaken, type PendingChange, type PendingChanges } from './pending-changes.ts';
import { promiseLook, type Schedule, standingOf } from './promised-look.ts';

/** Notes that the message of a promised look lies in the queue; undefined when there is nothing left to note. */
export const confirmLook = (pending: PendingChanges, number: number): PendingChanges | undefined => {
  const { nextLook, revision } = pending;
  return nextLook?.number === number && !nextLook.queued
    ? { ...pending, nextLook: { ...nextLook, queued: true }, revision: revision + 1 }
    : undefined;
};

/** Keeps a promise: whatever comes from now on needs a look of its own. Undefined when it was kept already. */
export const takeLook = (pending: PendingChanges, number: number | undefined): PendingChanges | undefined =>
  number !== undefined && pending.nextLook?.number === number
    ? { ...pending, nextLook: undefined, revision: pending.revision + 1 }
    : undefined;

/** A look that came to an end: what it took, and which of that it can have seen. */
export interface FinishedLook {
  readonly taken: readonly PendingChange[];
  readonly hasSeen: (change: PendingChange) => boolean;
}

/**
 * Forgets what was looked at. What came to it in the meantime stays, and what may not have shown yet; a look is
 * promised for them, unless one is queued.
 */
export const afterLook = (
  current: PendingChanges,
  { taken, hasSeen }: FinishedLook,
  now: EpochMs,
  settleTime: DurationMs,
): Schedule => {
  const changes = current.changes.filter((change) => !(isTaken(taken, change) && hasSeen(change)));
  const next = { ...current, changes, revision: current.revision + 1 };
  if (changes.length > 0 && standingOf(current.nextLook, now) !== 'queued') {
    const { nextLook, look } = promiseLook(current, now, settleTime);
    return { pending: { ...next, nextLook }, looks: [look] };
  }
  return { pending: changes.length < current.changes.length ? next : undefined, looks: [] };
};
