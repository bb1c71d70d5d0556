import { describe, expect, it } from 'vitest';
import { CATALOGUE_SIZE } from '#core/catalogue/action-catalogue.ts';
import { actionsIn, allActions } from '#core/policy/action-set.ts';
import { COMPILATION_STEPS, compileAnew, compilePolicy } from '#core/policy/compile-policy.ts';
import { limitedEffort, TooComplex } from '#core/policy/effort.ts';
import { matchActions } from '#core/policy/match-actions.ts';
import { LONGEST_POLICY } from '#core/policy/parse-policy.ts';
import { wildcardPattern } from '#core/policy/pattern.ts';
import { describePolicyProblem } from '#core/policy/policy-problem.ts';
import { plenty } from './plenty.ts';

const textOf = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const allowing = (sid: string): object => ({ Sid: sid, Effect: 'Allow', Action: '*', Resource: '*' });

/** So many statements that only a few documents like it can be kept. */
const large = (name: string): string => textOf(...Array.from({ length: 1_500 }, () => allowing(name)));

const tooComplex = textOf({
  Effect: 'Allow',
  Action: Array.from({ length: 1_000 }, (_, index) => `*:*${index}*x`),
  Resource: '*',
});

describe('compilePolicy', () => {
  it('looks the actions up, of NotAction all the others', () => {
    const text = textOf(
      { Effect: 'Deny', Action: ['S3:Get*', 's3:get*'], Resource: '*' },
      { Effect: 'Allow', NotAction: 's3:Get*', Resource: '*' },
    );
    const compiled = compilePolicy(text, plenty());
    const named = matchActions(['s3:get*'], plenty());
    const [first, second] = compiled.ok ? compiled.value : [];
    expect(first?.actionSet).toEqual(named);
    expect(first?.actionNames).toEqual({ negated: false, patterns: [wildcardPattern('s3:get*')] });
    expect(second?.actionNames).toEqual({ negated: true, patterns: [wildcardPattern('s3:get*')] });
    expect(actionsIn(second?.actionSet ?? allActions)).toHaveLength(CATALOGUE_SIZE - actionsIn(named).length);
  });

  it('gives the same answer for the same text, at the same cost', () => {
    const [first, second] = [plenty(), plenty()];
    const text = textOf(allowing('same'));
    const compiled = compilePolicy(text, first);
    expect(compilePolicy(text, second)).toBe(compiled);
    expect(second.spent()).toBe(first.spent());
    expect(first.spent()).toBeGreaterThanOrEqual(text.length);
  });

  it('keeps a problem too', () => {
    const problem = compilePolicy('no policy', plenty());
    expect(problem.ok).toBe(false);
    expect(compilePolicy('no policy', plenty())).toBe(problem);
  });

  it('says of a text that is no policy what compiling anew says', () => {
    expect(compilePolicy('{}', plenty())).toEqual(compileAnew('{}', plenty()));
  });

  it('forgets what was not asked for the longest, and not what was asked for again', () => {
    const [old, fresh] = [textOf(allowing('old')), textOf(allowing('fresh'))];
    const [oldest, kept] = [compilePolicy(old, plenty()), compilePolicy(fresh, plenty())];
    for (let index = 0; index < 40; index += 1) {
      compilePolicy(large(`large${index}`), plenty());
      expect(compilePolicy(fresh, plenty())).toBe(kept);
    }
    const again = compilePolicy(old, plenty());
    expect(again).not.toBe(oldest);
    expect(again).toEqual(oldest);
  });

  it('keeps more than one large document', () => {
    const texts = ['one', 'two', 'three'].map(large);
    const compiled = texts.map((text) => compilePolicy(text, plenty()));
    expect(texts.map((text) => compilePolicy(text, plenty()) === compiled[texts.indexOf(text)])).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('says how many steps a document may take that takes more, and what that one is', () => {
    const effort = plenty();
    const compiled = compilePolicy(tooComplex, effort);
    expect(compiled.ok ? '' : describePolicyProblem(compiled.problem)).toBe(
      `the document: expected a policy that can be judged within ${COMPILATION_STEPS} steps, received one of ${tooComplex.length} characters that takes more`,
    );
    expect(effort.spent()).toBe(COMPILATION_STEPS);
  });

  it('ends when the effort of who asks is spent, also for what is kept', () => {
    const text = textOf(allowing('spent'));
    expect(() => compilePolicy(text, limitedEffort(10))).toThrow(TooComplex);
    expect(() => compilePolicy(text, limitedEffort(10))).toThrow(TooComplex);
    expect(compilePolicy(text, plenty()).ok).toBe(true);
  });
});

describe('compileAnew', () => {
  it('never gives the same object twice', () => {
    const text = textOf(allowing('anew'));
    expect(compileAnew(text, plenty())).not.toBe(compileAnew(text, plenty()));
  });

  it('counts the characters, of a text that is too long no more than it reads', () => {
    const [short, long, longer] = [plenty(), plenty(), plenty()];
    compileAnew('{}', short);
    compileAnew(' '.repeat(LONGEST_POLICY), long);
    compileAnew(' '.repeat(6_000_000), longer);
    expect(short.spent()).toBe(16);
    expect(long.spent()).toBe(8 * LONGEST_POLICY);
    expect(longer.spent()).toBe(long.spent());
  });

  it('throws once the effort is spent', () => {
    expect(() => compileAnew(tooComplex, limitedEffort(COMPILATION_STEPS))).toThrow(TooComplex);
  });
});
