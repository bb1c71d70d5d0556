import { afterLook, type FinishedLook, takeLook } from '#core/workload/keep-promise.ts';
import type { PendingChanges } from '#core/workload/pending-changes.ts';
import type { Subject } from '#core/workload/subject.ts';
import { carryOut, ROUNDS, type WorkloadPorts } from './queue-looks.ts';

/**
 * Takes what is pending, and with it the promise that this message keeps: whatever comes from now on needs a message
 * of its own. *Busy*: too many write about this subject at once; come back.
 */
export const takePending = async (
  found: PendingChanges,
  number: number | undefined,
  { ledger }: Pick<WorkloadPorts, 'ledger'>,
): Promise<PendingChanges | 'busy'> => {
  let current = found;
  for (let round = 0; round < ROUNDS; round += 1) {
    const taken = takeLook(current, number);
    if (taken === undefined || (await ledger.savePending(taken)) === 'saved') {
      return taken ?? current;
    }
    current = (await ledger.loadPending(found.subject)) ?? current;
  }
  return 'busy';
};

/** Forgets what was looked at, and has what is left looked at later. *Busy*: could not, and has to be done anew. */
export const finishPending = async (
  subject: Subject,
  finished: FinishedLook,
  ports: WorkloadPorts,
): Promise<'finished' | 'busy'> => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const current = await ports.ledger.loadPending(subject);
    const after = current && afterLook(current, finished, ports.clock.now(), ports.settleTime);
    if (after === undefined || (await carryOut(after, ports)) === 'done') {
      return 'finished';
    }
  }
  return 'busy';
};
