import type { WatchedEvent } from '#core/change/watched-event.ts';
import {
  addDuration,
  type DurationMs,
  type EpochMs,
  elapsed,
  milliseconds,
  minutes,
  seconds,
} from '#core/kernel/time.ts';
import type { HeldPolicy } from '#core/posture/held-policy.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';

type Urgency = WatchedEvent['urgency'];

/**
 * How many calls of IAM the guardian makes in one account, on average. IAM publishes no limit; this is far below
 * what has been seen to be throttled, so that administrators of the account are not. What is urgent has a share of
 * its own, which no flood of other work can use up.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const CALLS_PER_SECOND: Readonly<Record<Urgency, number>> = { urgent: 5, settling: 15 };

/** How far ahead of the average the calls may be before one has to wait: a dozen looks or more. */
const HEADROOM: Readonly<Record<Urgency, DurationMs>> = { urgent: seconds(40), settling: seconds(20) };

/** What is reserved for a look at a user: enough for a typical one. */
export const CALLS_OF_A_LOOK = 15;

/** What is reserved for one page of a listing. */
export const CALLS_OF_A_PAGE = 2;

/** What reading a user costs before the first policy: the user, the credentials, and every listing. */
const CALLS_OF_A_USER = 11;

/** How far ahead calls are reserved; a message can't wait longer than 15 minutes in one go. */
export const FURTHEST_AHEAD = minutes(10);

/** The time in which so many calls are earned. */
export const timeToEarn = (calls: number, urgency: Urgency): DurationMs =>
  milliseconds(Math.ceil((calls * 1_000) / CALLS_PER_SECOND[urgency]));

/** The latest time up to which calls may be reserved now. */
export const latestReservation = (now: EpochMs): EpochMs => addDuration(now, FURTHEST_AHEAD);

/**
 * How long calls have to wait, given when all that is reserved, they included, will have been earned.
 * Zero: they may be made at once.
 */
export const waitFor = (earnedAt: EpochMs, urgency: Urgency, now: EpochMs): DurationMs =>
  milliseconds(Math.max(0, elapsed(now, earnedAt) - HEADROOM[urgency]));

const groupOf = ({ holder }: HeldPolicy): string | undefined =>
  holder.kind === 'group' ? holder.groupName : undefined;

const countDistinct = (names: readonly (string | undefined)[]): number =>
  new Set(names.filter((name) => name !== undefined)).size;

/**
 * About how many calls this read took: two listings a group, one call an inline policy and two a managed one, however
 * often it is held. Groups without policies do not show.
 */
export const callsOf = (snapshot: PostureSnapshot): number => {
  if (snapshot.kind !== 'present') {
    return CALLS_OF_A_USER;
  }
  const { policies } = snapshot.user.identityPolicies;
  const inline = policies.filter(({ policy }) => policy.kind === 'inline').length;
  const managed = policies.map(({ policy }) => (policy.kind === 'managed' ? policy.arn : undefined));
  return CALLS_OF_A_USER + 2 * countDistinct(policies.map(groupOf)) + inline + 2 * countDistinct(managed);
};
