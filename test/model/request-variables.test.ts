import { describe, expect, it } from 'vitest';
import type { RequestContext } from './request.model.ts';
import { matchConditions } from './request-conditions.model.ts';
import type { RawStatement } from './request-documents.model.ts';
import { matchResource } from './request-resources.model.ts';

const ANA: RequestContext = {
  'aws:username': 'ana',
  'aws:principaltag/team': 'blue',
  'aws:tagkeys': ['a', 'b'],
};
const NOBODY: RequestContext = {};
const USER = 'arn:aws:iam::222222222222:user/ana';

const resource = (elements: Partial<RawStatement>, name: string, context = ANA, variables = true) =>
  matchResource({ Effect: 'Deny', Action: '*', ...elements }, variables, name, context);

describe('variables in resources', () => {
  it.each<[string, string, string]>([
    [`arn:aws:iam::*:user/\${aws:username}`, USER, 'yes'],
    [`arn:aws:iam::*:user/\${AWS:UserName}`, USER, 'yes'],
    [`arn:aws:iam::*:user/\${aws:username}`, 'arn:aws:iam::222222222222:user/bob', 'no'],
    [`arn:aws:iam::*:user/\${aws:username}`, 'arn:aws:iam::222222222222:user/team/ana', 'no'],
    [`arn:aws:iam::*:user/*/\${aws:username}`, 'arn:aws:iam::222222222222:user/team/ana', 'yes'],
    [`arn:aws:s3:::b-\${aws:PrincipalTag/team, 'none'}`, 'arn:aws:s3:::b-blue', 'yes'],
    [`arn:aws:s3:::b-\${aws:PrincipalTag/site, 'none'}`, 'arn:aws:s3:::b-none', 'yes'],
    [`arn:aws:s3:::b-\${aws:PrincipalTag/site, 'none'}`, 'arn:aws:s3:::b-blue', 'no'],
    [`arn:aws:s3:::b/\${*}`, 'arn:aws:s3:::b/*', 'yes'],
    [`arn:aws:s3:::b/\${*}`, 'arn:aws:s3:::b/c', 'no'],
    [`arn:aws:s3:::b/\${?}`, 'arn:aws:s3:::b/c', 'no'],
    [`arn:aws:s3:::b/\${$}`, 'arn:aws:s3:::b/$', 'yes'],
    [`arn:aws:s3:::b-\${aws:TagKeys}`, 'arn:aws:s3:::b-a', 'either'],
    [`arn:aws:s3:::b-\${aws:username`, 'arn:aws:s3:::b-a', 'either'],
    [`arn:aws:iam::\${aws:PrincipalAccount}:user/ana`, USER, 'either'],
  ])('%s of %s: %s', (pattern, name, outcome) => {
    expect(resource({ Resource: pattern }, name)).toBe(outcome);
  });

  it('stay as they are in documents of 2008', () => {
    const own = { Resource: `arn:aws:iam::*:user/\${aws:username}` };
    expect(resource(own, USER, ANA, false)).toBe('no');
    expect(resource(own, `arn:aws:iam::222222222222:user/\${aws:username}`, ANA, false)).toBe('yes');
  });

  it('take the value as it is, wildcards and all', () => {
    const star = { 'aws:username': '*' };
    expect(resource({ Resource: `arn:aws:iam::*:user/\${aws:username}` }, USER, star)).toBe('no');
  });

  it('match nothing without a value, or make the statement invalid', () => {
    const own = `arn:aws:iam::*:user/\${aws:username}`;
    expect(resource({ Resource: own }, USER, NOBODY)).toBe('no');
    expect(resource({ Resource: [own, '*'] }, USER, NOBODY)).toBe('either');
    expect(resource({ NotResource: own }, USER, NOBODY)).toBe('either');
  });
});

describe('variables in conditions', () => {
  const match = (operator: string, value: string, context: RequestContext, variables = true) =>
    matchConditions(
      { Effect: 'Deny', Action: '*', Resource: '*', Condition: { [operator]: { 's3:prefix': value } } },
      variables,
      { ...context, 's3:prefix': 'home/ana' },
    );

  it.each<[string, string, RequestContext, string]>([
    ['StringEquals', `home/\${aws:username}`, ANA, 'yes'],
    ['StringLike', `*/\${aws:username}`, ANA, 'yes'],
    ['StringNotEquals', `home/\${aws:username}`, ANA, 'no'],
    ['StringEquals', `home/\${aws:username}`, NOBODY, 'no'],
    ['StringNotEquals', `home/\${aws:username}`, NOBODY, 'yes'],
    ['StringEquals', `home/\${aws:username, 'ana'}`, NOBODY, 'yes'],
    ['StringEquals', `home/\${aws:username,ana}`, NOBODY, 'either'],
    ['Bool', `\${aws:username}`, ANA, 'either'],
  ])('%s %s of %j: %s', (operator, value, context, outcome) => {
    expect(match(operator, value, context)).toBe(outcome);
  });

  it('stay as they are in documents of 2008', () => {
    expect(match('StringEquals', `home/\${aws:username}`, ANA, false)).toBe('no');
  });
});
