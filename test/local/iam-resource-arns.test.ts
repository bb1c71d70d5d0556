import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateVirtualMFADeviceCommand,
  GetPolicyCommand,
  GetRoleCommand,
  GetUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients, Credentials } from './support/aws-clients.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { createRole, createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const arn = (resource: string) => `arn:aws:iam::${memberAccount}:${resource}`;
const empty = policy(allow('s3:ListAllMyBuckets'));
let member: AwsClients;
let caller: Credentials;

beforeAll(async () => {
  member = aws.root(memberAccount);
  caller = await createUser(member, 'caller');
  await createUser(member, 'ada', [], '/eng/');
  await createRole(member, 'robot', memberAccount, [allow('s3:*')], { path: '/ops/' });
  await member.iam.send(new CreateGroupCommand({ GroupName: 'crew', Path: '/ship/' }));
  await member.iam.send(new CreatePolicyCommand({ PolicyName: 'P', Path: '/made/', PolicyDocument: empty }));
});

describe('an IAM call is authorized on', () => {
  it.each([
    ['a user with its path', 'user/eng/ada', 'user/ada', () => new GetUserCommand({ UserName: 'ada' })],
    ['a role with its path', 'role/ops/robot', 'role/robot', () => new GetRoleCommand({ RoleName: 'robot' })],
    [
      'a policy with its path',
      'policy/made/P',
      'policy/P',
      () => new GetPolicyCommand({ PolicyArn: arn('policy/made/P') }),
    ],
    [
      'the policy to be made',
      'policy/new/*',
      'policy/other/*',
      () => new CreatePolicyCommand({ PolicyName: 'Q', Path: '/new/', PolicyDocument: empty }),
    ],
    [
      'the device to be made',
      'mfa/phone',
      'mfa/other',
      () => new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }),
    ],
    [
      'the group somebody joins',
      'group/ship/crew',
      'user/eng/ada',
      () => new AddUserToGroupCommand({ GroupName: 'crew', UserName: 'ada' }),
    ],
  ])('%s', async (_what, right, wrong, call) => {
    const request = call();
    const give = (resource: string) =>
      member.iam.send(
        new PutUserPolicyCommand({
          UserName: 'caller',
          PolicyName: 'may',
          PolicyDocument: policy(allow('iam:*', { Resource: arn(resource) })),
        }),
      );
    await give(wrong);
    const refusal = await refusalOf(aws.as(caller).iam.send(request as GetUserCommand));
    expect(refusal.name).toBe('AccessDenied');
    await give(right);
    await aws.as(caller).iam.send(call() as GetUserCommand);
  });
});
