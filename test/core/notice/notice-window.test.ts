import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDuration, epochMs, milliseconds, minutes, seconds } from '#core/kernel/time.ts';
import {
  ALLOWANCES,
  allowanceOf,
  isToldByItself,
  type NoticePlace,
  numbersInDigest,
  placeIn,
  untilDigest,
  windowsToJoin,
} from '#core/notice/notice-window.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
import { inMemoryNoticeLedger } from '../../fakes/in-memory-notice-ledger.ts';
import { NEW_YEAR } from '../../fakes/people.ts';

const WINDOW = { allowance: 'ordinary', minute: 7 } as const;

/** The places that notices get which come one after the other, at these instants after new year. */
const placesAt = async (...instants: readonly number[]): Promise<readonly (NoticePlace | undefined)[]> => {
  const ledger = inMemoryNoticeLedger();
  const places: (NoticePlace | undefined)[] = [];
  for (const instant of instants) {
    const now = addDuration(NEW_YEAR, milliseconds(instant));
    let place: NoticePlace | undefined;
    for (const toJoin of windowsToJoin('ordinary', now)) {
      place ??= await ledger.takePlace(toJoin, now);
    }
    places.push(place);
  }
  return places;
};

describe('a place in a window of notices', () => {
  it.each([
    [1, true],
    [10, true],
    [11, false],
    [500, false],
  ])('of number %i has a message of its own: %s', (number, byItself) => {
    expect(isToldByItself(placeIn(WINDOW, number, NEW_YEAR))).toBe(byItself);
  });

  it.each([
    [-1, 1],
    [0, undefined],
    [1, undefined],
  ])('waits for the digest until a minute after the window began (%i ms)', (late, wait) => {
    const now = addDuration(NEW_YEAR, milliseconds(60_000 + late));
    expect(untilDigest(placeIn(WINDOW, 11, NEW_YEAR), now)).toBe(wait);
  });

  it('is in a digest exactly if it has no message of its own', () => {
    fc.assert(
      fc.property(fc.nat({ max: 40 }), (taken) => {
        const numbers = Array.from({ length: taken }, (_, index) => index + 1);
        const waiting = numbers.filter((number) => !isToldByItself(placeIn(WINDOW, number, NEW_YEAR)));
        expect(numbersInDigest(taken)).toEqual(waiting);
      }),
    );
  });
});

describe('a window of notices', () => {
  it('lasts for a minute from its first notice on, whatever the clock says', async () => {
    const places = await placesAt(50_000, 59_999, 60_000, 109_999, 110_000, 169_999, 170_000);
    expect(places.map((place) => place?.number)).toEqual([1, 2, 3, 4, 1, 2, 1]);
    expect(places.map((place) => place?.endsAt)).toEqual(
      [110, 110, 110, 110, 170, 170, 230].map((ends) => addDuration(NEW_YEAR, seconds(ends))),
    );
  });

  it('always has room for the next notice, and never a number twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 90_000 }), { maxLength: 30 }), async (gaps) => {
        let now = 0;
        const instants = gaps.map((gap) => {
          now += gap;
          return now;
        });
        const places = await placesAt(...instants);
        expect(places).not.toContain(undefined);
        expect(new Set(places.map((place) => JSON.stringify(place))).size).toBe(gaps.length);
        for (const [index, place] of places.entries()) {
          const wait = untilDigest(place as NoticePlace, epochMs(NEW_YEAR + (instants[index] ?? 0)));
          expect(wait).toBeGreaterThan(0);
          expect(wait).toBeLessThanOrEqual(minutes(1));
        }
      }),
    );
  });

  it('is followed by another for a clock to which it has not ended, though its digest was begun', async () => {
    const ledger = inMemoryNoticeLedger();
    const now = addDuration(NEW_YEAR, milliseconds(59_999));
    const [, current, next] = windowsToJoin('ordinary', now);
    if (current === undefined || next === undefined) {
      throw new Error('expected three windows to join');
    }
    await ledger.takePlace(current, NEW_YEAR);
    await ledger.beginDigest(current.window, addDuration(NEW_YEAR, minutes(1)), minutes(2));
    expect(await ledger.takePlace(current, now)).toBeUndefined();
    expect(await ledger.takePlace(next, now)).toMatchObject({ number: 1 });
    const soon = addDuration(NEW_YEAR, seconds(90));
    const [, joined] = windowsToJoin('ordinary', soon);
    expect(joined && (await ledger.takePlace(joined, soon))).toMatchObject({ number: 2 });
  });
});

describe('allowanceOf', () => {
  it('counts what is critical apart from all else', () => {
    expect(ALLOWANCES).toEqual(['urgent', 'ordinary']);
    const urgent = SEVERITIES.filter((severity) => allowanceOf({ severity }) === 'urgent');
    expect(urgent).toEqual(['critical']);
  });
});
