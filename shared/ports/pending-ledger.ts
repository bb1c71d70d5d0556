import type { PendingChanges } from '#core/workload/pending-changes.ts';
import type { Subject } from '#core/workload/subject.ts';

/**
 * Remembers what has happened to each subject since it was looked at last. What is written is never removed before
 * every message about it is gone: revisions are counted on, so that no two promises have one number.
 */
export interface PendingLedger {
  loadPending(subject: Subject): Promise<PendingChanges | undefined>;
  /** Writes only if the stored item is still the revision before this one; the first is revision 1. */
  savePending(pending: PendingChanges): Promise<'saved' | 'conflict'>;
}
