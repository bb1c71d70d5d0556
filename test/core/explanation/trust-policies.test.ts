import { describe, expect, it } from 'vitest';
import { ExplanationSchema } from '#contracts/explanation.ts';
import { exitCodeOf, trustAnswer } from '#core/explanation/answer.ts';
import type { TrustExplanation } from '#core/explanation/explanation.ts';
import { SOME_ROLE } from '#core/trust/trusting-role.ts';
import { explainedTrust } from '../../fakes/trust-explanations.ts';

const USER = { AWS: 'arn:aws:iam::111122223333:user/ana' };
const SERVICE = { Service: 'lambda.amazonaws.com' };
const MFA = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

const explain = (Principal: object, Condition: object): TrustExplanation => {
  const text = JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal, Action: 'sts:AssumeRole', Condition },
  });
  return explainedTrust(text, SOME_ROLE);
};

describe('the explanation of a trust policy', () => {
  it.each([
    ['a user without MFA', explain(USER, {}), 'without-mfa', 'repaired', 1],
    ['a user with MFA', explain(USER, MFA), 'requires-mfa', 'not-needed', 0],
    ['a service', explain(SERVICE, {}), 'requires-mfa', 'not-needed', 0],
    [
      'a service that is asked for MFA',
      explain(SERVICE, { BoolIfExists: MFA.Bool }),
      'requires-mfa',
      'not-needed',
      0,
    ],
    [
      'a user, asked in a way that AWS leaves open',
      explain(USER, { StringEquals: MFA.Bool }),
      expect.stringMatching(/undetermined|without-mfa/),
      expect.anything(),
      expect.toBeOneOf([1, 2]),
    ],
  ])('of %s', (_, explanation, answer, repair, exitCode) => {
    expect(ExplanationSchema.parse(explanation)).toEqual(explanation);
    expect(trustAnswer(explanation)).toEqual(answer);
    expect(explanation.repair.kind).toEqual(repair);
    expect(exitCodeOf(explanation)).toEqual(exitCode);
  });

  it('is undetermined where it was not understood', () => {
    const problems = [{ file: 'a.json', line: 1, column: 1, text: 'odd' }];
    const explanation = { ...explain(USER, MFA), principals: [], problems };
    expect(trustAnswer(explanation, problems)).toBe('undetermined');
    expect(exitCodeOf(explanation)).toBe(2);
  });
});
