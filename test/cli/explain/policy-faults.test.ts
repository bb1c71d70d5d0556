import { describe, expect, it } from 'vitest';
import { findPolicyFaults } from '../../../cli/explain/policy-faults.ts';
import { readManagedPolicies } from '../../fakes/aws-managed-policies.ts';
import { ALLOW_ALL, DENY_ALL, policy } from './documents.ts';
import { explainFolder } from './run-explain.ts';

const { file, run } = explainFolder();

const textsOf = (...statements: readonly object[]) =>
  findPolicyFaults(JSON.stringify(policy(...statements))).map(({ text }) => text);

const denyIf = (operator: string, key = 'aws:MultiFactorAuthPresent') => ({
  ...DENY_ALL,
  Condition: { [operator]: { [key]: 'false' } },
});

describe('findPolicyFaults', () => {
  it.each<[string, readonly object[], readonly string[]]>([
    ['a Sid that stands twice', [ALLOW_ALL, DENY_ALL, { ...DENY_ALL }], ["an earlier statement's too"]],
    ['a Sid with a space', [{ ...ALLOW_ALL, Sid: 'Allow all' }], ['other characters than A-Z']],
    ['a Sid with a hyphen', [{ ...ALLOW_ALL, Sid: 'allow-all' }], ['other characters than A-Z']],
    ['a Sid in letters of another alphabet', [{ ...ALLOW_ALL, Sid: 'Ä' }], ['other characters than A-Z']],
    ['a name for a resource', [{ ...ALLOW_ALL, Resource: 'bucket' }], ['"bucket" is no resource']],
    ['one of several', [{ ...ALLOW_ALL, Resource: ['arn:aws:s3:::a', 'a/*'] }], ['"a/*" is no resource']],
    [
      'a resource that is excepted',
      [{ ...ALLOW_ALL, Resource: undefined, NotResource: ['s3:::a'] }],
      ['"s3:::a" is no resource'],
    ],
    ['ARN in capitals', [{ ...ALLOW_ALL, Resource: 'ARN:aws:s3:::a' }], ['is no resource']],
    ['an unknown operator', [denyIf('Bol')], ['no condition operator "Bol". For MFA it is written']],
    ['one in lower case', [denyIf('boolifexists')], ['no condition operator "boolifexists"']],
    ['Null with IfExists', [denyIf('NullIfExists')], ['no condition operator "NullIfExists"']],
    ['of another key', [denyIf('StringIs', 'aws:SourceVpc')], ['Operators are written as AWS lists them']],
  ])('tells of %s', (_, statements, expected) => {
    expect(textsOf(...statements)).toEqual(expected.map((text) => expect.stringContaining(text)));
  });

  it.each<[string, readonly object[]]>([
    [
      'empty Sids',
      [
        { ...ALLOW_ALL, Sid: '' },
        { ...DENY_ALL, Sid: '' },
      ],
    ],
    [
      'Sids that differ in case',
      [
        { ...ALLOW_ALL, Sid: 'a' },
        { ...ALLOW_ALL, Sid: 'A' },
      ],
    ],
    ['wildcards in an ARN', [{ ...ALLOW_ALL, Resource: ['arn:*:s3:::*', 'arn:aws:s3:::a-?'] }]],
    ['a quantified operator', [denyIf('ForAllValues:BoolIfExists')]],
    ['a quantified Null, of which AWS says nothing', [denyIf('ForAnyValue:Null')]],
  ])('takes %s', (_, statements) => {
    expect(textsOf(...statements)).toEqual([]);
  });

  it('reads one statement that stands in no list', () => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: { ...ALLOW_ALL, Resource: 'a' } });
    expect(findPolicyFaults(text)).toEqual([
      { offset: text.indexOf('"a"'), text: expect.stringContaining('is no resource') },
    ]);
  });

  it('finds nothing in what AWS stores itself', () => {
    const stored = readManagedPolicies().filter(({ isDefault }) => isDefault);
    expect(stored.length).toBeGreaterThan(1_000);
    for (const { name, document } of stored) {
      expect([name, findPolicyFaults(JSON.stringify(document))]).toEqual([name, []]);
    }
  });
});

const TWICE = policy(ALLOW_ALL, DENY_ALL, { ...DENY_ALL, Action: 's3:*' });

describe('npm run explain, of what IAM would refuse', () => {
  it.each([
    ['an identity policy', [file('twice.json', TWICE)]],
    ['a boundary', ['--boundary', file('boundary.json', TWICE)]],
    ['a service control policy', ['--scp', file('scp.json', TWICE)]],
  ])('says where the fault of %s is, judges it as if there were none, and ends with 2', (_, parameters) => {
    const { status, stdout } = run([...parameters, '--json']);
    const { sessions, ifMended, problems } = JSON.parse(stdout);
    expect(status).toBe(2);
    expect(problems).toEqual([
      {
        file: parameters.at(-1),
        line: 22,
        column: 14,
        text: expect.stringContaining('"DenyAll"'),
      },
    ]);
    expect(sessions[0].answer).toBe('undetermined');
    expect(ifMended.sessions[0].answer).toBe('enforced');
    expect(run(parameters).stdout).toContain('Without that it would be:');
  });

  it.each<[string, readonly object[], string]>([
    ['a Sid that IAM does not take', [ALLOW_ALL, { ...denyIf('Bool'), Sid: 'no MFA' }], 'none-found'],
    ['a Sid twice', [ALLOW_ALL, denyIf('Bool'), denyIf('Bool')], 'repaired'],
    ['an operator that IAM does not have', [ALLOW_ALL, denyIf('Bol')], 'repaired'],
  ])('proposes nothing that IAM would refuse: %s', (_, statements, kind) => {
    const { ifMended } = JSON.parse(run([file('open.json', policy(...statements)), '--json']).stdout);
    expect(ifMended.repair.kind).toBe(kind);
    expect(findPolicyFaults(ifMended.repair.document ?? '{}')).toEqual([]);
  });

  it('lets a trust policy have other characters in its Sids', () => {
    const trust = { Effect: 'Allow', Principal: { AWS: '111122223333' }, Action: 'sts:AssumeRole' };
    const { stdout } = run([file('trust.json', policy({ Sid: 'Who may', ...trust })), '--json']);
    expect(JSON.parse(stdout).problems).toEqual([]);
  });
});
