import { describe, expect, it } from 'vitest';
import type { Partition } from '#core/kernel/aws-identifiers.ts';
import { describePolicyProblem } from '#core/policy/policy-problem.ts';
import { judgeTrust } from '#core/trust/judge-trust.ts';
import { SOME_ROLE } from '#core/trust/trusting-role.ts';

const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: 'AIDAEXAMPLEDELETED001' },
    Action: 'sts:AssumeRole',
  },
});

describe('the id of a user in a trust policy', () => {
  it('may be anybody’s, where nobody knows whether IAM wrote it', () => {
    const judged = judgeTrust(POLICY, SOME_ROLE);
    expect(judged.ok ? undefined : describePolicyProblem(judged.problem)).toBe(
      'Statement[0].Principal.AWS: expected an ARN, as nobody knows whose id this is, received "AIDAEXAMPLEDELETED001"',
    );
  });

  it('is that of somebody who was deleted, in the policy of a role as IAM has it', () => {
    const judged = judgeTrust(POLICY, { partition: 'aws' as Partition, path: '/' });
    expect(judged.ok && judged.value.principals.map(({ answer }) => answer)).toEqual(['denied']);
  });
});
