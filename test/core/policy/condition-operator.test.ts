import { describe, expect, it } from 'vitest';
import { parseOperator, takesVariables } from '#core/policy/condition-operator.ts';

/** Each operator with its family, whether it is negated, and how it compares. */
const OPERATORS = [
  ['StringEquals', 'string', false, 'exact'],
  ['StringNotEquals', 'string', true, 'exact'],
  ['StringEqualsIgnoreCase', 'string', false, 'any-case'],
  ['StringNotEqualsIgnoreCase', 'string', true, 'any-case'],
  ['StringLike', 'string', false, 'wildcards'],
  ['StringNotLike', 'string', true, 'wildcards'],
  ['NumericEquals', 'numeric', false, 'exact'],
  ['NumericNotEquals', 'numeric', true, 'exact'],
  ['NumericLessThan', 'numeric', false, 'ordered'],
  ['NumericLessThanEquals', 'numeric', false, 'ordered'],
  ['NumericGreaterThan', 'numeric', false, 'ordered'],
  ['NumericGreaterThanEquals', 'numeric', false, 'ordered'],
  ['DateEquals', 'date', false, 'exact'],
  ['DateNotEquals', 'date', true, 'exact'],
  ['DateLessThan', 'date', false, 'ordered'],
  ['DateLessThanEquals', 'date', false, 'ordered'],
  ['DateGreaterThan', 'date', false, 'ordered'],
  ['DateGreaterThanEquals', 'date', false, 'ordered'],
  ['Bool', 'bool', false, 'exact'],
  ['BinaryEquals', 'binary', false, 'exact'],
  ['IpAddress', 'ip-address', false, 'exact'],
  ['NotIpAddress', 'ip-address', true, 'exact'],
  ['ArnEquals', 'arn', false, 'wildcards'],
  ['ArnLike', 'arn', false, 'wildcards'],
  ['ArnNotEquals', 'arn', true, 'wildcards'],
  ['ArnNotLike', 'arn', true, 'wildcards'],
] as const;

const NULL = ['Null', 'null', false, 'exact'] as const;

const UNKNOWN = { family: 'unknown', negated: false, comparison: 'exact' };

describe('parseOperator', () => {
  it.each([...OPERATORS, NULL])('knows %s', (name, family, negated, comparison) => {
    expect(parseOperator(name)).toEqual({
      name,
      quantifier: 'none',
      ifExists: false,
      family,
      negated,
      comparison,
    });
  });

  it.each(OPERATORS)('knows %s with every quantifier and IfExists', (base, family, negated, comparison) => {
    const known = { family, negated, comparison };
    const written = [
      ['', 'IfExists', 'none', true],
      ['ForAllValues:', '', 'for-all-values', false],
      ['ForAnyValue:', '', 'for-any-value', false],
      ['ForAllValues:', 'IfExists', 'for-all-values', true],
      ['ForAnyValue:', 'IfExists', 'for-any-value', true],
    ] as const;
    for (const [prefix, suffix, quantifier, ifExists] of written) {
      const name = prefix + base + suffix;
      expect(parseOperator(name)).toEqual({ name, quantifier, ifExists, ...known });
    }
  });

  it.each([
    '',
    'bool',
    'BOOL',
    'StringEqual',
    'StringsEquals',
    'Bool ',
    ' Bool',
    'BoolIfexists',
    'BoolIfExistsIfExists',
    'IfExists',
    'ForAnyValue:',
    'ForAllValues:ForAnyValue:StringLike',
    'forAnyValue:StringLike',
    'ForAnyValues:StringLike',
    'ForAnyValueStringLike',
    'BinaryNotEquals',
    'NullIfExists',
    'ForAnyValue:Null',
    'ForAllValues:Null',
    'ForAllValues:NullIfExists',
    '__proto__',
    'constructor',
    'toString',
    'ArnL\u0131ke',
  ])('takes nothing for certain of %j', (name) => {
    expect(parseOperator(name)).toMatchObject({ name, ...UNKNOWN });
  });
});

describe('takesVariables', () => {
  it.each([...OPERATORS, NULL])('of %s, of the family %s', (name, family) => {
    expect(takesVariables(parseOperator(name))).toBe(family === 'string' || family === 'arn');
  });

  it('not of what nobody knows', () => {
    expect(takesVariables(parseOperator('StringIs'))).toBe(false);
  });
});
