import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetGroupCommand,
  GetPolicyCommand,
  GetRoleCommand,
  GetUserCommand,
  ListPoliciesCommand,
  ListRolesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';

const aws = localAws();
const UserName = 'ada';
const GroupName = 'developers';
const RoleName = 'worker';
const PathPrefix = '/mine/';
const Tags = [{ Key: 'team', Value: 'one' }];
const PermissionsBoundary = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const detailed = { Tags, PermissionsBoundary: { PermissionsBoundaryArn: PermissionsBoundary } };
const iam = () => aws.root(memberAccount).iam;

beforeAll(async () => {
  const more = { Path: PathPrefix, Tags, PermissionsBoundary };
  await iam().send(new CreateUserCommand({ UserName, ...more }));
  const AssumeRolePolicyDocument = policy({
    Effect: 'Allow',
    Principal: { AWS: memberAccount },
    Action: 'sts:AssumeRole',
  });
  await iam().send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, ...more }));
  await iam().send(new CreateGroupCommand({ GroupName }));
  await iam().send(new AddUserToGroupCommand({ UserName, GroupName }));
});

describe('tags and boundary', () => {
  it('of a user are told by GetUser only', async () => {
    expect((await iam().send(new GetUserCommand({ UserName }))).User).toMatchObject(detailed);
    const { Users: [listed] = [] } = await iam().send(new ListUsersCommand({}));
    const { Users: [member] = [] } = await iam().send(new GetGroupCommand({ GroupName }));
    for (const user of [listed, member]) {
      expect(Object.keys(user ?? {}).sort()).toEqual(['Arn', 'CreateDate', 'Path', 'UserId', 'UserName']);
    }
  });

  it('of a role are told by GetRole only', async () => {
    expect((await iam().send(new GetRoleCommand({ RoleName }))).Role).toMatchObject(detailed);
    const { Roles: [listed] = [] } = await iam().send(new ListRolesCommand({ PathPrefix }));
    expect(listed).toMatchObject({ RoleName, MaxSessionDuration: 3600 });
    expect(listed).not.toHaveProperty('Tags');
    expect(listed).not.toHaveProperty('PermissionsBoundary');
  });
});

describe('the description of a policy', () => {
  it('is told by GetPolicy only, as are its tags', async () => {
    const more = { Path: PathPrefix, Description: 'About it', Tags };
    const PolicyDocument = policy(allow('s3:*'));
    await iam().send(new CreatePolicyCommand({ PolicyName: 'Any', PolicyDocument, ...more }));
    const { Policies: [listed] = [] } = await iam().send(new ListPoliciesCommand({ PathPrefix }));
    expect(listed).toMatchObject({ PolicyName: 'Any', DefaultVersionId: 'v1' });
    expect(listed).not.toHaveProperty('Description');
    expect(listed).not.toHaveProperty('Tags');
    const { Policy } = await iam().send(new GetPolicyCommand({ PolicyArn: listed?.Arn }));
    expect(Policy).toMatchObject({ Description: 'About it', Tags });
  });
});
