import { describe, expect, it } from 'vitest';
import { ALL_BENCHES } from './all-benches.ts';
import { median, TINY } from './bench.ts';

describe('a benchmark', () => {
  it.each(ALL_BENCHES.map((bench) => [bench.name, bench] as const))(
    'gives numbers: %s',
    async (_name, bench) => {
      const { title, figures } = await bench(TINY);
      expect(title).not.toBe('');
      expect(figures.length).toBeGreaterThan(1);
      expect(figures.filter(({ value }) => !(Number.isFinite(value) && value > 0))).toEqual([]);
    },
  );
});

describe('median', () => {
  it('is the middle one, whatever the order', () => {
    expect(median([3, 1, 200])).toBe(3);
    expect(median([4, 1, 3, 2])).toBe(3);
  });
});
