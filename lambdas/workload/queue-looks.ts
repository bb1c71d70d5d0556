import type { DurationMs } from '#core/kernel/time.ts';
import { confirmLook } from '#core/workload/keep-promise.ts';
import type { PendingChanges } from '#core/workload/pending-changes.ts';
import type { CalledLook, Schedule } from '#core/workload/promised-look.ts';
import { isCollective, type Subject } from '#core/workload/subject.ts';
import type { Work } from '#core/workload/work.ts';
import type { Clock } from '#ports/clock.ts';
import type { PendingLedger } from '#ports/pending-ledger.ts';
import type { WorkQueue } from '#ports/work-queue.ts';

/** What scheduling needs from the world. */
export interface WorkloadPorts {
  /** How long a change that is not urgent waits for more of the same subject. */
  readonly settleTime: DurationMs;
  readonly ledger: PendingLedger;
  readonly work: WorkQueue;
  readonly clock: Clock;
}

/** Each round somebody succeeds: who conflicts as often as this is one of very many, and has to come back. */
export const ROUNDS = 20;

const workOf = (subject: Subject, { urgency, number }: CalledLook): Work => ({
  ...(isCollective(subject) ? { kind: 'expand', ...subject } : { kind: 'look', principal: subject }),
  urgency,
  ...(number !== undefined && { number }),
});

/** Notes that the message lies in the queue. As long as that is not noted nobody relies on it. */
const confirm = async (
  promised: PendingChanges,
  number: number,
  { ledger }: WorkloadPorts,
): Promise<void> => {
  let current: PendingChanges | undefined = promised;
  for (let round = 0; round < ROUNDS; round += 1) {
    const confirmed = current === undefined ? undefined : confirmLook(current, number);
    if (confirmed === undefined || (await ledger.savePending(confirmed)) === 'saved') {
      return;
    }
    current = await ledger.loadPending(promised.subject);
  }
};

/**
 * Writes down, then queues, then notes that it was queued: whoever finds the note may rely on the message, and
 * whoever is cut off before leaves nothing behind that others would rely on.
 */
export const carryOut = async (
  { pending, looks }: Schedule,
  ports: WorkloadPorts,
): Promise<'done' | 'conflict'> => {
  if (pending === undefined) {
    return 'done';
  }
  if ((await ports.ledger.savePending(pending)) === 'conflict') {
    return 'conflict';
  }
  for (const look of looks) {
    await ports.work.send(workOf(pending.subject, look), look.delay);
    if (look.number !== undefined) {
      await confirm(pending, look.number, ports);
    }
  }
  return 'done';
};
