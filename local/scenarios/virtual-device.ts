import { oneTimeCode } from '../one-time-code.ts';

const HALF_MINUTE_MS = 30_000;

/** What a virtual device with this seed showed so many half minutes ago. */
export const codeOf = (seed: string, halfMinutesAgo: number): string =>
  oneTimeCode(seed.trim(), new Date(Date.now() - halfMinutesAgo * HALF_MINUTE_MS));
