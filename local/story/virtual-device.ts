import { setTimeout as sleep } from 'node:timers/promises';
import { CODE_SECONDS, oneTimeCode } from '../one-time-code.ts';

const PERIOD_MS = CODE_SECONDS * 1_000;

/** AWS looks back at few codes: two that are read now have to arrive before the device shows another. */
const NEEDED_MS = 8_000;

/** What a virtual device with this seed shows now. */
export const codeOf = (seed: string): string => oneTimeCode(seed.trim(), new Date());

/**
 * The two codes that the device showed before the one it shows now, which stays unused: AWS takes a code once. Waits
 * for the next one where this one is about to end.
 */
export const lastTwoCodes = async (seed: string): Promise<readonly [first: string, second: string]> => {
  const left = PERIOD_MS - (Date.now() % PERIOD_MS);
  if (left < NEEDED_MS) {
    await sleep(left);
  }
  const now = Date.now();
  const [first, second] = [2, 1].map((ago) => oneTimeCode(seed.trim(), new Date(now - ago * PERIOD_MS)));
  return [first ?? '', second ?? ''];
};
