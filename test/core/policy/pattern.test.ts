import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ANY_ONE,
  ANY_RUN,
  contains,
  EVERYTHING,
  intersects,
  isEverything,
  isLiteral,
  joinPatterns,
  literalPattern,
  samePattern,
  showPattern,
  wildcardPattern,
} from '#core/policy/pattern.ts';
import { plenty } from './plenty.ts';

const codes = (text: string): readonly number[] => [...text].map((letter) => letter.charCodeAt(0));

describe('wildcardPattern', () => {
  it('reads stars and question marks, and nothing else, as wildcards', () => {
    expect(wildcardPattern('a*?[b]')).toEqual([...codes('a'), ANY_RUN, ANY_ONE, ...codes('[b]')]);
  });

  it.each(['**', '***', '*'])('reads %s as one run', (text) => {
    expect(wildcardPattern(text)).toEqual(EVERYTHING);
    expect(isEverything(wildcardPattern(text))).toBe(true);
  });

  it('keeps runs apart that something stands between', () => {
    expect(wildcardPattern('*?*a*')).toEqual([ANY_RUN, ANY_ONE, ANY_RUN, ...codes('a'), ANY_RUN]);
  });

  it('writes back what it read, but for runs that met', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(showPattern(wildcardPattern(text))).toBe(text.replace(/\*+/g, '*'));
      }),
    );
  });
});

describe('literalPattern', () => {
  it('takes every character for itself, wildcards, halves of characters and the end of files too', () => {
    const text = '*?\u0000\ud83d\uffff\ue000\ufffe';
    const pattern = literalPattern(text);
    expect(pattern).toEqual(Array.from({ length: text.length }, (_, index) => text.charCodeAt(index)));
    expect(isLiteral(pattern)).toBe(true);
    expect(isEverything(literalPattern('*'))).toBe(false);
    expect(contains(literalPattern('*'), literalPattern('a'), plenty())).toBe(false);
    expect(contains(literalPattern('?'), literalPattern('a'), plenty())).toBe(false);
  });

  it('gives no character that a wildcard could be mistaken for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0xffff }), (code) => {
        const pattern = literalPattern(String.fromCharCode(code));
        expect(contains(pattern, literalPattern('ab'), plenty())).toBe(false);
        expect(intersects(pattern, literalPattern('ab'), plenty())).toBe(false);
      }),
    );
  });
});

describe('isLiteral and isEverything', () => {
  it.each([
    ['', true, false],
    ['a', true, false],
    ['a?', false, false],
    ['a*', false, false],
    ['?', false, false],
    ['*?', false, false],
    ['*', false, true],
  ])('say of %j: %j and %j', (text, literal, everything) => {
    expect(isLiteral(wildcardPattern(text))).toBe(literal);
    expect(isEverything(wildcardPattern(text))).toBe(everything);
  });
});

describe('samePattern', () => {
  it.each([
    ['a*', 'a**', true],
    ['a*', 'a', false],
    ['a', 'a*', false],
    ['ab', 'ac', false],
    ['', '', true],
  ])('of %j and %j is %j', (left, right, same) => {
    expect(samePattern(wildcardPattern(left), wildcardPattern(right))).toBe(same);
  });
});

describe('joinPatterns', () => {
  it('puts one after the other, and makes one run of runs that meet', () => {
    expect(joinPatterns([wildcardPattern('a*'), wildcardPattern('*b'), [], wildcardPattern('*')])).toEqual(
      wildcardPattern('a*b*'),
    );
    expect(joinPatterns([])).toEqual([]);
  });
});
