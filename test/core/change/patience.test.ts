import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  delayAfter,
  isWorthListingAgain,
  isWorthReadingAgain,
  isWorthWaiting,
  mayShowLater,
} from '#core/change/visibility.ts';
import { milliseconds, minutes, seconds } from '#core/kernel/time.ts';
import type { ReadFailure } from '#core/posture/observed.ts';
import type { Finding } from '#core/verdict/mfa-verdict.ts';
import { exposed } from '../../fakes/findings.ts';

describe('patience', () => {
  it.each([
    ['reads that always are too early', isWorthWaiting, 2],
    ['a listing that fails in passing', isWorthListingAgain, 5],
  ])('with %s has an end', (_what, isWorthIt, end) => {
    expect(isWorthIt(milliseconds(minutes(end) - 1))).toBe(true);
    expect(isWorthIt(minutes(end))).toBe(false);
  });
});

describe('mayShowLater', () => {
  it.each([
    ['CreateRole', seconds(60) - 1, true],
    ['CreateRole', seconds(60), false],
    ['UpdateGroup', 0, true],
    ['DeleteGroup', 0, false],
  ])('says whether what %s was about may show later than after %i ms: %s', (eventName, waited, may) => {
    expect(mayShowLater({ eventName }, milliseconds(waited))).toBe(may);
  });
});

describe('delayAfter', () => {
  it.each([
    [-5_000, 1_000],
    [0, 1_000],
    [999, 1_000],
    [1_000, 1_000],
    [1_001, 1_001],
    [29_999, 29_999],
    [30_000, 30_000],
    [30_001, 30_000],
  ])('waits, after %i ms, for %i more', (waited, delay) => {
    expect(delayAfter(milliseconds(waited))).toBe(delay);
  });

  it('always reads at least once and at most eight times within a minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59_999 }), (start) => {
        let waited = start;
        let reads = 0;
        for (; waited < seconds(60); reads += 1) {
          waited += delayAfter(milliseconds(waited));
        }
        expect(reads).toBeGreaterThanOrEqual(1);
        expect(reads).toBeLessThanOrEqual(8);
      }),
    );
  });
});

describe('isWorthReadingAgain', () => {
  const blaming = (...reasons: readonly ReadFailure[]): Finding => ({
    kind: 'undetermined',
    gaps: reasons.map((because) => ({ fact: 'password', because })),
  });

  it.each([
    [-1, true],
    [0, false],
    [1, false],
  ])('tries for five minutes what failed in passing, %i ms: %s', (around, again) => {
    expect(isWorthReadingAgain(blaming('throttled'), milliseconds(minutes(5) + around))).toBe(again);
  });

  it.each<[Finding, boolean]>([
    [blaming('throttled'), true],
    [blaming('service-error'), true],
    [blaming('not-visible-yet'), true],
    [blaming('access-denied'), false],
    [blaming('access-denied', 'throttled'), true],
    [{ kind: 'no-access' }, false],
    [exposed({ hasDevice: 'unknown' }), false],
  ])('asks of %j whether another read may tell: %s', (finding, again) => {
    expect(isWorthReadingAgain(finding, milliseconds(0))).toBe(again);
  });
});
