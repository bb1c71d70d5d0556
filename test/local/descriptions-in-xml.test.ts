import {
  CreatePolicyCommand,
  CreateRoleCommand,
  GetPolicyCommand,
  GetRoleCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';

const aws = localAws();

describe('a description with & and <', () => {
  it('is told as it was given', async () => {
    const { iam } = aws.root(memberAccount);
    const Description = 'R&D <b>&amp;</b>';
    const AssumeRolePolicyDocument = policy({
      Effect: 'Allow',
      Principal: { AWS: memberAccount },
      Action: 'sts:AssumeRole',
    });
    const RoleName = 'research';
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Description }));
    expect((await iam.send(new GetRoleCommand({ RoleName }))).Role?.Description).toBe(Description);
    const { Policy } = await iam.send(
      new CreatePolicyCommand({ PolicyName: 'P', PolicyDocument: policy(allow('s3:*')), Description }),
    );
    const read = await iam.send(new GetPolicyCommand({ PolicyArn: Policy?.Arn }));
    expect(read.Policy?.Description).toBe(Description);
  });
});
