import { addDuration, type DurationMs, type EpochMs, isBefore, seconds } from '#core/kernel/time.ts';
import { afterLook, confirmLook, takeLook } from '#core/workload/keep-promise.ts';
import { isSettled, type PendingChange, type PendingChanges } from '#core/workload/pending-changes.ts';
import type { CalledLook } from '#core/workload/promised-look.ts';
import { type Scheduling, scheduleChange } from '#core/workload/schedule-change.ts';
import { ANA, NEW_YEAR } from '../../fakes/people.ts';
import { SETTLE_TIME } from './changes.ts';

/** When a queue delivers again what was not acknowledged. */
const VISIBILITY_TIMEOUT = seconds(360);
const SOON = seconds(1);

/** Where a delivery is cut off, the first time. */
export type Cut = 'nowhere' | 'before-queueing' | 'before-noting';

/** An event, how long after the one before it comes, and how its first delivery goes. */
export interface Arrival {
  readonly change: PendingChange;
  readonly pause: DurationMs;
  readonly cut: Cut;
}

/** How long the looks take, one after the other, and how late their messages are. */
export interface Pace {
  readonly looksTake: readonly DurationMs[];
  readonly lateness: readonly DurationMs[];
}

export interface LookTaken {
  readonly readBegan: EpochMs;
  readonly taken: readonly PendingChange[];
}

export interface Sent extends CalledLook {
  readonly sentAt: EpochMs;
}

export interface Scheduled {
  readonly at: EpochMs;
  readonly eventId: string;
  readonly scheduling: Scheduling;
  readonly before: PendingChanges | undefined;
}

/** Everything that happens about one subject, from the first event until no message is left. */
export const oneSubject = (arrivals: readonly Arrival[], { looksTake, lateness }: Pace) => {
  const tasks: { readonly at: EpochMs; readonly run: () => void }[] = [];
  const looks: LookTaken[] = [];
  const sent: Sent[] = [];
  const scheduled: Scheduled[] = [];
  let pending: PendingChanges | undefined;
  let now = NEW_YEAR;
  const later = (delay: number, run: () => void) =>
    tasks.push({ at: addDuration(now, delay as DurationMs), run });

  const finish = ({ taken, readBegan }: LookTaken): void => {
    const hasSeen = (change: PendingChange) => isSettled(change, readBegan, SETTLE_TIME);
    const after = pending && afterLook(pending, { taken, hasSeen }, now, SETTLE_TIME);
    pending = after?.pending ?? pending;
    after?.looks.forEach(send);
  };
  const look = (number: number | undefined): void => {
    pending = (pending && takeLook(pending, number)) ?? pending;
    if (pending !== undefined && pending.changes.length > 0) {
      const taken = { readBegan: now, taken: pending.changes };
      looks.push(taken);
      later(looksTake[looks.length % looksTake.length] ?? 0, () => finish(taken));
    }
  };
  const queue = (called: CalledLook): void => {
    sent.push({ ...called, sentAt: now });
    later(called.delay + (lateness[sent.length % lateness.length] ?? 0), () => look(called.number));
  };
  const send = (called: CalledLook): void => {
    queue(called);
    if (called.number !== undefined) {
      pending = (pending && confirmLook(pending, called.number)) ?? pending;
    }
  };
  const comesBack = (cut: Cut, { became }: Scheduling): DurationMs | undefined => {
    if (cut !== 'nowhere') {
      return VISIBILITY_TIMEOUT;
    }
    return became === 'full' ? SETTLE_TIME : became === 'waiting' ? SOON : undefined;
  };
  const deliver = (change: PendingChange, cut: Cut): void => {
    const arrived = { ...change, arrivedAt: now };
    const scheduling = scheduleChange(pending, ANA, arrived, { settleTime: SETTLE_TIME });
    scheduled.push({ at: now, eventId: change.call.eventId, scheduling, before: pending });
    pending = scheduling.pending ?? pending;
    scheduling.looks.forEach(
      { nowhere: send, 'before-noting': queue, 'before-queueing': () => undefined }[cut],
    );
    const delay = comesBack(cut, scheduling);
    if (delay !== undefined) {
      later(delay, () => deliver(change, 'nowhere'));
    }
  };

  let at = NEW_YEAR;
  for (const { change, pause, cut } of arrivals) {
    at = addDuration(at, pause);
    tasks.push({ at, run: () => deliver(change, cut) });
  }
  while (tasks.length > 0) {
    const next = tasks.reduce((first, task) => (isBefore(task.at, first.at) ? task : first));
    tasks.splice(tasks.indexOf(next), 1);
    now = next.at;
    next.run();
  }
  return { looks, sent, scheduled, pending, ended: now };
};
