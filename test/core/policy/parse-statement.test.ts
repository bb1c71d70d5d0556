import { describe, expect, it } from 'vitest';
import { type PolicyUse, parseStatement } from '#core/policy/parse-statement.ts';
import { literalPattern, wildcardPattern } from '#core/policy/pattern.ts';
import { describePolicyProblem } from '#core/policy/policy-problem.ts';

const ALLOW = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
const TRUST = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*' };

const parse = (statement: unknown, use: PolicyUse = 'identity', hasVariables = true) =>
  parseStatement(statement, { index: 4, hasVariables, use });

const statementOf = (statement: unknown, use: PolicyUse = 'identity', hasVariables = true) => {
  const parsed = parse(statement, use, hasVariables);
  return parsed.ok ? parsed.value : undefined;
};

const problemOf = (statement: unknown, use: PolicyUse = 'identity'): string => {
  const parsed = parse(statement, use);
  return parsed.ok ? 'none' : describePolicyProblem(parsed.problem);
};

const without = (name: string, statement: object = ALLOW): object =>
  Object.fromEntries(Object.entries(statement).filter(([key]) => key !== name));

describe('parseStatement accepts', () => {
  it('the least that a statement is', () => {
    expect(statementOf(ALLOW)).toEqual({
      label: '#5',
      effect: 'Allow',
      actions: { negated: false, patterns: ['s3:getobject'] },
      resources: { negated: false, templates: [[wildcardPattern('*')]] },
      principals: undefined,
      conditions: [],
      literalVariables: false,
    });
  });

  it.each([
    ['Action', 'IAM:Create*', false, ['iam:create*']],
    ['Action', ['iam:GetUser', '*', '*:*', 'a-b_c?:*'], false, ['iam:getuser', '*', '*:*', 'a-b_c?:*']],
    ['NotAction', 'iam:*', true, ['iam:*']],
    ['NotAction', ['iam:*', 'sts:*'], true, ['iam:*', 'sts:*']],
    ['Action', `s3:${'a'.repeat(253)}`, false, [`s3:${'a'.repeat(253)}`]],
  ])('%s %j', (name, value, negated, patterns) => {
    expect(statementOf({ ...without('Action'), [name]: value })?.actions).toEqual({ negated, patterns });
  });

  it.each([
    ['Resource', 'arn:aws:s3:::b/*', false, [[wildcardPattern('arn:aws:s3:::b/*')]]],
    ['Resource', ['a', 'b?'], false, [[wildcardPattern('a')], [wildcardPattern('b?')]]],
    ['NotResource', 'a', true, [[wildcardPattern('a')]]],
    ['NotResource', `a\${b}`, true, [[literalPattern('a'), { key: 'b', fallback: undefined }, []]]],
    ['Resource', 'a'.repeat(2_048), false, [[literalPattern('a'.repeat(2_048))]]],
  ])('%s %.40j', (name, value, negated, templates) => {
    expect(statementOf({ ...without('Resource'), [name]: value })?.resources).toEqual({ negated, templates });
  });

  it.each([
    ['Principal', '*', false, [{ type: 'AWS', name: '*' }]],
    ['NotPrincipal', '*', true, [{ type: 'AWS', name: '*' }]],
    ['Principal', { AWS: '222222222222' }, false, [{ type: 'AWS', name: '222222222222' }]],
    [
      'Principal',
      { AWS: ['a', 'b'], Service: 'c' },
      false,
      [
        { type: 'AWS', name: 'a' },
        { type: 'AWS', name: 'b' },
        { type: 'Service', name: 'c' },
      ],
    ],
    ['NotPrincipal', { Federated: ['a'] }, true, [{ type: 'Federated', name: 'a' }]],
  ])('in a trust policy %s %j', (name, value, negated, principals) => {
    const statement = statementOf({ ...without('Principal', TRUST), [name]: value }, 'trust');
    expect(statement).toMatchObject({ principals: { negated, principals }, resources: undefined });
  });

  it.each([
    ['Mine', 'Mine'],
    ['', '#5'],
    ['__proto__', '__proto__'],
  ])('the Sid %j, and calls it %j', (Sid, label) => {
    expect(statementOf({ ...ALLOW, Sid })?.label).toBe(label);
  });

  it('a condition', () => {
    const statement = { ...ALLOW, Condition: { Bool: { 'aws:SecureTransport': true } } };
    expect(statementOf(statement)?.conditions).toMatchObject([{ key: 'aws:securetransport' }]);
  });

  it('variables only in a document that has them, and says where they stay text', () => {
    const statement = { ...ALLOW, Resource: `\${aws:username}` };
    expect(statementOf(statement)).toMatchObject({ literalVariables: false });
    expect(statementOf(statement, 'identity', false)).toMatchObject({
      literalVariables: true,
      resources: { templates: [[literalPattern(`\${aws:username}`)]] },
    });
    expect(statementOf(ALLOW, 'identity', false)).toMatchObject({ literalVariables: false });
  });
});

const ELEMENTS = 'Sid, Effect, Action, NotAction, Resource, NotResource, Condition';
const TEXTS = 'a text or a list of texts';
const ACTIONS = 'actions like iam:CreateUser, s3:Get* or *';
const ARNS = 'ARNs of 1 to 2048 characters';

describe('parseStatement refuses', () => {
  it.each<[unknown, string]>([
    ['Allow', 'Statement[4]: expected an object, received "Allow"'],
    [{ ...ALLOW, effect: 'Allow' }, `Statement[4]: expected only ${ELEMENTS}, received "effect"`],
    [JSON.parse('{"__proto__":1}'), `Statement[4]: expected only ${ELEMENTS}, received "__proto__"`],
    [{ ...ALLOW, constructor: 1 }, `Statement[4]: expected only ${ELEMENTS}, received "constructor"`],
    [{ ...ALLOW, Principal: '*' }, `Statement[4]: expected only ${ELEMENTS}, received "Principal"`],
    [without('Effect'), 'Statement[4].Effect: expected Allow or Deny, received nothing'],
    [{ ...ALLOW, Effect: ['Allow'] }, 'Statement[4].Effect: expected Allow or Deny, received a list'],
    [{ ...ALLOW, Effect: 'DENY' }, 'Statement[4].Effect: expected Allow or Deny, received "DENY"'],
    [{ ...ALLOW, Sid: 1 }, 'Statement[4].Sid: expected a text, received 1'],
    [{ ...ALLOW, Sid: null }, 'Statement[4].Sid: expected a text, received null'],
    [without('Action'), 'Statement[4]: expected either Action or NotAction, received nothing'],
    [
      { ...ALLOW, NotAction: 'a:b' },
      'Statement[4]: expected either Action or NotAction, received "Action and NotAction"',
    ],
    [{ ...ALLOW, Action: [] }, `Statement[4].Action: expected ${TEXTS}, received a list`],
    [{ ...ALLOW, Action: null }, `Statement[4].Action: expected ${TEXTS}, received null`],
    [{ ...ALLOW, Action: ['s3:*', 7] }, `Statement[4].Action: expected ${TEXTS}, received 7`],
    [{ ...ALLOW, Action: [['s3:*']] }, `Statement[4].Action: expected ${TEXTS}, received a list`],
    [{ ...ALLOW, Action: ['s3:*', null] }, `Statement[4].Action: expected ${TEXTS}, received null`],
    ...['', 's3', 's3:', ':x', 's3:a:b', 's3: x', '**', '?', 's3:x\n', 's3:\u212a', 'é:a', `\${a}:b`].map(
      (text): [unknown, string] => [
        { ...without('Action'), NotAction: ['s3:*', text] },
        `Statement[4].NotAction: expected ${ACTIONS}, received ${JSON.stringify(text)}`,
      ],
    ),
    [
      { ...ALLOW, Action: `s3:${'a'.repeat(254)}` },
      `Statement[4].Action: expected ${ACTIONS}, received "s3:${'a'.repeat(76)}…`,
    ],
    [without('Resource'), 'Statement[4]: expected either Resource or NotResource, received nothing'],
    [
      { ...ALLOW, NotResource: 'a' },
      'Statement[4]: expected either Resource or NotResource, received "Resource and NotResource"',
    ],
    [{ ...ALLOW, Resource: {} }, `Statement[4].Resource: expected ${TEXTS}, received an object`],
    [{ ...ALLOW, Resource: '' }, `Statement[4].Resource: expected ${ARNS}, received ""`],
    [
      { ...ALLOW, Resource: ['*', 'a'.repeat(2_049)] },
      `Statement[4].Resource: expected ${ARNS}, received "${'a'.repeat(79)}…`,
    ],
    [
      { ...ALLOW, Condition: [] },
      'Statement[4].Condition: expected an object of condition operators, received a list',
    ],
  ])('%.60j', (statement, problem) => {
    expect(problemOf(statement)).toBe(problem);
  });

  it.each([
    [
      { ...TRUST, Resource: '*' },
      'Statement[4]: expected only Sid, Effect, Principal, NotPrincipal, Action, NotAction, Condition, received "Resource"',
    ],
    [
      without('Principal', TRUST),
      'Statement[4]: expected either Principal or NotPrincipal, received nothing',
    ],
    [
      { ...TRUST, Principal: 'me' },
      'Statement[4].Principal: expected principals by their type, or *, received "me"',
    ],
    [
      { ...without('Principal', TRUST), NotPrincipal: ['*'] },
      'Statement[4].NotPrincipal: expected principals by their type, or *, received a list',
    ],
    [
      { ...TRUST, Principal: { AWS: 'a', Service: [1] } },
      `Statement[4].Principal.Service: expected ${TEXTS}, received 1`,
    ],
  ])('in a trust policy %j', (statement, problem) => {
    expect(problemOf(statement, 'trust')).toBe(problem);
  });
});
