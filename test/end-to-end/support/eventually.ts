import { setTimeout as sleep } from 'node:timers/promises';
import { vi } from 'vitest';

/** Looks again until the check holds; fails with its last complaint. */
export const eventually = <Value>(check: () => Promise<Value>, timeout = 15_000): Promise<Value> =>
  vi.waitFor(check, { timeout, interval: 100 });

/** Long enough for anything that was going to happen to have happened: an event takes well under a second. */
export const settle = (): Promise<void> => sleep(2_500);
