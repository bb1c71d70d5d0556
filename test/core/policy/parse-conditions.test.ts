import { describe, expect, it } from 'vitest';
import { parseConditions } from '#core/policy/parse-conditions.ts';
import { parsePolicy } from '#core/policy/parse-policy.ts';
import { literalPattern, type Pattern, wildcardPattern } from '#core/policy/pattern.ts';
import { describePolicyProblem } from '#core/policy/policy-problem.ts';

const parse = (condition: unknown, hasVariables = true) =>
  parseConditions(condition, hasVariables, 'Statement[0].Condition');

const entriesOf = (condition: unknown, hasVariables = true) => {
  const parsed = parse(condition, hasVariables);
  return parsed.ok
    ? parsed.value.map(({ operator, key, values }) => ({ operator: operator.name, key, values }))
    : parsed.problem;
};

const problemOf = (condition: unknown): string => {
  const parsed = parse(condition);
  return parsed.ok ? 'none' : describePolicyProblem(parsed.problem);
};

const text = (value: string): readonly Pattern[] => [literalPattern(value)];

describe('parseConditions accepts', () => {
  it('none', () => {
    expect(entriesOf(undefined)).toEqual([]);
    expect(entriesOf({})).toEqual([]);
    expect(entriesOf({ Bool: {} })).toEqual([]);
  });

  it('every key of every operator, in their order, keys in lower case', () => {
    expect(
      entriesOf({
        StringEquals: { 'aws:UserName': 'a', Other: 'b' },
        Bool: { 'aws:SecureTransport': 'true' },
      }),
    ).toEqual([
      { operator: 'StringEquals', key: 'aws:username', values: [text('a')] },
      { operator: 'StringEquals', key: 'other', values: [text('b')] },
      { operator: 'Bool', key: 'aws:securetransport', values: [text('true')] },
    ]);
  });

  it('one key under two operators', () => {
    expect(entriesOf({ StringLike: { k: 'a' }, StringNotLike: { K: 'b' } })).toHaveLength(2);
  });

  it.each<[unknown, readonly string[]]>([
    ['a', ['a']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [[], []],
    ['', ['']],
    [true, ['true']],
    [
      [false, 'x', 7],
      ['false', 'x', '7'],
    ],
    [1.5, ['1.5']],
    [-0, ['0']],
    ['a'.repeat(4_096), ['a'.repeat(4_096)]],
  ])('the value %.40j', (value, texts) => {
    expect(entriesOf({ Bool: { k: value } })).toEqual([
      { operator: 'Bool', key: 'k', values: texts.map(text) },
    ]);
  });

  it('keys of any name, also of what every object has', () => {
    const condition: unknown = JSON.parse('{"Bool":{"__proto__":"a","constructor":"b","toString":"c"}}');
    expect(entriesOf(condition)).toMatchObject([
      { key: '__proto__' },
      { key: 'constructor' },
      { key: 'tostring' },
    ]);
  });

  it('an operator called __proto__, and keeps what stands under it', () => {
    const condition: unknown = JSON.parse('{"__proto__":{"aws:MultiFactorAuthPresent":"true"}}');
    const parsed = parse(condition);
    expect(parsed.ok && parsed.value).toMatchObject([
      { operator: { name: '__proto__', family: 'unknown' }, key: 'aws:multifactorauthpresent' },
    ]);
  });
});

describe('parseConditions reads values', () => {
  const valuesOf = (operator: string, value: string, hasVariables = true): unknown => {
    const [entry] = [entriesOf({ [operator]: { k: value } }, hasVariables)].flat();
    return entry !== undefined && 'values' in entry ? entry.values : entry;
  };

  it.each(['StringLike', 'StringNotLikeIfExists', 'ArnEquals', 'ForAnyValue:ArnLike'])(
    'with wildcards for %s',
    (operator) => {
      expect(valuesOf(operator, 'a*?')).toEqual([[wildcardPattern('a*?')]]);
    },
  );

  it.each(['StringEquals', 'StringEqualsIgnoreCase', 'Bool', 'Null', 'IpAddress', 'Made-up'])(
    'without wildcards for %s',
    (operator) => {
      expect(valuesOf(operator, 'a*?')).toEqual([[literalPattern('a*?')]]);
    },
  );

  it.each([
    ['StringEqualsIgnoreCase', 'abc\u212aÉ'],
    ['StringNotEqualsIgnoreCaseIfExists', 'abc\u212aÉ'],
    ['StringEquals', 'aBC\u212aÉ'],
    ['StringLike', 'aBC\u212aÉ'],
    ['ArnLike', 'aBC\u212aÉ'],
  ])('in the case that %s compares', (operator, value) => {
    expect(valuesOf(operator, 'aBC\u212aÉ')).toEqual([text(value)]);
  });

  it.each(['StringEquals', 'StringLike', 'ArnLike', 'StringEqualsIgnoreCase'])(
    'with variables for %s, in documents that have them',
    (operator) => {
      expect(valuesOf(operator, `\${aws:UserName}`)).toEqual([
        [[], { key: 'aws:username', fallback: undefined }, []],
      ]);
      expect(valuesOf(operator, `\${a}`, false)).toEqual([text(`\${a}`)]);
    },
  );

  it.each(['Bool', 'Null', 'NumericEquals', 'DateLessThan', 'BinaryEquals', 'IpAddress', 'Made-up'])(
    'without variables for %s',
    (operator) => {
      expect(valuesOf(operator, `\${a}`)).toEqual([text(`\${a}`)]);
    },
  );
});

const AT = 'Statement[0].Condition';
const VALUES = 'texts of at most 4096 characters, numbers or booleans';

describe('parseConditions refuses', () => {
  it.each<[unknown, string]>([
    [null, `${AT}: expected an object of condition operators, received null`],
    [[], `${AT}: expected an object of condition operators, received a list`],
    ['Bool', `${AT}: expected an object of condition operators, received "Bool"`],
    [{ Bool: null }, `${AT}.Bool: expected an object of condition keys, received null`],
    [{ Bool: [] }, `${AT}.Bool: expected an object of condition keys, received a list`],
    [{ Bool: {}, Null: 'k' }, `${AT}.Null: expected an object of condition keys, received "k"`],
    [{ Bool: { k: null } }, `${AT}.Bool.k: expected ${VALUES}, received null`],
    [{ Bool: { k: ['a', {}] } }, `${AT}.Bool.k: expected ${VALUES}, received an object`],
    [{ Bool: { k: [['a']] } }, `${AT}.Bool.k: expected ${VALUES}, received a list`],
    [
      { Bool: { a: 1, K: ['a'.repeat(4_097)] } },
      `${AT}.Bool.K: expected ${VALUES}, received "${'a'.repeat(79)}…`,
    ],
    [
      { Bool: { Key: 1, key: 2 } },
      `${AT}.Bool: expected each condition key once, in whatever case, received "key"`,
    ],
  ])('%.40j', (condition, problem) => {
    expect(problemOf(condition)).toBe(problem);
  });

  it('a condition that is there, but says null', () => {
    const statement = { Effect: 'Deny', Action: '*', Resource: '*', Condition: null };
    expect(parsePolicy(JSON.stringify({ Statement: statement })).ok).toBe(false);
  });
});
