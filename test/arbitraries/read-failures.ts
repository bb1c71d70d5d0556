import fc from 'fast-check';
import type { ReadFailure } from '#core/posture/observed.ts';

export const readFailures = fc.constantFrom<ReadFailure>(
  'access-denied',
  'throttled',
  'service-error',
  'not-visible-yet',
);
