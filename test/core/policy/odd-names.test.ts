import { describe, expect, it } from 'vitest';
import { compilePolicy } from '#core/policy/compile-policy.ts';
import { lowerCaseAscii } from '#core/policy/letter-case.ts';
import { describePolicyProblem } from '#core/policy/policy-problem.ts';
import { plenty } from './plenty.ts';

/** What every object has, halves of characters, letters that turn into others, and characters that nobody sees. */
const ODD_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '\ud800',
  '\udfff\ud800',
  '\u0000',
  '\u212a',
  '\ue000',
  '\uffff',
  '\u202e',
  'İ',
];

const STATEMENT = '{"Effect":"Deny","Action":"*","Resource":"*"}';

const compile = (text: string) => compilePolicy(text, plenty());

const problemOf = (text: string): string => {
  const result = compile(text);
  return result.ok ? 'none' : describePolicyProblem(result.problem);
};

describe.each(ODD_NAMES.map((name) => [name, JSON.stringify(name)]))('%j', (name, written) => {
  it('is no element of a policy', () => {
    expect(problemOf(`{${written}:1,"Statement":${STATEMENT}}`)).toBe(
      `the document: expected only Version, Id and Statement, received ${written}`,
    );
  });

  it('is no element of a statement, whatever stands under it', () => {
    const statement = STATEMENT.replace('{', `{${written}:{"Condition":{}},`);
    expect(problemOf(`{"Statement":${statement}}`)).toBe(
      `Statement[0]: expected only Sid, Effect, Action, NotAction, Resource, NotResource, Condition, received ${written}`,
    );
  });

  it('is no action', () => {
    expect(problemOf(`{"Statement":${STATEMENT.replace('"*"', written)}}`)).toBe(
      `Statement[0].Action: expected actions like iam:CreateUser, s3:Get* or *, received ${written}`,
    );
  });

  it('is an action that nobody knows, or none, of a service of that name', () => {
    const result = compile(`{"Statement":${STATEMENT.replace('"*"', JSON.stringify(`${name}:${name}`))}}`);
    expect(result.ok).toBe(/^\w+$/.test(name));
    expect(
      (result.ok ? result.value : []).every(({ actionSet }) => actionSet.every((word) => word === 0)),
    ).toBe(true);
  });

  it('may be a Sid, a resource, an operator that nobody relies upon, a condition key and a value', () => {
    const condition = `{${written}:{${written}:${written}}}`;
    const statement = `{"Sid":${written},"Effect":"Deny","Action":"*","Resource":${written},"Condition":${condition}}`;
    const result = compile(`{"Statement":${statement}}`);
    expect(result.ok && result.value).toMatchObject([
      { label: name, conditions: [{ operator: { name, family: 'unknown' }, key: lowerCaseAscii(name) }] },
    ]);
  });
});
