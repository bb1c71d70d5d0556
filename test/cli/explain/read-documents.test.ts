import { describe, expect, it } from 'vitest';
import { readDocuments } from '../../../cli/explain/read-documents.ts';
import { ALLOW_ALL, DENY_ALL, policy } from './documents.ts';

const DOCUMENT = policy(ALLOW_ALL, DENY_ALL);
const TEXT = JSON.stringify(DOCUMENT);
const TRUST = policy({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' });

const read = (content: unknown) =>
  readDocuments({
    name: 'a.json',
    text: typeof content === 'string' ? content : JSON.stringify(content, null, 2),
  });

const documents = (content: unknown) =>
  read(content).flatMap((one) => (one.kind === 'document' ? [one.document] : []));

/** What the AWS CLI prints, by the command. */
const ANSWERS: Readonly<Record<string, readonly [unknown, string]>> = {
  'a bare document': [DOCUMENT, 'identity'],
  'a bare trust policy': [TRUST, 'trust'],
  'get-policy-version': [
    { PolicyVersion: { Document: DOCUMENT, VersionId: 'v1', IsDefaultVersion: true } },
    'identity',
  ],
  'get-policy-version as the API answers': [
    { PolicyVersion: { Document: encodeURIComponent(TEXT), VersionId: 'v1' } },
    'identity',
  ],
  'get-user-policy': [{ UserName: 'ana', PolicyName: 'p', PolicyDocument: DOCUMENT }, 'identity'],
  'get-group-policy': [{ GroupName: 'g', PolicyName: 'p', PolicyDocument: DOCUMENT }, 'identity'],
  'get-role-policy': [{ RoleName: 'r', PolicyName: 'p', PolicyDocument: DOCUMENT }, 'identity'],
  'get-role': [
    { Role: { RoleName: 'r', Arn: 'arn:aws:iam::111122223333:role/r', AssumeRolePolicyDocument: TRUST } },
    'trust',
  ],
  'organizations describe-policy': [
    { Policy: { PolicySummary: { Type: 'SERVICE_CONTROL_POLICY' }, Content: TEXT } },
    'service-control',
  ],
  'a document in a text': [TEXT.replaceAll('{', ' {'), 'identity'],
  'a document as a JSON text': [JSON.stringify(TEXT), 'identity'],
  'a URL-encoded document': [encodeURIComponent(TEXT), 'identity'],
};

describe('readDocuments', () => {
  it.each(Object.entries(ANSWERS))('reads %s', (_, [content, role]) => {
    const [document, ...others] = documents(content);
    expect(others).toEqual([]);
    expect(document).toMatchObject({ role, problems: [] });
    expect(JSON.parse(document?.text ?? '')).toEqual(role === 'trust' ? TRUST : DOCUMENT);
  });

  it('knows the role of get-role, and says what it takes for granted of a role’s policy', () => {
    expect(documents(ANSWERS['get-role']?.[0])[0]?.roleArn).toBe('arn:aws:iam::111122223333:role/r');
    expect(documents(ANSWERS['get-role-policy']?.[0])[0]?.assumed).toEqual([
      expect.stringContaining('judged as if a user held it'),
    ]);
  });

  it('tells the line of each statement, by its label, also inside an answer', () => {
    const unnamed = policy({ ...ALLOW_ALL, Sid: undefined }, DENY_ALL);
    const [bare] = documents(unnamed);
    expect([bare?.lineOf('#1'), bare?.lineOf('DenyAll'), bare?.lineOf('#2')]).toEqual([4, 9, undefined]);
    const [wrapped] = documents({ PolicyVersion: { VersionId: 'v1', Document: unnamed } });
    expect([wrapped?.lineOf('#1'), wrapped?.lineOf('DenyAll')]).toEqual([7, 12]);
  });

  it.each([
    [`${TEXT}\n${TEXT}`, 'one behind the other'],
    [JSON.stringify([DOCUMENT, DOCUMENT]), 'in a list'],
  ])('reads several, %#', (content) => {
    expect(documents(content).map(({ name }) => name)).toEqual(['a.json#1', 'a.json#2']);
  });

  it('reads pages of authorization details', () => {
    const page = { UserDetailList: [], IsTruncated: true };
    expect(read(`${JSON.stringify(page)}${JSON.stringify(page)}`).map(({ kind }) => kind)).toEqual([
      'dump',
      'dump',
    ]);
  });

  it('takes a mark that a shell put before an answer, and not one in a document', () => {
    expect(documents(`\uFEFF${JSON.stringify(ANSWERS['get-user-policy']?.[0])}`)[0]?.problems).toEqual([]);
    expect(documents(`\uFEFF${TEXT}`)[0]?.problems).toHaveLength(1);
  });

  it('keeps a text with comments as it is, and what it would be without', () => {
    const text = `// why\n${TEXT}`;
    const [document] = documents(text);
    expect(document?.text).toBe(text);
    expect(JSON.parse(document?.mended ?? '')).toEqual(DOCUMENT);
    expect(document?.problems).toHaveLength(1);
  });

  it.each<[unknown, string]>([
    [{ AWSTemplateFormatVersion: '2010-09-09', Resources: {} }, 'a CloudFormation template'],
    [{ format_version: '1.2', planned_values: {} }, 'a Terraform plan'],
    [{ Policy: { Arn: 'arn:aws:iam::aws:policy/A' } }, 'get-policy-version'],
    [{ PolicyNames: ['a'] }, 'a list of policies without their documents'],
    [{ Users: [] }, 'get-account-authorization-details'],
    [{ Policy: { PolicySummary: { Type: 'TAG_POLICY' }, Content: '{}' } }, 'whose Type is "TAG_POLICY"'],
    [{ Policy: { PolicySummary: { Type: { toString: 1 } }, Content: '{}' } }, 'whose Type is an object'],
    [{ Policy: { PolicySummary: { Type: 'constructor' }, Content: '{}' } }, 'whose Type is "constructor"'],
    [policy({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' }), 'a policy of a resource'],
    [{ hello: 'world' }, 'it has no Statement'],
    ['"hello"', 'expected JSON'],
    [42, 'expected an object'],
    [`${'['.repeat(100_000)}${']'.repeat(100_000)}`, ''],
  ])('says what %j is instead of a policy', (content, text) => {
    const [document] = documents(content);
    expect(document?.problems[0]?.text).toContain(text);
    expect(document?.problems.length).toBeGreaterThan(0);
  });

  it('says where a name stands twice', () => {
    const twice =
      '{\n "Version": "2012-10-17",\n "Statement": [{\n "Effect": "Allow",\n  "Effect": "Deny" }]}';
    expect(documents(twice)[0]?.problems).toEqual([
      { file: 'a.json', line: 5, column: 3, text: expect.stringContaining('stands twice') },
    ]);
  });

  it('says where a name stands twice in an item of a list, and the lines of the others', () => {
    const twice = '{ "Version": "2012-10-17",\n "Statement": [{ "Effect": "Allow",\n  "Effect": "Deny" }] }';
    const [first, second] = documents(`[\n${JSON.stringify(DOCUMENT, null, 2)},\n${twice}\n]`);
    expect([first?.lineOf('AllowAll'), first?.lineOf('DenyAll'), first?.problems]).toEqual([5, 11, []]);
    expect(second?.text).toBe(twice);
    expect(second?.problems).toEqual([
      { file: 'a.json', line: 26, column: 3, text: expect.stringContaining('stands twice') },
    ]);
  });

  it('says where the policy says what IAM would not take', () => {
    expect(documents(policy({ ...ALLOW_ALL, Action: 'everything' }))[0]?.problems).toEqual([
      {
        file: 'a.json',
        line: 7,
        column: 17,
        text: expect.stringContaining('Statement[0].Action: expected actions'),
      },
    ]);
  });
});
