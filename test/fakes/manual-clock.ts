import { addDuration, type DurationMs, type EpochMs } from '#core/kernel/time.ts';
import type { Clock } from '#ports/clock.ts';
import { NEW_YEAR } from './people.ts';

/** A clock that stands still until it is told to move. */
export interface ManualClock extends Clock {
  advance(duration: DurationMs): void;
  set(instant: EpochMs): void;
}

export const manualClock = (start: EpochMs = NEW_YEAR): ManualClock => {
  let now = start;
  return {
    now: () => now,
    advance: (duration) => {
      now = addDuration(now, duration);
    },
    set: (instant) => {
      now = instant;
    },
  };
};
