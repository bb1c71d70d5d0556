import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains, intersects, type Pattern, showPattern, wildcardPattern } from '#core/policy/pattern.ts';
import { type Named, type Region, regionAlgebra } from '#core/policy/region.ts';
import { plenty } from './plenty.ts';
import { matchesByTrying, smallPatterns, textsOf } from './small-texts.ts';

const names = regionAlgebra<Pattern>({ contains, intersects });

interface Naming {
  readonly negated: boolean;
  readonly texts: readonly string[];
}

const TEXTS = textsOf('abc', 5);

const EVERY: Region<Pattern> = { within: [wildcardPattern('*')], except: [] };

const named = ({ negated, texts }: Naming): Named<Pattern> => ({
  negated,
  patterns: texts.map(wildcardPattern),
});

const isNamed = ({ negated, texts }: Naming, text: string): boolean =>
  texts.some((pattern) => matchesByTrying(pattern, text)) !== negated;

const matches = (pattern: Pattern, text: string): boolean => matchesByTrying(showPattern(pattern), text);

const isIn = ({ within, except }: Region<Pattern>, text: string): boolean =>
  within.every((pattern) => matches(pattern, text)) && !except.some((pattern) => matches(pattern, text));

/** What of the texts is in any of some regions. */
const textsIn = (regions: readonly Region<Pattern>[]): readonly string[] =>
  TEXTS.filter((text) => regions.some((region) => isIn(region, text)));

const namings: fc.Arbitrary<Naming> = fc.record({
  negated: fc.boolean(),
  texts: fc.array(smallPatterns('*?', 3), { maxLength: 3 }),
});

const steps = fc.array(fc.record({ naming: namings, away: fc.boolean() }), { maxLength: 4 });

type Step = { readonly naming: Naming; readonly away: boolean };

const regionsAfter = (taken: readonly Step[]): readonly Region<Pattern>[] =>
  taken.reduce<readonly Region<Pattern>[]>(
    (regions, { naming, away }) =>
      regions.flatMap((region) =>
        away
          ? names.subtract(region, named(naming), plenty())
          : names.restrict(region, named(naming), plenty()),
      ),
    [EVERY],
  );

const textsAfter = (taken: readonly Step[]): readonly string[] =>
  TEXTS.filter((text) => taken.every(({ naming, away }) => isNamed(naming, text) !== away));

describe('regions', () => {
  it('never lose what is left, nor keep what is not, after any number of steps', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        expect(textsIn(regionsAfter(taken))).toEqual(textsAfter(taken));
      }),
      { numRuns: 300 },
    );
  });

  it('always have something within, and nothing there that takes in another', () => {
    fc.assert(
      fc.property(steps, (taken) => {
        for (const { within } of regionsAfter(taken)) {
          expect(within.length).toBeGreaterThan(0);
          const others = within.flatMap((one) =>
            within.filter((other) => other !== one && contains(one, other, plenty())),
          );
          expect(others).toEqual([]);
        }
      }),
    );
  });

  it('are empty only where nothing is left', () => {
    fc.assert(
      fc.property(smallPatterns('*?'), fc.array(smallPatterns('*?'), { maxLength: 3 }), (within, except) => {
        const region = { within: [wildcardPattern(within)], except: except.map(wildcardPattern) };
        fc.pre(names.isEmpty(region, plenty()));
        expect(textsIn([region])).toEqual([]);
      }),
    );
  });

  it('are covered only where nothing of them is left outside', () => {
    fc.assert(
      fc.property(steps, namings, (taken, naming) => {
        for (const region of regionsAfter(taken)) {
          const covered = names.covers(named(naming), region, plenty());
          const outside = textsIn([region]).filter((text) => !isNamed(naming, text));
          expect(covered && outside.length > 0).toBe(false);
        }
      }),
    );
  });
});

describe('a region', () => {
  const region = { within: [wildcardPattern('a*')], except: [wildcardPattern('ab*')] };
  const only = (...texts: readonly string[]): Named<Pattern> => named({ negated: false, texts });
  const but = (...texts: readonly string[]): Named<Pattern> => named({ negated: true, texts });

  it('stays the very same where a statement names all of it, once however often it does', () => {
    expect(names.restrict(region, only('*', 'a*', '*'), plenty())).toEqual([region]);
    expect(names.restrict(region, only('a*'), plenty())[0]).toBe(region);
  });

  it('stays the very same where a statement names nothing of it', () => {
    expect(names.subtract(region, only('b*'), plenty())[0]).toBe(region);
  });

  it.each<[string, readonly Region<Pattern>[], number]>([
    ['restricted to something else', names.restrict(region, only('b*'), plenty()), 0],
    ['restricted to what is excepted', names.restrict(region, only('abc*'), plenty()), 0],
    ['restricted to a part', names.restrict(region, only('ac*'), plenty()), 1],
    ['restricted to two parts', names.restrict(region, only('ac*', 'ad*'), plenty()), 2],
    ['restricted to nothing', names.restrict(region, only(), plenty()), 0],
    ['restricted to all but nothing', names.restrict(region, but(), plenty()), 1],
    ['restricted to all but itself', names.restrict(region, but('a*'), plenty()), 0],
    ['without itself', names.subtract(region, only('*'), plenty()), 0],
    ['without a part', names.subtract(region, only('ac*'), plenty()), 1],
    ['without everything else', names.subtract(region, but('*'), plenty()), 1],
    ['without all but a part', names.subtract(region, but('ac*'), plenty()), 1],
  ])('%s leaves so many', (_what, regions, count) => {
    expect(regions).toHaveLength(count);
  });

  it('is covered by what takes it in, and not by parts', () => {
    expect(names.covers(only('a*'), region, plenty())).toBe(true);
    expect(names.covers(but('b*'), region, plenty())).toBe(true);
    expect(names.covers(only('ac*'), region, plenty())).toBe(false);
    expect(names.covers(but('ac*'), region, plenty())).toBe(false);
  });

  it('counts a step for each pattern and each exception that is looked at', () => {
    const effort = plenty();
    names.restrict({ within: [wildcardPattern('a')], except: Array(50).fill([]) }, only('*'), effort);
    names.restrict(EVERY, but(...Array<string>(50).fill('*')), effort);
    expect(effort.spent()).toBeGreaterThanOrEqual(100);
  });
});
