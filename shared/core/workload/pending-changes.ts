import type { Expectation } from '#core/change/expectation.ts';
import type { ObservedCall, PrincipalChange } from '#core/change/principal-change.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import type { UserName } from '#core/kernel/aws-identifiers.ts';
import {
  addDuration,
  type DurationMs,
  type EpochMs,
  elapsed,
  isBefore,
  isShorter,
  milliseconds,
  seconds,
} from '#core/kernel/time.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';

/** A change that nobody has looked at yet. */
export interface PendingChange {
  readonly call: ObservedCall;
  readonly expectation: Expectation;
  readonly formerName?: UserName;
  readonly urgency: WatchedEvent['urgency'];
  readonly arrivedAt: EpochMs;
}

/**
 * What has happened to one principal since it was looked at last. Queued messages only say *look at this principal*;
 * whichever comes first looks at everything that is pending, and the others find nothing left to do.
 */
export interface PendingChanges {
  readonly principal: PrincipalName;
  readonly changes: readonly PendingChange[];
  /** When the message that waits for more changes is seen; undefined when none is on its way. */
  readonly nextLook: EpochMs | undefined;
  /** When the first of the recent urgent looks was asked for, and how many there were since. */
  readonly urgentSince: EpochMs | undefined;
  readonly urgentLooks: number;
  /** Counts writes: a write names the revision it replaces, so that none is lost. */
  readonly revision: number;
}

/** A change that has arrived, and the messages that it calls for, by their delays. */
export interface Scheduled {
  readonly pending: PendingChanges;
  readonly looks: readonly DurationMs[];
}

/** So many changes of one user wait that another has to wait outside. */
export type Scheduling = Scheduled | 'full';

/** More than any person or tool makes at once; an item of the ledger holds them easily. */
const MOST_PENDING = 100;

/** A message that is seen this soon may be in somebody's hands already. */
const MARGIN = seconds(2);

/** Urgent changes are looked at at once, unless they come as a flood: then together, like all others. */
const MOST_URGENT_LOOKS = 5;
const URGENT_WINDOW = seconds(60);

const NONE: Omit<PendingChanges, 'principal'> = {
  changes: [],
  nextLook: undefined,
  urgentSince: undefined,
  urgentLooks: 0,
  revision: 0,
};

/** Changes that a look would treat alike: of a loop of the same call, only the last counts. */
const likeness = ({ call, expectation, formerName }: PendingChange): string =>
  JSON.stringify([
    call.eventName,
    expectation.kind === 'user-gone' ? expectation.kind : expectation,
    formerName ?? null,
  ]);

const later = (left: PendingChange, right: PendingChange): PendingChange =>
  isBefore(left.call.at, right.call.at) ? right : left;

const withChange = (changes: readonly PendingChange[], change: PendingChange): readonly PendingChange[] => {
  const alike = changes.find((candidate) => likeness(candidate) === likeness(change));
  return alike === undefined
    ? [...changes, change]
    : changes.map((candidate) =>
        candidate === alike ? { ...later(alike, change), arrivedAt: change.arrivedAt } : candidate,
      );
};

const isOnItsWay = (nextLook: EpochMs | undefined, now: EpochMs): boolean =>
  nextLook !== undefined && isBefore(addDuration(now, MARGIN), nextLook);

type UrgentPart = Pick<PendingChanges, 'urgentSince' | 'urgentLooks'>;

/** How the urgent looks stand once this one is asked for; undefined when there were too many lately. */
const nextUrgentLook = ({ urgentSince, urgentLooks }: UrgentPart, now: EpochMs): UrgentPart | undefined => {
  if (urgentSince === undefined || !isShorter(elapsed(urgentSince, now), URGENT_WINDOW)) {
    return { urgentSince: now, urgentLooks: 1 };
  }
  return urgentLooks < MOST_URGENT_LOOKS ? { urgentSince, urgentLooks: urgentLooks + 1 } : undefined;
};

/** No read can be held against such a change, so a second look is taken when IAM has settled. */
const needsSecondLook = ({ expectation }: PendingChange): boolean => expectation.kind === 'unstated';

/**
 * Puts a change down as pending and says which messages have to be sent for it. One that is not urgent waits, as
 * long as asked, for further changes of the same principal, and then all are looked at together; one that is urgent
 * is looked at at once.
 */
export const scheduleChange = (
  known: PendingChanges | undefined,
  { principal, ...change }: PrincipalChange & Pick<PendingChange, 'urgency' | 'arrivedAt'>,
  settleTime: DurationMs,
): Scheduling => {
  const before: PendingChanges = known ?? { principal, ...NONE };
  const now = change.arrivedAt;
  const changes = withChange(before.changes, change);
  if (changes.length > MOST_PENDING) {
    return 'full';
  }
  const urgent = change.urgency === 'urgent' ? nextUrgentLook(before, now) : undefined;
  const waits = urgent === undefined || needsSecondLook(change);
  const sendsLater = waits && !isOnItsWay(before.nextLook, now);
  return {
    pending: {
      ...before,
      ...urgent,
      changes,
      nextLook: sendsLater ? addDuration(now, settleTime) : before.nextLook,
      revision: before.revision + 1,
    },
    looks: [...(urgent === undefined ? [] : [milliseconds(0)]), ...(sendsLater ? [settleTime] : [])],
  };
};

const isSettled = (change: PendingChange, readBegan: EpochMs, settleTime: DurationMs): boolean =>
  change.urgency === 'settling' ||
  !needsSecondLook(change) ||
  !isBefore(readBegan, addDuration(change.arrivedAt, settleTime));

/**
 * What still is pending after a look whose read began then: the urgent changes that a second look is due for.
 * Undefined when nothing is.
 */
export const afterLook = (
  pending: PendingChanges,
  readBegan: EpochMs,
  settleTime: DurationMs,
): PendingChanges | undefined => {
  const changes = pending.changes.filter((change) => !isSettled(change, readBegan, settleTime));
  return changes.length === 0 ? undefined : { ...pending, changes, revision: pending.revision + 1 };
};

/** The change that a look is due to most of all: an urgent one before others, the latest of its kind. */
export const leadingChange = (changes: readonly PendingChange[]): PendingChange | undefined =>
  changes.reduce<PendingChange | undefined>((leading, change) => {
    if (leading === undefined || leading.urgency === change.urgency) {
      return leading === undefined ? change : later(leading, change);
    }
    return leading.urgency === 'urgent' ? leading : change;
  }, undefined);
