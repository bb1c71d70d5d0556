import {
  addDuration,
  type DurationMs,
  type EpochMs,
  elapsed,
  isBefore,
  milliseconds,
  minutes,
} from '#core/kernel/time.ts';
import type { Notice } from './notice.ts';

/** How many notices of one window have a message each; those that follow share one. */
export const TOLD_ONE_BY_ONE = 10;

/** How long a window is open from its first notice on, and so about how long a notice is held back at most. */
const WINDOW_LENGTH: DurationMs = minutes(1);

/** Urgent notices are counted by themselves, so that a flood of others never holds one of them back. */
export const ALLOWANCES = ['urgent', 'ordinary'] as const;

export type Allowance = (typeof ALLOWANCES)[number];

/** A minute in which notices are counted. It begins with its first notice. */
export interface NoticeWindow {
  readonly allowance: Allowance;
  /** The minute of the clock, counted since 1970, in which it began: two that begin one at once begin the same. */
  readonly minute: number;
}

/** Where a notice stands among those of its window; it decides for good how the notice is told of. */
export interface NoticePlace {
  readonly window: NoticeWindow;
  /** From one up. Not every number has a notice: whoever took one may have been cut off. */
  readonly number: number;
  readonly endsAt: EpochMs;
}

/** A window that a notice which comes now may belong to. */
export interface WindowToJoin {
  readonly window: NoticeWindow;
  /** Whether the notice begins the window where nobody has. */
  readonly mayBegin: boolean;
  /** A window that was begun then, or earlier, has ended. */
  readonly begunAfter: EpochMs;
}

/** What is critical, and with it whatever is aimed at the guardian itself, is urgent. */
export const allowanceOf = ({ severity }: Pick<Notice, 'severity'>): Allowance =>
  severity === 'critical' ? 'urgent' : 'ordinary';

/**
 * The windows to ask for a place, in this order: the one that began in the minute before, or in this one. The last is
 * for clocks that do not agree: to somebody whose clock is ahead, this minute's window may have ended already.
 */
export const windowsToJoin = (allowance: Allowance, now: EpochMs): readonly WindowToJoin[] => {
  const minute = Math.floor(now / minutes(1));
  const begunAfter = addDuration(now, milliseconds(-WINDOW_LENGTH));
  return [
    { window: { allowance, minute: minute - 1 }, mayBegin: false, begunAfter },
    { window: { allowance, minute }, mayBegin: true, begunAfter },
    { window: { allowance, minute: minute + 1 }, mayBegin: true, begunAfter },
  ];
};

export const placeIn = (window: NoticeWindow, number: number, begunAt: EpochMs): NoticePlace => ({
  window,
  number,
  endsAt: addDuration(begunAt, WINDOW_LENGTH),
});

export const isToldByItself = ({ number }: NoticePlace): boolean => number <= TOLD_ONE_BY_ONE;

/** How long until the digest of a place's window is due; undefined when it is. */
export const untilDigest = ({ endsAt }: NoticePlace, now: EpochMs): DurationMs | undefined =>
  isBefore(now, endsAt) ? elapsed(now, endsAt) : undefined;

/** The numbers of a window that its digest tells of, when so many were taken. */
export const numbersInDigest = (taken: number): readonly number[] =>
  Array.from({ length: Math.max(0, taken - TOLD_ONE_BY_ONE) }, (_, index) => TOLD_ONE_BY_ONE + 1 + index);
