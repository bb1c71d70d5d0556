import { describe, expect, it } from 'vitest';
import { LONGEST_POLICY, parsePolicy } from '#core/policy/parse-policy.ts';
import { describePolicyProblem } from '#core/policy/policy-problem.ts';

const STATEMENT = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };

/** What is wrong with a text, as people read it; nothing if it is a policy. */
const problemOf = (text: string): string | undefined => {
  const parsed = parsePolicy(text);
  return parsed.ok ? undefined : describePolicyProblem(parsed.problem);
};

const labelsOf = (document: unknown): readonly string[] => {
  const parsed = parsePolicy(JSON.stringify(document));
  return parsed.ok ? parsed.value.statements.map(({ label }) => label) : [];
};

describe('parsePolicy accepts', () => {
  it('one statement, or a list of them', () => {
    expect(labelsOf({ Statement: STATEMENT })).toEqual(['#1']);
    expect(labelsOf({ Statement: [STATEMENT, { ...STATEMENT, Sid: 'Second' }, STATEMENT] })).toEqual([
      '#1',
      'Second',
      '#3',
    ]);
  });

  it.each([
    ['2012-10-17', true],
    ['2008-10-17', false],
    [undefined, false],
  ])('version %j, which has variables: %j', (version, hasVariables) => {
    const parsed = parsePolicy(JSON.stringify({ Version: version, Statement: STATEMENT }));
    expect(parsed.ok && parsed.value.hasVariables).toBe(hasVariables);
  });

  it('any Id', () => {
    expect(labelsOf({ Id: { odd: ['id'] }, Statement: STATEMENT })).toEqual(['#1']);
  });

  it('white space and escapes wherever JSON has them', () => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: [STATEMENT] }, null, '\t\n ');
    expect(problemOf(` ${text.replaceAll('Action', '\\u0041ction')} `)).toBeUndefined();
  });

  it('the longest text, and no longer one', () => {
    const text = JSON.stringify({ Statement: STATEMENT });
    expect(problemOf(text.padEnd(LONGEST_POLICY))).toBeUndefined();
    expect(problemOf(text.padEnd(LONGEST_POLICY + 1))).toBe(
      'the document: expected at most 262144 characters, received 262145',
    );
  });

  it('a trust policy, if it is asked for as one', () => {
    const trust = JSON.stringify({
      Statement: { Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' },
    });
    expect(parsePolicy(trust, 'trust').ok).toBe(true);
    expect(problemOf(trust)).toMatch(/^Statement\[0\]: expected only Sid, Effect, Action/);
  });
});

describe('parsePolicy refuses', () => {
  it.each([
    ['', 'the document: expected JSON, received ""'],
    ['{"Statement"', 'the document: expected JSON, received "{\\"Statement\\""'],
    [`\ufeff{"Statement":1}`, 'the document: expected JSON, received "\ufeff{\\"Statement\\":1}"'],
    ['%7B%22Version%22', 'the document: expected JSON, received "%7B%22Version%22"'],
    ['{"Statement":[],}', 'the document: expected JSON, received "{\\"Statement\\":[],}"'],
    ['null', 'the document: expected an object, received null'],
    ['[]', 'the document: expected an object, received a list'],
    ['"a policy"', 'the document: expected an object, received "a policy"'],
    ['7', 'the document: expected an object, received 7'],
    ['{"Id":1,"Id":2}', 'the document: expected each key once in an object, received "Id"'],
    ['{"statement":[]}', 'the document: expected only Version, Id and Statement, received "statement"'],
    ['{"__proto__":{}}', 'the document: expected only Version, Id and Statement, received "__proto__"'],
    ['{"toString":1}', 'the document: expected only Version, Id and Statement, received "toString"'],
    ['{"Version":"2012-10-18"}', 'Version: expected 2012-10-17 or 2008-10-17, received "2012-10-18"'],
    ['{"Version":20121017}', 'Version: expected 2012-10-17 or 2008-10-17, received 20121017'],
    ['{"Version":null}', 'Version: expected 2012-10-17 or 2008-10-17, received null'],
    ['{"Version":["2012-10-17"]}', 'Version: expected 2012-10-17 or 2008-10-17, received a list'],
    ['{"Version":"2012-10-17"}', 'Statement[0]: expected an object, received nothing'],
    ['{"Statement":[]}', 'Statement: expected at least one statement, received "an empty list"'],
    ['{"Statement":null}', 'Statement[0]: expected an object, received null'],
    ['{"Statement":"Allow"}', 'Statement[0]: expected an object, received "Allow"'],
    ['{"Statement":[[]]}', 'Statement[0]: expected an object, received a list'],
  ])('%s', (text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it('a document for the sake of any one statement, and says which', () => {
    const text = JSON.stringify({ Statement: [STATEMENT, STATEMENT, { ...STATEMENT, Effect: 'allow' }] });
    expect(problemOf(text)).toBe('Statement[2].Effect: expected Allow or Deny, received "allow"');
  });

  it('a document that has the same key twice somewhere deep', () => {
    const text = JSON.stringify({ Statement: STATEMENT }).replace('"Effect"', '"Effect":"Deny","Effect"');
    expect(problemOf(text)).toBe('the document: expected each key once in an object, received "Effect"');
  });
});
