import { encodeWork } from '#contracts/queued-work.ts';
import { seconds } from '#core/kernel/time.ts';
import { leadingChange, type PendingChange } from '#core/workload/pending-changes.ts';
import type { Subject } from '#core/workload/subject.ts';
import type { Work } from '#core/workload/work.ts';
import { done, type MessageOutcome, postponed } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import { finishPending, takePending } from '../workload/take-pending.ts';
import type { AssessPorts } from './assess-ports.ts';
import { reserveCalls } from './reserve-calls.ts';

/** What there is to do, or what became of the message because there is nothing, or not yet. */
type Begun =
  | {
      readonly kind: 'begun';
      readonly changes: readonly PendingChange[];
      /** The change that this is due to most of all. */
      readonly leading: PendingChange;
    }
  | { readonly kind: 'ended'; readonly outcome: MessageOutcome };

const ended = (outcome: MessageOutcome): Begun => ({ kind: 'ended', outcome });

const nothingPending = (subject: Subject): Begun => ended(done('nothing is pending any more', { subject }));

const BECAUSE = 'too many changes of this subject come at once';

/** What was paid for and not done yet need not be paid for once more. */
const busy = (work: Work): MessageOutcome =>
  postponed(BECAUSE, seconds(1), encodeWork({ ...work, reserved: true }));

/** What was done has to be done and paid for anew, when it can be written down that it was. */
export const notWrittenDown = ({ reserved: _used, ...work }: Work): MessageOutcome =>
  postponed(BECAUSE, seconds(5), encodeWork(work));

/**
 * Takes what is pending about the subject, once its account's budget allows for it. The promise of this message
 * stands until then: whatever comes while it waits is looked at with it.
 */
export const beginWork = async (
  subject: Subject,
  work: Work,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<Begun> => {
  const found = await ports.ledger.loadPending(subject);
  if (found === undefined) {
    return nothingPending(subject);
  }
  const wait = found.changes.length === 0 ? undefined : await reserveCalls(work, ports, telemetry);
  if (wait !== undefined) {
    return ended(wait);
  }
  const taken = await takePending(found, work.number, ports);
  if (taken === 'busy') {
    return ended(busy(work));
  }
  const leading = leadingChange(taken.changes);
  return leading === undefined ? nothingPending(subject) : { kind: 'begun', changes: taken.changes, leading };
};

/** Ends the work with this outcome, once what was seen is no longer pending. */
export const endWork = async (
  subject: Subject,
  work: Work,
  finished: Parameters<typeof finishPending>[1],
  outcome: MessageOutcome,
  ports: AssessPorts,
): Promise<MessageOutcome> =>
  (await finishPending(subject, finished, ports)) === 'busy' ? notWrittenDown(work) : outcome;
