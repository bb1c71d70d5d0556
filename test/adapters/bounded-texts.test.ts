import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedTexts } from '#adapters/bounded-texts.ts';

describe('boundedTexts', () => {
  it('keeps what fits, and lets go of what was asked for longest ago', () => {
    const texts = boundedTexts(10);
    texts.set('one', 'aaaa');
    texts.set('two', 'bbbb');
    expect(texts.get('one')).toBe('aaaa');
    texts.set('three', 'cc');
    texts.set('four', 'd');
    expect(['one', 'two', 'three', 'four'].map((key) => texts.get(key))).toEqual([
      'aaaa',
      undefined,
      'cc',
      'd',
    ]);
  });

  it('never keeps more than it may, and never answers anything but what was set last', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.string({ maxLength: 12 })));
    fc.assert(
      fc.property(steps, (settings) => {
        const texts = boundedTexts(20);
        const latest = new Map<string, string>();
        for (const [key, text] of settings) {
          texts.set(key, text);
          latest.set(key, text);
          expect(texts.get(key)).toBe(text);
        }
        const kept = [...latest.keys()].flatMap((key) => texts.get(key) ?? []);
        expect(kept.join('').length).toBeLessThanOrEqual(20);
        expect([...latest.values()]).toEqual(expect.arrayContaining(kept));
      }),
    );
  });
});
