import { describe, expect, it } from 'vitest';
import { type Effort, limitedEffort, TooComplex } from '#core/policy/effort.ts';
import { latest, madeOnce, numberOf, remembered, rememberedFor } from '#core/proof/remembered.ts';

const plenty = (): Effort => limitedEffort(1_000);

/** Takes three steps, and tells how often it was done. */
const counting = () => {
  let done = 0;
  const work = (_key: object, effort: Effort): number => {
    effort.spend(3);
    done += 1;
    return done;
  };
  return work;
};

describe('remembered work', () => {
  it('is done once for a thing, and takes the same steps again', () => {
    const work = remembered(counting());
    const [key, first, second] = [{}, plenty(), plenty()];
    expect([work(key, first), work(key, second)]).toEqual([1, 1]);
    expect([first.spent(), second.spent()]).toEqual([3, 3]);
  });

  it('is done for each thing, however alike', () => {
    const work = remembered(counting());
    expect([work({}, plenty()), work({}, plenty())]).toEqual([1, 2]);
  });

  it('ends when the effort is spent, known or not, and is done again by whoever has more', () => {
    const work = remembered(counting());
    const key = {};
    expect(() => work(key, limitedEffort(2))).toThrow(TooComplex);
    expect(work(key, plenty())).toBe(1);
    expect(() => work(key, limitedEffort(2))).toThrow(TooComplex);
  });

  it('is done once for each text that says what else it hangs on', () => {
    const once = counting();
    const work = rememberedFor(
      (other: string) => other,
      (key: object, _other: string, effort: Effort) => once(key, effort),
      new WeakMap(),
      2,
    );
    const [key, effort] = [{}, plenty()];
    expect(['a', 'b', 'a', 'b'].map((other) => work(key, other, effort))).toEqual([1, 2, 1, 2]);
    expect(effort.spent()).toBe(12);
    // A third text lets go of the first.
    expect(['c', 'b', 'a'].map((other) => work(key, other, effort))).toEqual([3, 2, 4]);
  });
});

describe('the latest', () => {
  it('are as many as asked for', () => {
    const memory = latest<string, number>(2);
    for (const [place, key] of ['a', 'b', 'c'].entries()) {
      memory.set(key, place);
    }
    expect(['a', 'b', 'c'].map((key) => memory.get(key))).toEqual([undefined, 1, 2]);
  });

  it('keep what is set again', () => {
    const memory = latest<string, number>(2);
    for (const [place, key] of ['a', 'b', 'a', 'c'].entries()) {
      memory.set(key, place);
    }
    expect(['a', 'b', 'c'].map((key) => memory.get(key))).toEqual([2, undefined, 3]);
  });
});

describe('what is made once', () => {
  it('is the same for the same thing, also where it is nothing', () => {
    let made = 0;
    const nothing = madeOnce((_key: object): undefined => {
      made += 1;
      return undefined;
    });
    const key = {};
    expect([nothing(key), nothing(key), made]).toEqual([undefined, undefined, 1]);
  });

  it('numbers each thing for itself', () => {
    const [one, other] = [{}, {}];
    expect(numberOf(one)).toBe(numberOf(one));
    expect(numberOf(one)).not.toBe(numberOf(other));
  });
});
