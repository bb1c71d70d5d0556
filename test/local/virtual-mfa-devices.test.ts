import {
  DeactivateMFADeviceCommand,
  EnableMFADeviceCommand,
  ListMFADevicesCommand,
  ListVirtualMFADevicesCommand,
  ResyncMFADeviceCommand,
} from '@aws-sdk/client-iam';
import { GetSessionTokenCommand, type Credentials as Issued } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AwsClients, asCredentials, type Credentials } from './support/aws-clients.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { codeAt } from './support/one-time-codes.ts';
import { allow } from './support/policies.ts';
import { createDevice, createUser, type Device, enableDevice } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
let member: AwsClients;

const codes = ({ serialNumber, seed }: Device, first: number, second: number) => ({
  SerialNumber: serialNumber,
  AuthenticationCode1: codeAt(seed, first),
  AuthenticationCode2: codeAt(seed, second),
});

beforeAll(() => {
  member = aws.root(memberAccount);
});

describe('a virtual MFA device', () => {
  it('has a seed in Base32', async () => {
    expect((await createDevice(member, 'seeded')).seed).toMatch(/^[A-Z2-7]{64}$/);
  });

  it('is enabled with two codes in a row, and with no others', async () => {
    await createUser(member, 'ada');
    const device = await createDevice(member, 'ada');
    const enable = (first: number, second: number) =>
      member.iam.send(new EnableMFADeviceCommand({ UserName: 'ada', ...codes(device, first, second) }));
    for (const [first, second] of [
      [0, -1],
      [-1, -1],
      [-2, 0],
      [-20, -19],
    ] as const) {
      expect(await refusalOf(enable(first, second))).toMatchObject({
        name: 'InvalidAuthenticationCodeException',
      });
    }
    await enable(-1, 0);
    const { MFADevices } = await member.iam.send(new ListMFADevicesCommand({ UserName: 'ada' }));
    expect(MFADevices?.map((found) => found.SerialNumber)).toEqual([device.serialNumber]);
    const resync = new ResyncMFADeviceCommand({ UserName: 'ada', ...codes(device, 0, -1) });
    expect(await refusalOf(member.iam.send(resync))).toMatchObject({
      name: 'InvalidAuthenticationCodeException',
    });
  });

  it('is listed whether it is assigned or not, unless asked otherwise', async () => {
    const free = await createDevice(member, 'nobodys');
    const list = async (AssignmentStatus?: 'Assigned' | 'Unassigned') => {
      const call = new ListVirtualMFADevicesCommand(AssignmentStatus ? { AssignmentStatus } : {});
      return (await member.iam.send(call)).VirtualMFADevices?.map((found) => found.SerialNumber);
    };
    expect(await list()).toContain(free.serialNumber);
    expect(await list('Unassigned')).toContain(free.serialNumber);
    expect(await list('Assigned')).not.toContain(free.serialNumber);
  });
});

describe('a user who has a device', () => {
  let key: Credentials;
  let first: Device;
  let second: Device;

  beforeAll(async () => {
    key = await createUser(member, 'grace', [allow(['iam:*', 'sts:*'])]);
    [first, second] = [await createDevice(member, 'first'), await createDevice(member, 'second')];
    await enableDevice(aws.as(key), 'grace', first);
  });

  it('needs a session with MFA to add another or to remove one', async () => {
    const remove = new DeactivateMFADeviceCommand({ UserName: 'grace', SerialNumber: first.serialNumber });
    expect(await refusalOf(enableDevice(aws.as(key), 'grace', second))).toMatchObject({
      name: 'AccessDenied',
    });
    expect(await refusalOf(aws.as(key).iam.send(remove))).toMatchObject({ name: 'AccessDenied' });
    const { Credentials: issued } = await aws
      .as(key)
      .sts.send(
        new GetSessionTokenCommand({ SerialNumber: first.serialNumber, TokenCode: codeAt(first.seed, 0) }),
      );
    const session = aws.as(asCredentials(issued as Issued));
    await enableDevice(session, 'grace', second);
    await session.iam.send(remove);
  });

  it('may be helped by an administrator without', async () => {
    const UserName = 'grace';
    await member.iam.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber: second.serialNumber }));
  });
});
