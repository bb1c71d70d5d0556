import { describe, expect, it } from 'vitest';
import { policy } from './documents.ts';
import { explainFolder } from './run-explain.ts';

const { file, run } = explainFolder();

const ACCOUNT = 'arn:aws:iam::111122223333';
const allow = (changes: object) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...changes });
const users = Array.from({ length: 2200 }, (_, index) => `${ACCOUNT}:user/u${index}`);
const all = allow({ Principal: { AWS: users } });

const judged = (document: object) => {
  const { status, stdout } = run(['--json', file('trust.json', document)]);
  return { status, explanation: JSON.parse(stdout) as unknown };
};

describe('a trust policy that could not be judged', () => {
  it.each<[string, object, object]>([
    [
      'IAM takes no NotPrincipal',
      policy(allow({ NotPrincipal: { AWS: `${ACCOUNT}:root` } })),
      { line: 7, text: expect.stringContaining('received "NotPrincipal"') },
    ],
    [
      'IAM takes no * for a part of a principal',
      policy(allow({ Principal: { AWS: `${ACCOUNT}:user/*` } })),
      { line: 8, text: expect.stringContaining(`received "${ACCOUNT}:user/*"`) },
    ],
    [
      'it takes too many steps',
      policy(all, { ...all, Effect: 'Deny' }),
      { line: null, text: expect.stringContaining('within 10000000 steps') },
    ],
  ])('is told of, and is no pass: %s', (_, document, problem) => {
    expect(judged(document)).toMatchObject({
      status: 2,
      explanation: { kind: 'trust-policy', principals: [], problems: [problem] },
    });
  });

  it('of a role in a dump is none either', () => {
    const { status, explanation } = judged({
      UserDetailList: [],
      GroupDetailList: [],
      Policies: [],
      RoleDetailList: [
        {
          RoleName: 'admin',
          Arn: `${ACCOUNT}:role/admin`,
          AssumeRolePolicyDocument: policy(allow({ Principal: { AWS: `${ACCOUNT}:user/*` } })),
        },
      ],
    });
    expect(status).toBe(2);
    expect(JSON.stringify(explanation)).toContain('IAM takes no *');
  });
});
