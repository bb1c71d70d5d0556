import type { ActedUpon, PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';

/** Remembers one record for each principal. */
export interface PrincipalLedger {
  loadPrincipal(principal: PrincipalName): Promise<PrincipalRecord | undefined>;
  /** Writes only if the stored record is still the revision before this one. */
  savePrincipal(record: PrincipalRecord): Promise<'saved' | 'conflict'>;
  /** No effect when a newer version is recorded already. */
  markAnnounced(principal: PrincipalName, version: number): Promise<void>;
  /** Notes what was done about whatever verdict stands; no effect when that rests on a read after the action. */
  markActedUpon(principal: PrincipalName, actedUpon: ActedUpon): Promise<void>;
}
