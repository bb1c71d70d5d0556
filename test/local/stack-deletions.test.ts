import {
  AttachUserPolicyCommand,
  CreateUserCommand,
  DetachUserPolicyCommand,
  GetPolicyCommand,
  GetRoleCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { deleteStack, deployStack } from './support/cloudformation.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow } from './support/policies.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const UserName = 'holder';
const PolicyArn = `arn:aws:iam::${memberAccount}:policy/held`;

const PolicyDocument = { Version: '2012-10-17', Statement: [allow('s3:*')] };
const trust = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const role = (RoleName: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: { RoleName, AssumeRolePolicyDocument: trust },
});
const resources = {
  Before: role('before'),
  Beside: role('beside'),
  Policy: {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { ManagedPolicyName: 'held', PolicyDocument, Roles: [{ Ref: 'Before' }] },
  },
};

describe('a stack with a managed policy that somebody has', () => {
  const roleName = async (RoleName: string) =>
    (await aws.root(memberAccount).iam.send(new GetRoleCommand({ RoleName }))).Role?.RoleName;
  const noSuchRole = async (RoleName: string) => (await refusalOf(roleName(RoleName))).name;

  it('is not deleted: the policy stays, and what it depends on', async () => {
    const { iam } = aws.root(memberAccount);
    await deployStack(aws.endpoint(), memberAccount, 'holding', resources);
    await iam.send(new CreateUserCommand({ UserName }));
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    const failure = await refusalOf(deleteStack(aws.endpoint(), memberAccount, 'holding'));
    expect(failure.message).toContain('DELETE_FAILED');
    expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.AttachmentCount).toBeGreaterThan(0);
    expect(await roleName('before')).toBe('before');
    expect(await noSuchRole('beside')).toBe('NoSuchEntityException');
  });

  it('is deleted once nobody has it, though a role of the stack has', async () => {
    const { iam } = aws.root(memberAccount);
    await iam.send(new DetachUserPolicyCommand({ UserName, PolicyArn }));
    await deleteStack(aws.endpoint(), memberAccount, 'holding');
    expect((await refusalOf(iam.send(new GetPolicyCommand({ PolicyArn })))).name).toBe(
      'NoSuchEntityException',
    );
    expect(await noSuchRole('before')).toBe('NoSuchEntityException');
  });
});
