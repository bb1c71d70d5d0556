import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { SOME_ROLE } from '#core/trust/trusting-role.ts';
import { trustText } from '../../../../cli/explain/terminal/trust-text.ts';
import { explainedTrust } from '../../../fakes/trust-explanations.ts';

const USER = 'arn:aws:iam::111122223333:user/ana';
const ROLE = 'arn:aws:iam::111122223333:role/ci';
const EC2 = 'ec2.amazonaws.com';
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

const allow = (Principal: object, Condition: object = {}) => ({
  Effect: 'Allow',
  Principal,
  Action: ['sts:AssumeRole', 'sts:AssumeRoleWithWebIdentity'],
  Condition,
});
const deny = (Condition: object = {}) => ({ ...allow({ AWS: '*' }, Condition), Effect: 'Deny' });
const NO_MFA = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };

/** What is shown of a trust policy that has no problem, a paragraph a line. */
const shown = (...statements: readonly object[]): readonly string[] => {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const explanation = explainedTrust(text, { ...SOME_ROLE, path: '/' });
  const lines = stripVTControlCharacters(trustText(explanation, text).join('\n'));
  return lines.replace(/\n {4,}(?!-)|\n(?=[a-z]|It )|\n {2}(?=\w)/g, ' ').split(/\n+/);
};

describe('the text of a trust policy', () => {
  it.each<[string, string, readonly object[]]>([
    [
      'users who need MFA',
      'MFA is required: whoever can carry it may assume this role with it only.',
      [allow({ AWS: USER }, MFA), allow({ Service: EC2 })],
    ],
    [
      'users who need MFA, and a service that is asked for it',
      'MFA is required: whoever can carry it may assume this role with it only. It is broken for 1 of 2 principals: they can never carry MFA.',
      [allow({ AWS: USER, Service: EC2 }, MFA)],
    ],
    [
      'a service',
      'Nobody who is trusted here can carry MFA: this role may be assumed without it.',
      [allow({ Service: EC2 })],
    ],
    [
      'a role, beside a user who is shut out',
      'Nobody who is trusted here can carry MFA: this role may be assumed without it.',
      [allow({ AWS: [ROLE, USER] }, { ArnEquals: { 'aws:PrincipalArn': ROLE } })],
    ],
    [
      'a service that is asked for MFA',
      'Nobody may assume this role. It asks for MFA, which none of those who are trusted here can ever carry.',
      [allow({ Service: EC2 }), deny(NO_MFA)],
    ],
    ['somebody deleted', 'Nobody may assume this role.', [allow({ AWS: 'AIDAEXAMPLEDELETED001' })]],
    ['nobody but whom it denies', 'Nobody may assume this role.', [deny()]],
    [
      'a user without MFA, and a service that is asked for it',
      'MFA is not required: 1 of 2 principals may assume this role without it. It is broken for 1 of 2 principals: they can never carry MFA.',
      [allow({ AWS: USER }), allow({ Service: EC2 }, MFA)],
    ],
  ])('begins with the answer for %s', (_, expected, statements) => {
    expect(shown(...statements)[0]).toBe(expected);
  });

  it.each<[string, string, readonly object[]]>([
    ['✔', 'a user who needs MFA', [allow({ AWS: USER }, MFA)]],
    ['✘', 'a user who does not', [allow({ AWS: USER })]],
    ['·', 'a service', [allow({ Service: EC2 })]],
    ['·', 'somebody who is denied', [allow({ AWS: USER }), deny()]],
    ['!', 'a service that is asked for MFA', [allow({ Service: EC2 }, MFA)]],
    ['!', 'any service', [allow({ Service: '*' })]],
    ['!', 'any identity provider', [allow({ Federated: '*' })]],
    ['?', 'an account by its canonical id', [allow({ CanonicalUser: '79a59df900b949e5' })]],
  ])('marks with %s %s', (mark, _, statements) => {
    expect(shown(...statements)[1]?.slice(0, 2)).toBe(`${mark} `);
  });
});
