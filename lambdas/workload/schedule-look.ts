import type { PrincipalChange } from '#core/change/principal-change.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import type { DurationMs, EpochMs } from '#core/kernel/time.ts';
import { type PendingChange, scheduleChange } from '#core/workload/pending-changes.ts';
import type { PendingLedger } from '#ports/pending-ledger.ts';
import type { WorkQueue } from '#ports/work-queue.ts';

/** What scheduling needs from the world. */
export interface SchedulePorts {
  readonly settleTime: DurationMs;
  readonly ledger: PendingLedger;
  readonly work: WorkQueue;
}

/** Somebody else writes in each round at most a few times: whoever conflicts joins what the other wrote. */
const ROUNDS = 20;

type Scheduled = 'scheduled' | 'joined' | 'full';

const tryToSchedule = async (
  change: PrincipalChange & Pick<PendingChange, 'urgency' | 'arrivedAt'>,
  { settleTime, ledger, work }: SchedulePorts,
): Promise<Scheduled | 'conflict'> => {
  const { principal, urgency } = change;
  const scheduling = scheduleChange(await ledger.loadPending(principal), change, settleTime);
  if (scheduling === 'full') {
    return 'full';
  }
  if ((await ledger.savePending(scheduling.pending)) === 'conflict') {
    return 'conflict';
  }
  for (const delay of scheduling.looks) {
    await work.send({ kind: 'look', principal, urgency }, delay);
  }
  return scheduling.looks.length === 0 ? 'joined' : 'scheduled';
};

/**
 * Puts a change down as pending, then queues the looks it calls for. When this is cut off in between, the event is
 * delivered again, and whatever joined meanwhile is looked at with it. Answers 'full' when too much is pending.
 */
export const scheduleLook = async (
  change: PrincipalChange,
  urgency: WatchedEvent['urgency'],
  arrivedAt: EpochMs,
  ports: SchedulePorts,
): Promise<Scheduled> => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const scheduled = await tryToSchedule({ ...change, urgency, arrivedAt }, ports);
    if (scheduled !== 'conflict') {
      return scheduled;
    }
  }
  throw new Error(`expected to write down a change within ${ROUNDS} rounds, received a conflict in each`);
};
