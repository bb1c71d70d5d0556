import { describe, expect, it } from 'vitest';
import { limitedEffort } from '#core/policy/effort.ts';
import type { ConditionEntry } from '#core/policy/policy-statement.ts';
import { excludeEachOther } from '#core/proof/contradiction.ts';
import { principalPolicies } from '#core/proof/principal-policies.ts';
import { ALLOW_ALL, holding, numbers, policyOf } from './hostile-user.ts';

const effort = () => limitedEffort(1_000_000);

const conditionsOf = (Condition: object): readonly ConditionEntry[] =>
  principalPolicies(holding([policyOf({ ...ALLOW_ALL, Condition })]), effort()).identity.flatMap(
    ({ conditions }) => conditions,
  );

/** Asked for by one statement or by two, in either order. */
const answers = (one: object, other: object): readonly boolean[] => [
  excludeEachOther([], [...conditionsOf(one), ...conditionsOf(other)], effort()),
  excludeEachOther(conditionsOf(one), conditionsOf(other), effort()),
  excludeEachOther(conditionsOf(other), conditionsOf(one), effort()),
];

const from = (...addresses: readonly string[]) => ({ 'aws:SourceIp': addresses });
const inRegions = (...regions: readonly string[]) => ({ 'aws:RequestedRegion': regions });
const overTls = (...values: readonly (string | boolean)[]) => ({ 'aws:SecureTransport': values });

const OFFICE = '203.0.113.0/24';
const DEPOT = '198.51.100.0/24';

describe('conditions exclude each other', () => {
  it.each<[string, object, object]>([
    [
      'if one asks for what the other one excludes',
      { IpAddress: from(OFFICE) },
      { NotIpAddress: from(OFFICE) },
    ],
    ['if more is excluded', { IpAddress: from(OFFICE) }, { NotIpAddress: from(DEPOT, OFFICE) }],
    [
      'if the key is written in another case',
      { IpAddress: from(OFFICE) },
      { NotIpAddress: { 'AWS:SOURCEIP': OFFICE } },
    ],
    [
      'on addresses in a VPC',
      { IpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } },
      { NotIpAddress: { 'aws:VpcSourceIp': '10.0.0.0/8' } },
    ],
    [
      'on a tag',
      { StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
      { StringNotEquals: { 'aws:PrincipalTag/TEAM': ['red', 'blue'] } },
    ],
    ['if the key may be absent for one', { IpAddress: from(OFFICE) }, { NotIpAddressIfExists: from(OFFICE) }],
    ['in regions', { StringEquals: inRegions('eu-west-1') }, { StringNotEquals: inRegions('eu-west-1') }],
    ['with wildcards', { StringLike: inRegions('eu-*') }, { StringNotLike: inRegions('us-*', 'eu-*') }],
    ['if they ask for both booleans', { Bool: overTls('true') }, { BoolIfExists: overTls(false) }],
    [
      'beside others',
      { Bool: { k: 'true' }, IpAddress: from(DEPOT) },
      { Null: { l: 'true' }, NotIpAddress: from(DEPOT) },
    ],
  ])('%s', (_why, one, other) => {
    expect(answers(one, other)).toEqual([true, true, true]);
  });
});

describe('conditions may hold together', () => {
  it.each<[string, object, object]>([
    ['if nothing is asked', {}, {}],
    ['if less is excluded', { IpAddress: from(OFFICE, DEPOT) }, { NotIpAddress: from(OFFICE) }],
    ['if something else is excluded', { IpAddress: from(OFFICE) }, { NotIpAddress: from(DEPOT) }],
    [
      'if the key may be absent for both',
      { IpAddressIfExists: from(OFFICE) },
      { NotIpAddress: from(OFFICE) },
    ],
    ['if both ask for the same', { IpAddress: from(OFFICE) }, { IpAddressIfExists: from(OFFICE) }],
    ['if both exclude the same', { NotIpAddress: from(OFFICE) }, { NotIpAddressIfExists: from(OFFICE) }],
    ['if one compares wildcards', { StringLike: inRegions('eu-*') }, { StringNotEquals: inRegions('eu-*') }],
    [
      'if one compares letters in any case',
      { StringEqualsIgnoreCase: inRegions('a') },
      { StringNotEquals: inRegions('a') },
    ],
    [
      'if what looks like booleans are texts',
      { StringEquals: inRegions('true') },
      { StringNotEquals: inRegions('false') },
    ],
    [
      'if one asks for both booleans, the other way round',
      { Bool: overTls('true') },
      { BoolIfExists: overTls('false', 'true') },
    ],
    [
      'if they are about two tags',
      { StringEquals: { 'aws:PrincipalTag/a': 'x' } },
      { StringNotEquals: { 'aws:PrincipalTag/b': 'x' } },
    ],
    ['if nothing is compared', { IpAddress: from() }, { NotIpAddress: from(OFFICE) }],
    [
      'if the key may have several values',
      { StringEquals: { 'aws:TagKeys': 'a' } },
      { StringNotEquals: { 'aws:TagKeys': 'a' } },
    ],
    [
      'if values are counted together',
      { 'ForAllValues:StringEquals': inRegions('a') },
      { StringNotEquals: inRegions('a') },
    ],
    [
      'if AWS does not say what the operator makes of the key',
      { StringEquals: overTls('true') },
      { StringNotEquals: overTls('true') },
    ],
    [
      'if they are about two keys',
      { IpAddress: from(OFFICE) },
      { NotIpAddress: { 'aws:VpcSourceIp': OFFICE } },
    ],
    ['if both ask for the same boolean', { Bool: overTls('true') }, { BoolIfExists: overTls('true') }],
    ['if one asks for both booleans', { Bool: overTls('true') }, { BoolIfExists: overTls('true', 'false') }],
    ['if AWS does not document the boolean', { Bool: overTls('true') }, { BoolIfExists: overTls('False') }],
    [
      'if the key may be absent, whichever boolean',
      { BoolIfExists: overTls('true') },
      { BoolIfExists: overTls('false') },
    ],
  ])('%s', (_why, one, other) => {
    expect(answers(one, other)).toEqual([false, false, false]);
  });

  it('if what was asked before was contradictory already', () => {
    const met = conditionsOf({ IpAddress: from(OFFICE), NotIpAddress: from(OFFICE) });
    expect(excludeEachOther(met, conditionsOf({ Bool: overTls('true') }), effort())).toBe(false);
  });
});

describe('looking for contradictions', () => {
  it('counts each condition, and each pair of those that could contradict', () => {
    const others = conditionsOf({
      StringEquals: Object.fromEntries(numbers(500).map((key) => [`k${key}`, 'a'])),
    });
    const addresses = numbers(30).flatMap(() => conditionsOf({ IpAddress: from(OFFICE) }));
    const counted = effort();
    excludeEachOther(others, addresses, counted);
    expect(counted.spent()).toBeGreaterThanOrEqual(500 + 30 * 30);
  });
});
