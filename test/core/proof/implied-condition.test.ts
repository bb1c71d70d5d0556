import { describe, expect, it } from 'vitest';
import { limitedEffort } from '#core/policy/effort.ts';
import type { BoundStatement } from '#core/proof/bind-statement.ts';
import { holdsGiven } from '#core/proof/implied-condition.ts';
import { principalPolicies } from '#core/proof/principal-policies.ts';
import { requestContexts } from '#core/proof/request-context.ts';
import { bindPolicies } from '#core/proof/session-requests.ts';
import { ALLOW_ALL, holding, policyOf } from './hostile-user.ts';

const [CONTEXT = () => ({ kind: 'any' as const })] = requestContexts(holding([]), 'access-key');
const effort = () => limitedEffort(1_000_000);

const bound = (statement: object): readonly BoundStatement[] => {
  const policies = principalPolicies(holding([policyOf(statement)]), effort());
  const { allows, denies } = bindPolicies(policies, CONTEXT, effort());
  return [...allows, ...denies];
};

const holds = (denied: object, allowed: object | undefined): boolean => {
  const [deny] = bound({ ...ALLOW_ALL, Effect: 'Deny', Condition: denied });
  const [allow] = allowed === undefined ? [] : bound({ ...ALLOW_ALL, Condition: allowed });
  return deny !== undefined && holdsGiven(deny, allow?.source.conditions ?? [], CONTEXT, effort());
};

const MUST = { Bool: { 'aws:ViaAWSService': 'false' } };
const NEVER = { Bool: { 'aws:ViaAWSService': 'true' } };
const v = (inside: string): string => `$\u007b${inside}}`;

describe('a deny holds for what an allow grants', () => {
  it.each<[string, object, object | undefined]>([
    ['whatever the allow asks, if it always holds', MUST, undefined],
    ['if the allow asks the same', { StringEquals: { k: 'a' } }, { StringEquals: { k: 'a' } }],
    [
      'if the allow asks the same in another case',
      { StringEquals: { K: 'a' } },
      { StringEquals: { k: 'a' } },
    ],
    [
      'if the allow asks for one of its values',
      { StringEquals: { k: ['a', 'b'] } },
      { StringEquals: { k: 'b' } },
    ],
    [
      'if the allow asks for fewer values',
      { StringLike: { k: ['a*', 'b', 'c'] } },
      { StringLike: { k: ['c', 'a*'] } },
    ],
    ['if the allow excludes more', { StringNotEquals: { k: 'a' } }, { StringNotEquals: { k: ['b', 'a'] } }],
    ['if the allow asks for the same boolean', { Bool: { k: 'true' } }, { Bool: { k: 'true' } }],
    [
      'if the allow asks for the same booleans',
      { Bool: { k: ['true', 'false'] } },
      { Bool: { k: ['false', 'true'] } },
    ],
    ['if the allow asks more besides', { StringEquals: { k: 'a' } }, { StringEquals: { k: 'a', l: 'b' } }],
    [
      'if what the allow does not ask always holds',
      { ...MUST, StringEquals: { k: 'a' } },
      { StringEquals: { k: 'a' } },
    ],
    [
      'if the allow asks for the same variable',
      { StringEquals: { k: `x${v('aws:username')}` } },
      { StringEquals: { k: `x${v('aws:username')}` } },
    ],
    [
      'if the allow asks for the same variable with the same default',
      { StringEquals: { k: v("aws:SourceIp, 'x'") } },
      { StringEquals: { k: v("aws:SourceIp, 'x'") } },
    ],
  ])('%s', (_why, denied, allowed) => {
    expect(holds(denied, allowed)).toBe(true);
  });
});

describe('a deny does not certainly hold for what an allow grants', () => {
  it.each<[string, object, object | undefined]>([
    ['if it never holds', NEVER, {}],
    ['if nobody says what is granted', { StringEquals: { k: 'a' } }, undefined],
    ['if the allow asks nothing', { StringEquals: { k: 'a' } }, {}],
    ['if the allow asks for another value', { StringEquals: { k: 'a' } }, { StringEquals: { k: 'b' } }],
    ['if the allow asks for more values', { StringEquals: { k: 'a' } }, { StringEquals: { k: ['a', 'b'] } }],
    ['if the allow excludes less', { StringNotEquals: { k: ['a', 'b'] } }, { StringNotEquals: { k: 'a' } }],
    ['if the allow asks it of another key', { StringEquals: { k: 'a' } }, { StringEquals: { l: 'a' } }],
    ['if the allow asks otherwise', { StringEquals: { k: 'a' } }, { StringLike: { k: 'a' } }],
    [
      'if the allow asks if the key exists',
      { StringEquals: { k: 'a' } },
      { StringEqualsIfExists: { k: 'a' } },
    ],
    ['if it says nothing to compare with', { StringEquals: { k: [] } }, { StringEquals: { k: [] } }],
    ['if the allow says nothing to compare with', { StringEquals: { k: 'a' } }, { StringEquals: { k: [] } }],
    [
      'if only it says nothing to compare with',
      { StringNotEquals: { k: [] } },
      { StringNotEquals: { k: 'a' } },
    ],
    ['if the allow asks for fewer booleans', { Bool: { k: ['true', 'false'] } }, { Bool: { k: 'true' } }],
    ['if the allow asks for more booleans', { Bool: { k: 'true' } }, { Bool: { k: ['true', 'false'] } }],
    [
      'if one of its conditions is not asked',
      { StringEquals: { k: 'a', l: 'b' } },
      { StringEquals: { k: 'a' } },
    ],
    ['if a text only begins alike', { StringEquals: { k: 'ab' } }, { StringEquals: { k: 'a' } }],
    ['if a star is text in one', { StringLike: { k: 'a*' } }, { StringLike: { k: `a${v('*')}` } }],
    [
      'if the variable is another',
      { StringEquals: { k: v('aws:username') } },
      { StringEquals: { k: v('aws:userid') } },
    ],
    [
      'if the default is another',
      { StringEquals: { k: v("aws:SourceIp, 'x'") } },
      { StringEquals: { k: v("aws:SourceIp, 'y'") } },
    ],
    [
      'if what is a variable in one is text in the other',
      { StringEquals: { k: `x${v('aws:username')}y` } },
      { StringEquals: { k: `x${v('*')}y` } },
    ],
    [
      'if the variable may have no value',
      { StringEquals: { k: v('aws:SourceIp') } },
      { StringEquals: { k: v('aws:SourceIp') } },
    ],
    [
      'if one of several variables may have no value',
      { StringEquals: { k: ['a', v('aws:SourceIp')] } },
      { StringEquals: { k: 'a' } },
    ],
  ])('%s', (_why, denied, allowed) => {
    expect(holds(denied, allowed)).toBe(false);
  });
});
