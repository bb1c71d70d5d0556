import {
  addDuration,
  type DurationMs,
  type EpochMs,
  elapsed,
  milliseconds,
  minutes,
  seconds,
} from '#core/kernel/time.ts';

/**
 * How many calls of IAM the guardian makes in one account, on average. IAM publishes no limit; this is far below
 * what has been seen to be throttled, so that administrators of the account are not.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
const CALLS_PER_SECOND = 20;

/** What one look at a user costs: a dozen for a typical one, and some for the groups' policies. */
export const CALLS_OF_A_LOOK = 15;

/** What one page of a listing costs. */
export const CALLS_OF_A_PAGE = 2;

/** How far ahead of the average the calls may be before one has to wait. Urgent ones have as much again. */
const HEADROOM = seconds(20);

/** How far ahead calls are reserved; a message can't wait longer than 15 minutes in one go. */
export const FURTHEST_AHEAD = minutes(10);

/** The time in which so many calls are earned. */
export const timeToEarn = (calls: number): DurationMs => milliseconds((calls * 1_000) / CALLS_PER_SECOND);

/** The latest time up to which calls may be reserved now. */
export const latestReservation = (now: EpochMs): EpochMs => addDuration(now, FURTHEST_AHEAD);

/**
 * How long calls have to wait, given when all that is reserved, they included, will have been earned.
 * Zero: they may be made at once.
 */
export const waitFor = (earnedAt: EpochMs, urgency: 'urgent' | 'settling', now: EpochMs): DurationMs => {
  const headroom = urgency === 'urgent' ? 2 * HEADROOM : HEADROOM;
  return milliseconds(Math.max(0, elapsed(now, earnedAt) - headroom));
};
