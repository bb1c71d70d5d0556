import {
  type DurationMs,
  type EpochMs,
  elapsed,
  isShorter,
  milliseconds,
  seconds,
} from '#core/kernel/time.ts';
import { type PendingChange, type PendingChanges, withChange } from './pending-changes.ts';
import { type CalledLook, promiseLook, type Schedule, standingOf } from './promised-look.ts';
import { isCollective, type Subject } from './subject.ts';

/**
 * What became of a change. *Joined*: a look that is queued will see it. *Waiting*: so will a look that somebody
 * means to queue; come back to see whether that was done. *Full*: too many changes wait; this one has to come back.
 */
export type Scheduling = Schedule & { readonly became: 'scheduled' | 'joined' | 'waiting' | 'full' };

/** What a change of this subject waits for. */
export interface Terms {
  /** How long a change that is not urgent waits for more of the same subject. */
  readonly settleTime: DurationMs;
  /** Whether whoever asks can't come back to see whether somebody else kept a promise. */
  readonly insists?: boolean;
}

/** More than any person or tool makes at once; an item of the ledger holds them easily. */
const MOST_PENDING = 100;

/** Urgent changes are looked at at once, unless they come as a flood: then together, like all others. */
const MOST_URGENT_LOOKS = 5;
/** Finding out who is concerned is worth less than looking, and may be worth thousands of looks. */
const MOST_URGENT_EXPANSIONS = 2;
const URGENT_WINDOW = seconds(60);

const AT_ONCE: CalledLook = { urgency: 'urgent', delay: milliseconds(0) };

const nothingPending = (subject: Subject): PendingChanges => ({
  subject,
  changes: [],
  nextLook: undefined,
  urgentSince: undefined,
  urgentLooks: 0,
  revision: 0,
});

type UrgentPart = Pick<PendingChanges, 'urgentSince' | 'urgentLooks'>;

/** How the urgent looks stand once this one is asked for; undefined when there were too many lately. */
const nextUrgentLook = (
  { subject, urgentSince, urgentLooks }: PendingChanges,
  now: EpochMs,
): UrgentPart | undefined => {
  if (urgentSince === undefined || !isShorter(elapsed(urgentSince, now), URGENT_WINDOW)) {
    return { urgentSince: now, urgentLooks: 1 };
  }
  const most = isCollective(subject) ? MOST_URGENT_EXPANSIONS : MOST_URGENT_LOOKS;
  return urgentLooks < most ? { urgentSince, urgentLooks: urgentLooks + 1 } : undefined;
};

type Plan = Partial<UrgentPart> & Pick<PendingChanges, 'nextLook'> & Pick<Scheduling, 'looks' | 'became'>;

/** How a change that comes now is sure to be looked at by a later look. */
const planLaterLook = (
  before: PendingChanges,
  now: EpochMs,
  { settleTime, insists = false }: Terms,
): Plan => {
  const { nextLook } = before;
  const standing = standingOf(nextLook, now);
  if (standing === 'none' || (standing === 'being-queued' && insists)) {
    const promised = promiseLook(before, now, settleTime);
    return { nextLook: promised.nextLook, looks: [promised.look], became: 'scheduled' };
  }
  return { nextLook, looks: [], became: standing === 'queued' ? 'joined' : 'waiting' };
};

/** A look at once that may be too early promises another one when it ends. */
const planLooks = (before: PendingChanges, change: PendingChange, terms: Terms): Plan => {
  const now = change.arrivedAt;
  const urgent = change.urgency === 'urgent' ? nextUrgentLook(before, now) : undefined;
  return urgent === undefined
    ? planLaterLook(before, now, terms)
    : { ...urgent, nextLook: before.nextLook, looks: [AT_ONCE], became: 'scheduled' };
};

/** Changes of which nothing is stated are of few kinds, so that there always is room for one more. */
const isTooMuch = (
  before: readonly PendingChange[],
  added: readonly PendingChange[],
  { expectation }: PendingChange,
): boolean => added.length > Math.max(before.length, MOST_PENDING) && expectation.kind !== 'unstated';

/**
 * Puts a change down as pending and says which messages have to be queued for it. One that is not urgent waits, as
 * long as asked, for further changes of the same subject, and then all are looked at together; one that is urgent
 * is looked at at once. Where there is no room for it there is a look all the same, and it comes back for its own.
 */
export const scheduleChange = (
  known: PendingChanges | undefined,
  subject: Subject,
  change: PendingChange,
  terms: Terms,
): Scheduling => {
  const before = { ...(known ?? nothingPending(subject)), subject };
  const added = withChange(before.changes, change);
  const full = isTooMuch(before.changes, added, change);
  const changes = full ? before.changes : added;
  const { looks, became, ...plan } = planLooks(before, change, terms);
  const changed = looks.length > 0 || changes !== before.changes;
  return {
    became: full ? 'full' : became,
    pending: changed ? { ...before, ...plan, changes, revision: before.revision + 1 } : undefined,
    looks,
  };
};
