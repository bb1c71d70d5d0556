import { describe, expect, it } from 'vitest';
import type { RequestContext } from './request.model.ts';
import { matchConditions } from './request-conditions.model.ts';
import type { RawConditions } from './request-documents.model.ts';

const match = (conditions: RawConditions, context: RequestContext) =>
  matchConditions({ Effect: 'Deny', Action: '*', Resource: '*', Condition: conditions }, true, context);

const MFA = 'aws:MultiFactorAuthPresent';
const mfa = (value: string | undefined): RequestContext => ({ 'aws:multifactorauthpresent': value });

describe('conditions on MFA', () => {
  it.each<[RawConditions, string, string, string]>([
    [{ Bool: { [MFA]: 'false' } }, 'no', 'yes', 'no'],
    [{ BoolIfExists: { [MFA]: 'false' } }, 'yes', 'yes', 'no'],
    [{ BoolIfExists: { [MFA]: false } }, 'yes', 'yes', 'no'],
    [{ BoolIfExists: { 'AWS:multifactorauthpresent': ['false'] } }, 'yes', 'yes', 'no'],
    [{ boolifexists: { [MFA]: 'false' } }, 'yes', 'yes', 'no'],
    [{ Bool: { [MFA]: ['false', 'true'] } }, 'no', 'either', 'either'],
    [{ Null: { [MFA]: ['false', 'true'] } }, 'either', 'either', 'either'],
    [{ Bool: { [MFA]: 'False' } }, 'no', 'either', 'either'],
    [{ Null: { [MFA]: 'true' } }, 'yes', 'no', 'no'],
    [{ Null: { [MFA]: false } }, 'no', 'yes', 'yes'],
    [{ StringEquals: { [MFA]: 'false' } }, 'no', 'either', 'either'],
    [{ StringNotEquals: { [MFA]: 'true' } }, 'yes', 'either', 'either'],
    [{ 'ForAnyValue:Bool': { [MFA]: 'false' } }, 'no', 'yes', 'no'],
    [{ 'ForAllValues:Bool': { [MFA]: 'false' } }, 'yes', 'yes', 'no'],
    [{ 'ForAnyValue:BoolIfExists': { [MFA]: 'false' } }, 'either', 'yes', 'no'],
    [{ NumericEquals: { [MFA]: '0' } }, 'no', 'either', 'either'],
    [{ NoSuchOperator: { [MFA]: 'false' } }, 'either', 'either', 'either'],
  ])('%j when absent, false and true', (conditions, absent, whenFalse, whenTrue) => {
    expect([undefined, 'false', 'true'].map((value) => match(conditions, mfa(value)))).toEqual([
      absent,
      whenFalse,
      whenTrue,
    ]);
  });
});

describe('several conditions', () => {
  it('must all be met, of one operator and of several', () => {
    const context = { 'aws:username': 'ana', 'aws:sourceip': '203.0.113.7' };
    const name = { StringEquals: { 'aws:username': 'ana' } };
    expect(match({ ...name, IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }, context)).toBe('yes');
    expect(match({ ...name, IpAddress: { 'aws:SourceIp': '198.51.100.0/24' } }, context)).toBe('no');
    expect(match({ StringEquals: { 'aws:username': 'ana', 'aws:userid': 'x' } }, context)).toBe('no');
  });
});

describe('comparisons', () => {
  it.each<[string, string | readonly (string | number)[], string, string]>([
    ['StringEquals', ['b', 'a'], 'a', 'yes'],
    ['StringEquals', 'A', 'a', 'no'],
    ['StringEquals', 'a*', 'ab', 'no'],
    ['StringEqualsIgnoreCase', 'A', 'a', 'yes'],
    ['StringNotEquals', ['a', 'b'], 'b', 'no'],
    ['StringNotEquals', ['a', 'b'], 'c', 'yes'],
    ['StringNotEqualsIgnoreCase', 'A', 'a', 'no'],
    ['StringLike', 'a*c?', 'abbcd', 'yes'],
    ['StringLike', 'a.c', 'abc', 'no'],
    ['StringNotLike', ['x', 'a*'], 'abc', 'no'],
    ['NumericEquals', '10.0', '10', 'yes'],
    ['NumericNotEquals', [10], '10', 'no'],
    ['NumericLessThan', '10', '9', 'yes'],
    ['NumericLessThan', '10', '10', 'no'],
    ['NumericLessThanEquals', '10', '10', 'yes'],
    ['NumericGreaterThan', [3600], '3601', 'yes'],
    ['NumericGreaterThan', '3600', '3600', 'no'],
    ['NumericGreaterThanEquals', '3600', '3600', 'yes'],
    ['NumericEquals', 'ten', '10', 'either'],
    ['DateEquals', '1767225600', '2026-01-01T00:00:00Z', 'yes'],
    ['DateNotEquals', '2026-01-01', '2026-01-01T00:00:00Z', 'no'],
    ['DateLessThan', '2026-01-01T01:00:00+01:00', '2025-12-31T23:59:59Z', 'yes'],
    ['DateLessThanEquals', '2026-01-01', '2026-01-01', 'yes'],
    ['DateGreaterThan', '2026-01-01', '2026-01-01', 'no'],
    ['DateGreaterThanEquals', '2026-01-01', '2026-01-01', 'yes'],
    ['DateLessThan', 'tomorrow', '2026-01-01', 'either'],
    ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', 'yes'],
    ['BinaryEquals', 'QmluYXJ5', 'Qm8=', 'no'],
    ['IpAddress', '203.0.113.0/24', '203.0.113.200', 'yes'],
    ['IpAddress', '203.0.113.7', '203.0.113.8', 'no'],
    ['IpAddress', '2001:DB8:1234::/48', '2001:db8:1234:1::1', 'yes'],
    ['IpAddress', '0.0.0.0/0', '2001:db8::1', 'no'],
    ['IpAddress', 'office', '203.0.113.8', 'either'],
    ['NotIpAddress', ['203.0.113.0/24', '198.51.100.0/24'], '198.51.100.1', 'no'],
    ['ArnLike', 'arn:aws:iam::*:user/*', 'arn:aws:iam::222222222222:user/team/ana', 'yes'],
    ['ArnEquals', 'arn:aws:iam::*:user/*', 'arn:aws:iam::222222222222:user/ana', 'yes'],
    ['ArnLike', 'arn:aws:x:*:1:finance/*', 'arn:aws:x:eu:9:store/abc:1:finance/a', 'no'],
    ['StringLike', 'arn:aws:x:*:1:finance/*', 'arn:aws:x:eu:9:store/abc:1:finance/a', 'yes'],
    ['ArnNotLike', 'arn:aws:iam::*:user/*', 'arn:aws:iam::222222222222:user/ana', 'no'],
    ['ArnNotEquals', 'arn:aws:iam::*:user/b*', 'arn:aws:iam::222222222222:user/ana', 'yes'],
    ['ArnLike', 'ana', 'ana', 'either'],
  ])('%s %j of %s: %s', (operator, wanted, given, outcome) => {
    expect(match({ [operator]: { 'service:Key': wanted } }, { 'service:key': given })).toBe(outcome);
  });

  it.each([
    ['StringEquals', 'no'],
    ['StringNotEquals', 'yes'],
    ['StringNotLike', 'yes'],
    ['StringNotEqualsIgnoreCase', 'yes'],
    ['NumericNotEquals', 'yes'],
    ['NumericLessThan', 'no'],
    ['NumericLessThanIfExists', 'yes'],
    ['DateNotEquals', 'yes'],
    ['DateGreaterThan', 'no'],
    ['IpAddress', 'no'],
    ['NotIpAddress', 'yes'],
    ['ArnNotLike', 'yes'],
    ['ArnNotEquals', 'yes'],
    ['ArnLike', 'no'],
    ['StringNotEqualsIfExists', 'yes'],
    ['ForAllValues:StringEquals', 'yes'],
    ['ForAnyValue:StringEquals', 'no'],
    ['ForAnyValue:StringNotEquals', 'no'],
  ])('%s of an absent key: %s', (operator, outcome) => {
    expect(match({ [operator]: { 'service:Key': '1' } }, {})).toBe(outcome);
  });
});

describe('keys with several values', () => {
  const context: RequestContext = { 'aws:tagkeys': ['PostDateTime', 'UserName'] };
  it.each([
    ['ForAllValues:StringEquals', ['PostDateTime', 'Message'], 'no'],
    ['ForAllValues:StringEquals', ['PostDateTime', 'UserName', 'Tags'], 'yes'],
    ['ForAnyValue:StringEquals', ['PostDateTime', 'Message'], 'yes'],
    ['ForAnyValue:StringEquals', ['Message'], 'no'],
    ['ForAllValues:StringNotEquals', ['Message'], 'yes'],
    ['ForAllValues:StringNotEquals', ['UserName'], 'no'],
    ['ForAnyValue:StringNotEquals', ['UserName'], 'yes'],
    ['ForAnyValue:StringNotEquals', ['UserName', 'PostDateTime'], 'no'],
    ['StringEquals', ['UserName'], 'either'],
    ['StringEquals', ['Message'], 'no'],
  ])('%s %j: %s', (operator, wanted, outcome) => {
    expect(match({ [operator]: { 'aws:TagKeys': wanted } }, context)).toBe(outcome);
  });
});
