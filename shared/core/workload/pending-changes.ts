import type { ChangeKind } from '#core/change/change-kind.ts';
import type { Expectation } from '#core/change/expectation.ts';
import type { ObservedCall, PrincipalChange } from '#core/change/principal-change.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';
import type { UserName } from '#core/kernel/aws-identifiers.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { addDuration, type DurationMs, type EpochMs, isBefore, milliseconds } from '#core/kernel/time.ts';
import type { Subject } from './subject.ts';

/** A change that nobody has looked at yet. */
export interface PendingChange {
  readonly call: ObservedCall;
  readonly expectation: Expectation;
  readonly formerName?: UserName;
  readonly urgency: WatchedEvent['urgency'];
  readonly arrivedAt: EpochMs;
}

/** A look that waits for further changes, so that all of them are looked at together. */
export interface PromisedLook {
  /** The revision that promised it. Its message says the same number. */
  readonly number: number;
  readonly promisedAt: EpochMs;
  /** When its message is to be seen. */
  readonly dueAt: EpochMs;
  /** Whether its message is known to lie in the queue. */
  readonly queued: boolean;
}

/**
 * What has happened to one subject since it was looked at last. Queued messages only say *look at this subject*;
 * whichever comes first looks at everything that is pending, and the others find nothing left to do.
 */
export interface PendingChanges {
  readonly subject: Subject;
  readonly changes: readonly PendingChange[];
  /** The look that further changes are looked at with; undefined when none is to come. */
  readonly nextLook: PromisedLook | undefined;
  /** When the first of the recent urgent looks was asked for, and how many there were since. */
  readonly urgentSince: EpochMs | undefined;
  readonly urgentLooks: number;
  /** Counts writes: a write names the revision it replaces, so that none is lost. */
  readonly revision: number;
}

/** The change of one user as it becomes pending. */
export const pendingChange = (
  { call, expectation, formerName }: PrincipalChange,
  rest: Pick<PendingChange, 'urgency' | 'arrivedAt'>,
): PendingChange => ({ call, expectation, ...(formerName !== undefined && { formerName }), ...rest });

/** Changes that a look would treat alike: of a loop of the same call, only the last counts. */
const likeness = ({ call, expectation, formerName }: PendingChange): string =>
  canonicalJson([
    call.eventName,
    expectation.kind === 'user-gone' ? expectation.kind : expectation,
    formerName ?? null,
  ]);

const isSameEvent = (left: PendingChange, right: PendingChange): boolean =>
  left.call.eventId === right.call.eventId && likeness(left) === likeness(right);

/** Whether the event of this change was put down before, and was not looked at since. */
export const isPending = (changes: readonly PendingChange[], change: PendingChange): boolean =>
  changes.some((candidate) => isSameEvent(candidate, change));

const later = (left: PendingChange, right: PendingChange): PendingChange =>
  isBefore(left.call.at, right.call.at) ? right : left;

/** One for both: the later call, as urgent as either, from when the newer one came. */
const merged = (known: PendingChange, newer: PendingChange): PendingChange => ({
  ...later(known, newer),
  urgency: known.urgency === 'urgent' ? 'urgent' : newer.urgency,
  arrivedAt: newer.arrivedAt,
});

/** With one more change. A copy of an event that is pending already adds nothing. */
export const withChange = (
  changes: readonly PendingChange[],
  change: PendingChange,
): readonly PendingChange[] => {
  if (isPending(changes, change)) {
    return changes;
  }
  const place = changes.findIndex((candidate) => likeness(candidate) === likeness(change));
  const alike = changes[place];
  return alike === undefined ? [...changes, change] : changes.with(place, merged(alike, change));
};

/** Whether a look took this change: the same event, and none like it has come since. */
export const isTaken = (taken: readonly PendingChange[], change: PendingChange): boolean =>
  taken.some((candidate) => isSameEvent(candidate, change) && candidate.arrivedAt === change.arrivedAt);

/** What changes nothing, and so is seen by any read. */
const USES: ReadonlySet<ChangeKind> = new Set(
  WATCHED_EVENTS.filter(({ response }) => response === 'look-at-use').map(({ kind }) => kind),
);

/** No read can be held against such a change, so one has to begin when IAM has had time to settle. */
export const hasToSettle = ({ call, expectation }: PendingChange): boolean =>
  expectation.kind === 'unstated' && !USES.has(call.kind);

/** Whether a read that began then is late enough for a change: half the time that changes wait for one another. */
export const hasSettled = (change: PendingChange, readBegan: EpochMs, settleTime: DurationMs): boolean =>
  !isBefore(readBegan, addDuration(change.arrivedAt, milliseconds(settleTime / 2)));

/** The same, for a change of which a read tells by itself unless it has to settle. */
export const isSettled = (change: PendingChange, readBegan: EpochMs, settleTime: DurationMs): boolean =>
  !hasToSettle(change) || hasSettled(change, readBegan, settleTime);

/** The change that a look is due to most of all: an urgent one before others, the latest of its kind. */
export const leadingChange = (changes: readonly PendingChange[]): PendingChange | undefined =>
  changes.reduce<PendingChange | undefined>((leading, change) => {
    if (leading === undefined || leading.urgency === change.urgency) {
      return leading === undefined ? change : later(leading, change);
    }
    return leading.urgency === 'urgent' ? leading : change;
  }, undefined);
