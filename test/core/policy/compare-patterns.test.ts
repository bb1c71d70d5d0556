import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limitedEffort } from '#core/policy/effort.ts';
import { contains, EVERYTHING, intersects, literalPattern, wildcardPattern } from '#core/policy/pattern.ts';
import { plenty } from './plenty.ts';
import { matchesByTrying, smallPatterns, textsOf } from './small-texts.ts';

const containsText = (outer: string, inner: string): boolean =>
  contains(wildcardPattern(outer), wildcardPattern(inner), plenty());

const intersectsText = (left: string, right: string): boolean =>
  intersects(wildcardPattern(left), wildcardPattern(right), plenty());

describe('contains', () => {
  const texts = textsOf('abc', 6);

  it('never says that a pattern takes in another which has a text that it lacks', () => {
    fc.assert(
      fc.property(smallPatterns('*?'), smallPatterns('*?'), (outer, inner) => {
        fc.pre(containsText(outer, inner));
        const lacking = texts.filter((text) => matchesByTrying(inner, text) && !matchesByTrying(outer, text));
        expect(lacking).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('always says so of an outer pattern without single wildcards', () => {
    fc.assert(
      fc.property(smallPatterns('*'), smallPatterns('*?'), (outer, inner) => {
        const all = texts.every((text) => !matchesByTrying(inner, text) || matchesByTrying(outer, text));
        expect(containsText(outer, inner)).toBe(all);
      }),
      { numRuns: 500 },
    );
  });

  it('matches texts exactly', () => {
    fc.assert(
      fc.property(smallPatterns('*?', 6), smallPatterns('c', 6), (outer, text) => {
        expect(containsText(outer, text)).toBe(matchesByTrying(outer, text));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['*', '', true],
    ['', '*', false],
    ['?', '*', false],
    ['?', '?', true],
    ['a', '?', false],
    ['*a', '*?', false],
    ['a*', 'a', true],
    ['a*', 'a*', true],
    ['a*b', 'a*c', false],
    ['a?', 'a', false],
    ['*ab', 'aab', true],
    ['*a*b', 'xaxbxb', true],
    ['a**', 'a', true],
    ['a*?', 'a', false],
  ])('of %j and %j is %j', (outer, inner, answer) => {
    expect(containsText(outer, inner)).toBe(answer);
  });

  it('takes a number of steps in proportion to the product of the lengths, however hostile the pattern', () => {
    const outer = wildcardPattern(`${'a*'.repeat(200)}b`);
    const inner = literalPattern('a'.repeat(1_000));
    const effort = plenty();
    expect(contains(outer, inner, effort)).toBe(false);
    expect(effort.spent()).toBeLessThanOrEqual(outer.length * inner.length);
    expect(effort.spent()).toBeGreaterThanOrEqual(inner.length);
  });

  it('counts a step even for an empty text', () => {
    const effort = plenty();
    contains(EVERYTHING, [], effort);
    expect(effort.spent()).toBe(1);
  });

  it('stops when the effort is spent', () => {
    const outer = wildcardPattern(`*${'a'.repeat(50)}b`);
    expect(() => contains(outer, literalPattern('a'.repeat(1_000)), limitedEffort(500))).toThrow('500 steps');
  });
});

describe('intersects', () => {
  const texts = textsOf('ab', 8);

  it('always says whether some text is in both', () => {
    fc.assert(
      fc.property(smallPatterns('*?'), smallPatterns('*?'), (left, right) => {
        const some = texts.some((text) => matchesByTrying(left, text) && matchesByTrying(right, text));
        expect(intersectsText(left, right)).toBe(some);
        expect(intersectsText(right, left)).toBe(some);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['a*', '*b', true],
    ['a*', 'b*', false],
    ['ab', 'abc', false],
    ['ab*', 'abc', true],
    ['a?', 'a', false],
    ['?', '', false],
    ['*', '', true],
    ['', '', true],
    ['ab?d', 'a*?d', true],
    ['*a', '?', true],
    ['*?', '', false],
  ])('of %j and %j is %j', (left, right, answer) => {
    expect(intersectsText(left, right)).toBe(answer);
  });

  it('takes a number of steps in proportion to the product of the lengths, however hostile the patterns', () => {
    const left = wildcardPattern(`${'*a'.repeat(200)}b`);
    const right = wildcardPattern(`${'*a'.repeat(300)}c`);
    const effort = plenty();
    expect(intersects(left, right, effort)).toBe(false);
    expect(effort.spent()).toBeLessThanOrEqual((left.length + 2) * (right.length + 2));
    expect(effort.spent()).toBeGreaterThan(left.length);
  });

  it('counts what two patterns begin with alike', () => {
    const effort = plenty();
    expect(
      intersects(literalPattern(`${'a'.repeat(99)}b`), literalPattern(`${'a'.repeat(99)}c`), effort),
    ).toBe(false);
    expect(effort.spent()).toBe(100);
  });
});
