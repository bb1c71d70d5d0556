import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeAge } from '#core/reauthentication/describe-age.ts';

const SECONDS: Readonly<Record<string, number>> = { day: 86_400, hour: 3_600, minute: 60, second: 1 };

/** Reads the words back. */
const secondsIn = (text: string): number =>
  [...text.matchAll(/([\d.]+) (day|hour|minute|second)s?/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (SECONDS[unit ?? ''] ?? Number.NaN),
    0,
  );

describe('describeAge', () => {
  it.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [0.5, '0.5 seconds'],
    [59, '59 seconds'],
    [60, '1 minute'],
    [90, '1 minute 30 seconds'],
    [900, '15 minutes'],
    [3_600, '1 hour'],
    [5_400, '1 hour 30 minutes'],
    [32_400, '9 hours'],
    [86_400, '1 day'],
    [90_061, '1 day 1 hour 1 minute 1 second'],
    [172_800, '2 days'],
  ])('says %d seconds as “%s”', (seconds, text) => {
    expect(describeAge(seconds)).toBe(text);
  });

  it('always says the whole length, in units that grow smaller', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), (seconds) => {
        const text = describeAge(seconds);
        expect(text).toMatch(/^(\d+ (day|hour|minute|second)s?( |$))+$/);
        expect(secondsIn(text)).toBe(seconds);
      }),
    );
  });
});
