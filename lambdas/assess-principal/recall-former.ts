import { isBefore } from '#core/kernel/time.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { PendingChange } from '#core/workload/pending-changes.ts';
import type { AssessPorts } from './assess-ports.ts';

/** What is known of a user under the names that it had before. */
export interface Former {
  readonly records: readonly PrincipalRecord[];
  /** What was told of it before it was renamed, and nobody has looked at. */
  readonly changes: readonly PendingChange[];
}

/** Nobody is renamed more often between two looks, but to get lost. */
const MOST_NAMES = 8;

const isRenaming = (change: PendingChange): boolean => change.formerName !== undefined;

const recallOne = async (
  { call, formerName }: PendingChange,
  principal: PrincipalName,
  { ledger }: AssessPorts,
): Promise<Former> => {
  const former = { ...principal, userName: formerName ?? principal.userName };
  const [record, pending] = await Promise.all([ledger.loadPrincipal(former), ledger.loadPending(former)]);
  return {
    records: record === undefined ? [] : [record],
    changes: (pending?.changes ?? []).filter((change) => !isBefore(call.at, change.call.at)),
  };
};

/** Follows the names back that these changes tell of: one that was left may not have been looked at in between. */
export const recallFormer = async (
  changes: readonly PendingChange[],
  principal: PrincipalName,
  ports: AssessPorts,
): Promise<Former> => {
  const records: PrincipalRecord[] = [];
  const told: PendingChange[] = [];
  const renamings = changes.filter(isRenaming);
  for (let names = 0; names < MOST_NAMES; names += 1) {
    const renaming = renamings.shift();
    if (renaming === undefined) {
      break;
    }
    const former = await recallOne(renaming, principal, ports);
    records.push(...former.records);
    told.push(...former.changes);
    renamings.push(...former.changes.filter(isRenaming));
  }
  return { records, changes: told };
};
