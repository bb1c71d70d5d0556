import { describe, expect, it } from 'vitest';
import { indexOfAction } from '#core/catalogue/action-catalogue.ts';
import { limitedEffort } from '#core/policy/effort.ts';
import { showPattern } from '#core/policy/pattern.ts';
import { bindAllow, bindDeny } from '#core/proof/bind-statement.ts';
import type { Outcome } from '#core/proof/condition-outcome.ts';
import { applies } from '#core/proof/evaluate-request.ts';
import { type PlacedStatement, principalPolicies } from '#core/proof/principal-policies.ts';
import { requestContexts } from '#core/proof/request-context.ts';
import type { ProvableSession } from '#core/proof/session-kind.ts';
import { ALLOW_ALL, holding, policyOf } from './hostile-user.ts';

const ALICE = holding([], { tags: [{ key: 'team', value: 'a*b' }] });
const effort = () => limitedEffort(1_000_000);
const v = (inside: string): string => `$\u007b${inside}}`;

const placed = (changes: object): PlacedStatement => {
  const [statement] = principalPolicies(holding([policyOf(changes)]), effort()).identity;
  if (statement === undefined) {
    throw new Error('Expected a statement that can be read.');
  }
  return statement;
};

const contextOf = (session: ProvableSession) => {
  const [context = () => ({ kind: 'any' as const })] = requestContexts(ALICE, session);
  return context;
};

const KEY = contextOf('access-key');
const GET_USER = indexOfAction('iam:GetUser') ?? -1;
const BUCKET = 'arn:aws:s3:::x:alice';

const outcomeOf = (changes: object, resource: string = ALICE.arn): Outcome =>
  applies(placed(changes), { action: GET_USER, resource }, KEY, effort());

describe('a statement applies to a request', () => {
  it.each<[object, Outcome]>([
    [ALLOW_ALL, 'must'],
    [{ ...ALLOW_ALL, Action: 's3:*' }, 'cannot'],
    [{ ...ALLOW_ALL, Resource: ALICE.arn }, 'must'],
    [{ ...ALLOW_ALL, Resource: 'arn:aws:iam::222222222222:user/bob' }, 'cannot'],
    [{ ...ALLOW_ALL, Resource: ['arn:aws:iam::222222222222:user/bob', ALICE.arn] }, 'must'],
    [{ ...ALLOW_ALL, Resource: `arn:*:iam::*:user/${v('aws:username')}` }, 'must'],
    [{ ...ALLOW_ALL, Resource: '*alice' }, 'must'],
    [{ ...ALLOW_ALL, Resource: '*bob' }, 'cannot'],
    [{ Effect: 'Allow', Action: '*', NotResource: ALICE.arn }, 'cannot'],
    [{ Effect: 'Allow', Action: '*', NotResource: 'arn:aws:iam::222222222222:user/bob' }, 'must'],
    [{ ...ALLOW_ALL, Resource: `arn:aws:iam::222222222222:user/${v('aws:SourceIp')}` }, 'may'],
    [{ ...ALLOW_ALL, Resource: `arn:aws:iam::222222222222:role/${v('aws:SourceIp')}` }, 'cannot'],
    [{ ...ALLOW_ALL, Resource: ['*', `arn:aws:iam::222222222222:role/${v('aws:SourceIp')}`] }, 'may'],
    [{ ...ALLOW_ALL, Resource: ['*', `arn:aws:iam::222222222222:role/${v("aws:SourceIp, 'x'")}`] }, 'must'],
    [{ ...ALLOW_ALL, Condition: { Bool: { 'aws:ViaAWSService': 'true' } } }, 'cannot'],
    [{ ...ALLOW_ALL, Condition: { StringEquals: { 'aws:SourceIp': 'x' } } }, 'may'],
  ])('%j: %s', (changes, outcome) => {
    expect(outcomeOf(changes)).toBe(outcome);
  });

  it.each<[string, string, Outcome]>([
    // As a text it matches, part by part it does not.
    ['arn:aws:*:*:*:alice', BUCKET, 'may'],
    ['arn:aws:*:*:*:*alice', BUCKET, 'must'],
    ['arn:aws:*:*:*:bob', BUCKET, 'cannot'],
    ['arn:aws:s3:::*', '*', 'cannot'],
    ['*', '*', 'must'],
  ])('%s on %s: %s', (Resource, resource, outcome) => {
    expect(outcomeOf({ ...ALLOW_ALL, Resource }, resource)).toBe(outcome);
  });
});

describe('the resources of a statement', () => {
  const shown = (changes: object, bind = bindAllow, session: ProvableSession = 'access-key') => {
    const { resources } = bind(placed(changes), contextOf(session), effort());
    return [resources.negated, ...resources.patterns.map(({ whole }) => showPattern(whole))];
  };
  const allow = (texts: readonly string[]) => ({ Effect: 'Allow', Action: '*', Resource: texts });
  const butAllow = (texts: readonly string[]) => ({ Effect: 'Allow', Action: '*', NotResource: texts });
  const USER = v('aws:username');
  const NONE = v('aws:PrincipalTag/none');
  const ANY = v('aws:SourceIp');
  const WITH_DEFAULT = v("aws:PrincipalTag/none, 'd'");
  const WITH_WILDCARD = v("aws:PrincipalTag/none, 'd*'");
  const ANY_WITH_DEFAULT = v("aws:SourceIp, 'd'");

  it('are the most that an allow may name', () => {
    expect(
      shown(allow([`u/${USER}`, `n/${NONE}`, `a/${ANY}`, `d/${WITH_DEFAULT}`, `w/${WITH_WILDCARD}`])),
    ).toEqual([false, 'u/alice', 'a/*', 'd/d', 'w/*']);
    expect(shown(allow([`t/${v('aws:PrincipalTag/team')}`]))).toEqual([false, 't/a*b']);
  });

  it('are the least that an allow certainly exempts', () => {
    expect(
      shown(butAllow([`u/${USER}`, `n/${NONE}`, `a/${ANY}`, `d/${WITH_DEFAULT}`, `w/${WITH_WILDCARD}`])),
    ).toEqual([true, 'u/alice', 'd/d']);
  });

  it('are the least that a deny certainly names', () => {
    const deny = (texts: readonly string[]) => ({ ...allow(texts), Effect: 'Deny' });
    expect(
      shown(
        deny([`u/${USER}`, `d/${WITH_DEFAULT}`, `w/${WITH_WILDCARD}`, `a/${ANY_WITH_DEFAULT}`]),
        bindDeny,
      ),
    ).toEqual([false, 'u/alice', 'd/d']);
  });

  it('are the most that a deny may exempt', () => {
    const deny = (texts: readonly string[]) => ({ ...butAllow(texts), Effect: 'Deny' });
    expect(
      shown(
        deny([`u/${USER}`, `d/${WITH_DEFAULT}`, `w/${WITH_WILDCARD}`, `a/${ANY_WITH_DEFAULT}`]),
        bindDeny,
      ),
    ).toEqual([true, 'u/alice', 'd/d', 'w/*', 'a/*']);
  });

  it.each([NONE, ANY])(
    'are none for a deny, of which nothing is certain with the variable %s',
    (variable) => {
      expect(shown({ ...allow(['*', `x/${variable}`]), Effect: 'Deny' }, bindDeny)).toEqual([false]);
      expect(shown({ ...butAllow(['y', `x/${variable}`]), Effect: 'Deny' }, bindDeny)).toEqual([false]);
    },
  );

  it('know of a federated user no name, and of its id how it begins', () => {
    expect(shown(allow([`u/${USER}`, `i/${v('aws:userid')}`]), bindAllow, 'federation')).toEqual([
      false,
      'i/222222222222:*',
    ]);
  });
});
