import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { PendingChanges } from '#core/workload/pending-changes.ts';

/** Remembers what has happened to each principal since it was looked at last. */
export interface PendingLedger {
  loadPending(principal: PrincipalName): Promise<PendingChanges | undefined>;
  /** Writes only if the stored item is still the revision before this one; the first is revision 1. */
  savePending(pending: PendingChanges): Promise<'saved' | 'conflict'>;
  /** Forgets what was pending, only if nothing came to it since it was loaded. */
  clearPending(pending: PendingChanges): Promise<'cleared' | 'conflict'>;
}
