import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPILATION_STEPS, compilePolicy } from '#core/policy/compile-policy.ts';
import { LONGEST_POLICY } from '#core/policy/parse-policy.ts';
import { describePolicyProblem } from '#core/policy/policy-problem.ts';
import { plenty } from './plenty.ts';

const PATIENCE = { timeout: 20_000 };

const numbers = (count: number): readonly number[] => [...Array(count).keys()];

const denying = (changes: object): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Deny', Action: '*', Resource: '*', ...changes },
  });

/** What compiling says, and the steps that it took; whatever is wrong, a short message and never an exception. */
const compiled = (text: string): { readonly problem: string | undefined; readonly steps: number } => {
  const effort = plenty();
  const result = compilePolicy(text, effort);
  const problem = result.ok ? undefined : describePolicyProblem(result.problem);
  expect((problem ?? '').length).toBeLessThan(400);
  expect(effort.spent()).toBeLessThanOrEqual(COMPILATION_STEPS);
  return { problem, steps: effort.spent() };
};

const TOO_LONG = /^the document: expected at most 262144 characters, received \d+$/;
const TOO_MANY_STEPS = /^the document: expected a policy that can be judged within 10000000 steps/;

describe('a text that is too long', PATIENCE, () => {
  it.each([
    ['letters', 'a'.repeat(6_000_000)],
    ['white space around a policy', denying({}).padEnd(6_000_000)],
    ['quotes', '"'.repeat(6_000_000)],
    ['backslashes', `"${'\\'.repeat(6_000_000)}`],
    ['brackets', '['.repeat(6_000_000)],
    ['stars', denying({ Action: numbers(100_000).map(() => '*') })],
    ['wildcards, each another', denying({ Action: numbers(40_000).map((index) => `s3:*${index}*`) })],
  ])('of %s is not read', (_of, text) => {
    const { problem, steps } = compiled(text);
    expect(problem).toMatch(TOO_LONG);
    expect(steps).toBe(8 * LONGEST_POLICY);
  });
});

describe('a text that is nested without end', PATIENCE, () => {
  const DEEP = 65_000;

  it.each([
    ['lists', '['.repeat(DEEP) + ']'.repeat(DEEP), /^the document: expected an object, received a list$/],
    ['lists that nobody closes', '['.repeat(100_000), /^the document: expected JSON, received/],
    ['objects', '{"a":'.repeat(20_000) + '1'.padEnd(20_001, '}'), /^the document: expected only Version/],
    [
      'statements',
      `{"Statement":${'['.repeat(DEEP - 10)}${']'.repeat(DEEP - 10)}}`,
      /^Statement\[0\]: expected an object, received a list$/,
    ],
    [
      'values',
      denying({ Condition: { Bool: { k: 'x' } } }).replace('"x"', '['.repeat(60_000) + ']'.repeat(60_000)),
      /^Statement\[0\]\.Condition\.Bool\.k: expected texts/,
    ],
    [
      'values, without a version',
      `{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Sid":${'['.repeat(60_000)}${']'.repeat(60_000)}}}`,
      /^Statement\[0\]\.Sid: expected a text, received a list$/,
    ],
  ])('of %s', (_of, text, problem) => {
    expect(compiled(text).problem).toMatch(problem);
  });

  it('in its Id, is read past', () => {
    const text = denying({}).replace('{', `{"Id":${'['.repeat(60_000)}${']'.repeat(60_000)},`);
    expect(compiled(text).problem).toBeUndefined();
  });
});

describe('patterns of actions', PATIENCE, () => {
  it.each([
    ['stars', numbers(30_000).map(() => '*'), 1_000_000],
    ['one wildcard over and over', numbers(10_000).map(() => '*:*x*'), 1_500_000],
    ['all services of one letter', numbers(5_000).map(() => '?*:*'), 1_000_000],
  ])('that say little (%s) are read in few steps', (_what, Action, most) => {
    const { problem, steps } = compiled(denying({ Action }));
    expect(problem).toBeUndefined();
    expect(steps).toBeLessThan(most);
  });

  it.each([
    ['in every service', numbers(9_000).map((index) => `*:*${index}*`)],
    ['of every service', numbers(9_000).map((index) => `*${index}*:a*`)],
    ['that nearly match', numbers(400).map((index) => `*:${'*e'.repeat(50)}${index}*`)],
    ['for NotAction', numbers(9_000).map((index) => `*:?*${index}`)],
  ])('that say more than anybody can look up, each another, %s', (_what, patterns) => {
    expect(compiled(denying({ Action: patterns })).problem).toMatch(TOO_MANY_STEPS);
    const { Action: _, ...others } = { Action: '', Effect: 'Deny', NotAction: patterns, Resource: '*' };
    expect(compiled(JSON.stringify({ Statement: others })).problem).toMatch(TOO_MANY_STEPS);
  });
});

describe('bait for regular expressions', PATIENCE, () => {
  const text = (inside: string, times: number): string => inside.repeat(times);

  it.each([
    ['an action', { Action: `${text('a*', 100)}b:${text('*a', 25)}` }],
    ['an action without a colon', { Action: text('a-', 128) }],
    ['resources', { Resource: numbers(60).map((index) => `${text('a*', 1_000)}${index}`) }],
    [
      'variables that nobody closes',
      { Resource: numbers(60).map((index) => `${index}${text('$\u007b', 1_000)}`) },
    ],
    ['variables within variables', { Resource: `${text('$\u007b', 1_000)}}` }],
    ['spaces in a variable', { Resource: `$\u007ba${text(' ', 2_000)},}` }],
    ['commas and quotes in a variable', { Resource: `$\u007ba${text(",'", 1_000)}}` }],
    ['values', { Condition: { StringLike: { k: numbers(30).map(() => `${text('a*', 2_000)}b`) } } }],
    [
      'variables in values',
      { Condition: { StringLike: { k: numbers(30).map(() => text('$\u007b', 2_000)) } } },
    ],
    ['keys', { Condition: { StringLike: { [text('mfa-', 20_000)]: 'x' } } }],
    [
      'twelve thousand keys',
      { Condition: { Bool: Object.fromEntries(numbers(12_000).map((key) => [`k${key}`, 1])) } },
    ],
    ['escapes', { Sid: text('\\"', 30_000) }],
  ])('in %s costs no more than its length', (_where, changes) => {
    const document = denying(changes);
    expect(compiled(document).steps).toBeLessThan(8 * document.length + 200_000);
  });
});

describe('whatever text', () => {
  it('never throws, and always says what is wrong', () => {
    const documents = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .record({ Version: fc.jsonValue(), Statement: fc.jsonValue() }, { requiredKeys: [] })
        .map((document) => JSON.stringify(document)),
      fc
        .dictionary(fc.constantFrom('Effect', 'Action', 'Resource', 'Condition', 'Sid'), fc.jsonValue())
        .map((changes) => denying(changes)),
      fc.object().map((condition) => denying({ Condition: condition })),
    );
    fc.assert(
      fc.property(documents, (text) => {
        const { problem } = compiled(text);
        expect(problem === undefined || /^[\s\S]+: expected .+, received [\s\S]+$/.test(problem)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
