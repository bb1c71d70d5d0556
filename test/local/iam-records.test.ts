import {
  ChangePasswordCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateSAMLProviderCommand,
  CreateServiceSpecificCredentialCommand,
  DeactivateMFADeviceCommand,
  DeletePolicyVersionCommand,
  DeleteUserPermissionsBoundaryCommand,
  DeleteVirtualMFADeviceCommand,
  PutUserPermissionsBoundaryCommand,
  ResyncMFADeviceCommand,
  SetDefaultPolicyVersionCommand,
  TagUserCommand,
  UntagUserCommand,
  UpdateAccountPasswordPolicyCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateGroupCommand,
  UpdateLoginProfileCommand,
  UpdateUserCommand,
  UploadSSHPublicKeyCommand,
} from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients, Credentials } from './support/aws-clients.ts';
import { type CloudTrailRecord, catchEvents, type Queue, takeEvents } from './support/caught-events.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { codeAt } from './support/one-time-codes.ts';
import { allow, policy } from './support/policies.ts';
import { createDevice, createUser, type Device, enableDevice, givePassword } from './support/principals.ts';

const aws = localAws();
const userName = 'ana';
const UserName = userName;
const PolicyDocument = policy(allow('s3:*'));
const policyArn = `arn:aws:iam::${memberAccount}:policy/P`;
const PolicyArn = policyArn;
const boundary = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
let member: AwsClients;
let queue: Queue;
let key: Credentials;
let device: Device;

/** The one record that came, of a call that succeeded. */
async function record(): Promise<CloudTrailRecord> {
  const [found, ...others] = (await takeEvents(member, queue)).map(({ detail }) => detail);
  expect(others).toEqual([]);
  expect(found?.['errorCode']).toBeUndefined();
  return found ?? expect.fail('No record came.');
}

async function told(): Promise<unknown> {
  const { eventName, requestParameters } = await record();
  return [eventName, requestParameters];
}

beforeAll(async () => {
  member = aws.root(memberAccount);
  key = await createUser(member, userName, [allow('iam:ChangePassword')]);
  await givePassword(member, userName);
  device = await createDevice(member, 'phone');
  await enableDevice(member, userName, device);
  await member.iam.send(new CreatePolicyCommand({ PolicyName: 'P', PolicyDocument }));
  await member.iam.send(new CreateGroupCommand({ GroupName: 'developers' }));
  queue = await catchEvents(member, memberAccount, 'caught', { source: ['aws.iam'] });
});

describe('CloudTrail tells of a change', () => {
  it('of the versions of a policy', async () => {
    const { iam } = member;
    await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
    const created = await record();
    const parameters = { policyArn, policyDocument: PolicyDocument, setAsDefault: true };
    expect([created.eventName, created.requestParameters]).toEqual(['CreatePolicyVersion', parameters]);
    expect(created.responseElements).toMatchObject({
      policyVersion: { versionId: 'v2', isDefaultVersion: true },
    });
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
    expect(await told()).toEqual(['SetDefaultPolicyVersion', { policyArn, versionId: 'v1' }]);
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    expect(await told()).toEqual(['DeletePolicyVersion', { policyArn, versionId: 'v2' }]);
  });

  it('of boundary, tags and trust', async () => {
    const { iam } = member;
    await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: boundary }));
    expect(await told()).toEqual(['PutUserPermissionsBoundary', { userName, permissionsBoundary: boundary }]);
    await iam.send(new DeleteUserPermissionsBoundaryCommand({ UserName }));
    expect(await told()).toEqual(['DeleteUserPermissionsBoundary', { userName }]);
    await iam.send(new TagUserCommand({ UserName, Tags: [{ Key: 'team', Value: 'one' }] }));
    expect(await told()).toEqual(['TagUser', { userName, tags: [{ key: 'team', value: 'one' }] }]);
    await iam.send(new UntagUserCommand({ UserName, TagKeys: ['team', 'other'] }));
    expect(await told()).toEqual(['UntagUser', { userName, tagKeys: ['team', 'other'] }]);
    const trust = policy({ Effect: 'Allow', Principal: { AWS: memberAccount }, Action: 'sts:AssumeRole' });
    const role = { RoleName: 'worker' };
    await iam.send(new CreateRoleCommand({ ...role, AssumeRolePolicyDocument: trust }));
    await record();
    await iam.send(new UpdateAssumeRolePolicyCommand({ ...role, PolicyDocument: trust }));
    expect(await told()).toEqual(['UpdateAssumeRolePolicy', { roleName: 'worker', policyDocument: trust }]);
  });

  it('of passwords, without any', async () => {
    const PasswordPolicy = { MinimumPasswordLength: 14, RequireSymbols: true };
    await member.iam.send(new UpdateAccountPasswordPolicyCommand(PasswordPolicy));
    expect(await told()).toEqual([
      'UpdateAccountPasswordPolicy',
      { minimumPasswordLength: 14, requireSymbols: true },
    ]);
    const update = { UserName, Password: 'battery staple 2!', PasswordResetRequired: true };
    await member.iam.send(new UpdateLoginProfileCommand(update));
    expect(await told()).toEqual(['UpdateLoginProfile', { userName, passwordResetRequired: true }]);
    const passwords = { OldPassword: 'battery staple 2!', NewPassword: 'correct horse 3!' };
    await aws.as(key).iam.send(new ChangePasswordCommand(passwords));
    expect(await record()).toMatchObject({
      eventName: 'ChangePassword',
      userIdentity: { type: 'IAMUser', userName },
      requestParameters: null,
    });
  });

  it('of credentials and devices, without secrets', async () => {
    const { iam } = member;
    const { serialNumber } = device;
    const SSHPublicKeyBody = 'ssh-rsa AAAAB3NzaC1yc2E ana';
    await iam.send(new UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody }));
    expect(await told()).toEqual(['UploadSSHPublicKey', { userName, sSHPublicKeyBody: SSHPublicKeyBody }]);
    const ServiceName = 'codecommit.amazonaws.com';
    await iam.send(new CreateServiceSpecificCredentialCommand({ UserName, ServiceName }));
    const { responseElements, ...rest } = await record();
    expect(rest).toMatchObject({
      eventName: 'CreateServiceSpecificCredential',
      requestParameters: { userName, serviceName: ServiceName },
    });
    expect(responseElements).toMatchObject({ serviceSpecificCredential: { userName, status: 'Active' } });
    expect(JSON.stringify(responseElements)).not.toContain('servicePassword');
    await iam.send(
      new ResyncMFADeviceCommand({
        UserName,
        SerialNumber: serialNumber,
        AuthenticationCode1: codeAt(device.seed, -1),
        AuthenticationCode2: codeAt(device.seed, 0),
      }),
    );
    expect(await told()).toEqual(['ResyncMFADevice', { userName, serialNumber }]);
    await iam.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber: serialNumber }));
    expect(await told()).toEqual(['DeactivateMFADevice', { userName, serialNumber }]);
    await iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber: serialNumber }));
    expect(await told()).toEqual(['DeleteVirtualMFADevice', { serialNumber }]);
    const sAMLMetadataDocument = '<EntityDescriptor/>'.padEnd(1000);
    const provider = { Name: 'corporate', SAMLMetadataDocument: sAMLMetadataDocument };
    await iam.send(new CreateSAMLProviderCommand(provider));
    expect(await told()).toEqual(['CreateSAMLProvider', { name: 'corporate', sAMLMetadataDocument }]);
  });

  it('of names and paths', async () => {
    const { iam } = member;
    await iam.send(new UpdateGroupCommand({ GroupName: 'developers', NewGroupName: 'engineers' }));
    expect(await told()).toEqual(['UpdateGroup', { groupName: 'developers', newGroupName: 'engineers' }]);
    await iam.send(new UpdateUserCommand({ UserName, NewUserName: 'anna', NewPath: '/eng/' }));
    expect(await told()).toEqual(['UpdateUser', { userName, newUserName: 'anna', newPath: '/eng/' }]);
  });
});
