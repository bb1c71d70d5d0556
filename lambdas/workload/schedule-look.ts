import type { PendingChange } from '#core/workload/pending-changes.ts';
import { type Scheduling, scheduleChange, type Terms } from '#core/workload/schedule-change.ts';
import type { Subject } from '#core/workload/subject.ts';
import { carryOut, ROUNDS, type WorkloadPorts } from './queue-looks.ts';

/** *Busy*: too many write about this subject at once; nothing was written. */
export type Scheduled = Scheduling['became'] | 'busy';

/**
 * Puts a change down as pending, then queues the looks it calls for. Whatever joins is looked at with it. When this
 * is cut off the event is delivered again; whatever does not end in *scheduled* or *joined* has to come back.
 */
export const scheduleLook = async (
  subject: Subject,
  change: PendingChange,
  ports: WorkloadPorts,
  { insists = false }: Pick<Terms, 'insists'> = {},
): Promise<Scheduled> => {
  const { ledger, settleTime } = ports;
  for (let round = 0; round < ROUNDS; round += 1) {
    const known = await ledger.loadPending(subject);
    const scheduling = scheduleChange(known, subject, change, { settleTime, insists });
    if ((await carryOut(scheduling, ports)) === 'done') {
      return scheduling.became;
    }
  }
  return 'busy';
};
