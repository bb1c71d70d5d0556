import type { EpochMs } from '#core/kernel/time.ts';

export interface Clock {
  now(): EpochMs;
}
