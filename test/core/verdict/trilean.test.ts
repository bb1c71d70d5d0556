import { describe, expect, it } from 'vitest';
import type { Gap } from '#core/posture/observed.ts';
import { known, unknown } from '#core/posture/observed.ts';
import { ask, both, either, fromBoolean, NO, not, type Trilean, YES } from '#core/verdict/trilean.ts';

const gap = (fact: Gap['fact']): Gap => ({ fact, because: 'throttled' });
const unsure = (...facts: readonly Gap['fact'][]): Trilean => ({ kind: 'unsure', gaps: facts.map(gap) });

const KEYS = unsure('access-keys');
const DEVICES = unsure('mfa-devices');

describe('both', () => {
  it.each<[Trilean, Trilean, Trilean]>([
    [YES, YES, YES],
    [YES, NO, NO],
    [NO, NO, NO],
    [YES, KEYS, KEYS],
    [NO, KEYS, NO],
    [KEYS, DEVICES, unsure('access-keys', 'mfa-devices')],
  ])('of %j and %j is %j', (left, right, answer) => {
    expect(both(left, right)).toEqual(answer);
    expect(both(right, left).kind).toBe(answer.kind);
  });
});

describe('either', () => {
  it.each<[Trilean, Trilean, Trilean]>([
    [YES, YES, YES],
    [YES, NO, YES],
    [NO, NO, NO],
    [YES, KEYS, YES],
    [NO, KEYS, KEYS],
    [KEYS, DEVICES, unsure('access-keys', 'mfa-devices')],
  ])('of %j and %j is %j', (left, right, answer) => {
    expect(either(left, right)).toEqual(answer);
    expect(either(right, left).kind).toBe(answer.kind);
  });
});

describe('not', () => {
  it.each<[Trilean, Trilean]>([
    [YES, NO],
    [NO, YES],
    [KEYS, KEYS],
  ])('turns %j into %j', (answer, opposite) => {
    expect(not(answer)).toEqual(opposite);
  });

  it('makes of both what either makes of the opposites', () => {
    const answers = [YES, NO, KEYS];
    for (const [left, right] of answers.flatMap((one) => answers.map((other) => [one, other] as const))) {
      expect(not(both(left, right))).toEqual(either(not(left), not(right)));
    }
  });
});

describe('ask', () => {
  it('answers from what is known, and with the gap from what is not', () => {
    const isEven = (count: number) => count % 2 === 0;
    expect(ask(known(2), 'access-keys', isEven)).toEqual(fromBoolean(true));
    expect(ask(known(3), 'access-keys', isEven)).toEqual(fromBoolean(false));
    expect(ask(unknown('throttled'), 'access-keys', isEven)).toEqual(KEYS);
  });
});
