import {
  ChangePasswordCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  GetLoginProfileCommand,
  GetMFADeviceCommand,
  GetPolicyCommand,
  SetDefaultPolicyVersionCommand,
  UpdateLoginProfileCommand,
} from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients, Credentials } from './support/aws-clients.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { createDevice, createUser, type Device, enableDevice, givePassword } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
let member: AwsClients;
let key: Credentials;
let device: Device;

beforeAll(async () => {
  member = aws.root(memberAccount);
  key = await createUser(member, 'ada', [allow('iam:ChangePassword')]);
  await givePassword(member, 'ada');
  device = await createDevice(member, 'phone');
  await enableDevice(member, 'ada', device);
});

describe('GetMFADevice', () => {
  it('tells of an assigned device, and of no other', async () => {
    const call = { UserName: 'ada', SerialNumber: device.serialNumber };
    const found = await member.iam.send(new GetMFADeviceCommand(call));
    expect(found).toMatchObject({ ...call, EnableDate: expect.any(Date) });
    const other = new GetMFADeviceCommand({ ...call, UserName: 'grace' });
    expect(await refusalOf(member.iam.send(other))).toMatchObject({ name: 'NoSuchEntityException' });
  });
});

describe('SetDefaultPolicyVersion', () => {
  it('changes which version is in force', async () => {
    const PolicyDocument = policy(allow('s3:*'));
    const { Policy } = await member.iam.send(new CreatePolicyCommand({ PolicyName: 'P', PolicyDocument }));
    const PolicyArn = Policy?.Arn;
    await member.iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
    const set = (VersionId: string) =>
      member.iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId }));
    await set('v1');
    const read = await member.iam.send(new GetPolicyCommand({ PolicyArn }));
    expect(read.Policy?.DefaultVersionId).toBe('v1');
    expect(await refusalOf(set('v9'))).toMatchObject({ name: 'NoSuchEntityException' });
  });
});

describe('ChangePassword', () => {
  it('ends a forced reset of the caller', async () => {
    await member.iam.send(new UpdateLoginProfileCommand({ UserName: 'ada', PasswordResetRequired: true }));
    const change = new ChangePasswordCommand({
      OldPassword: 'correct horse 1!',
      NewPassword: 'battery staple 2!',
    });
    await aws.as(key).iam.send(change);
    const { LoginProfile } = await member.iam.send(new GetLoginProfileCommand({ UserName: 'ada' }));
    expect(LoginProfile?.PasswordResetRequired).toBe(false);
  });
});
