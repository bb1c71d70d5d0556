import { CreateAccessKeyCommand, CreateUserCommand, UpdateAccessKeyCommand } from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { localAws, memberAccount, otherMemberAccount } from './support/local-aws.ts';
import { createDevice, createUser, enableDevice } from './support/principals.ts';

const aws = localAws();
let member: AwsClients;

const ask = (userName: string, account = memberAccount) =>
  aws.local('GET', `access-key?${new URLSearchParams({ account, userName })}`);
const deactivate = (UserName: string, AccessKeyId: string) =>
  member.iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }));

beforeAll(() => {
  member = aws.root(memberAccount);
});

describe('the access key of a user', () => {
  it('is his newest active one, with its secret', async () => {
    const first = await createUser(member, 'ada');
    const { AccessKey } = await member.iam.send(new CreateAccessKeyCommand({ UserName: 'ada' }));
    const second = { accessKeyId: AccessKey?.AccessKeyId, secretAccessKey: AccessKey?.SecretAccessKey };
    expect(await ask('ada')).toEqual({ exists: true, accessKey: second, mfaDevices: [] });
    await deactivate('ada', second.accessKeyId ?? '');
    expect(await ask('ada')).toMatchObject({ accessKey: first });
    await deactivate('ada', first.accessKeyId);
    expect(await ask('ada')).toEqual({ exists: true, accessKey: null, mfaDevices: [] });
  });

  it('is nobody else’s, and none of another account’s user of that name', async () => {
    await createUser(member, 'grace+1@example');
    await member.iam.send(new CreateUserCommand({ UserName: 'keyless' }));
    expect(await ask('grace+1@example')).toMatchObject({ exists: true, accessKey: expect.anything() });
    expect(await ask('keyless')).toMatchObject({ exists: true, accessKey: null });
    const nobody = { exists: false, accessKey: null, mfaDevices: [] };
    expect(await ask('grace+1@example', otherMemberAccount)).toEqual(nobody);
  });

  it('comes with his enabled devices', async () => {
    await createUser(member, 'joan');
    const device = await createDevice(member, 'joan-phone');
    expect(await ask('joan')).toMatchObject({ mfaDevices: [] });
    await enableDevice(member, 'joan', device);
    expect(await ask('joan')).toMatchObject({ mfaDevices: [device.serialNumber] });
  });

  it('is not told without a name', async () => {
    await expect(aws.local('GET', `access-key?account=${memberAccount}`)).rejects.toThrow(
      'Send account and userName.',
    );
  });
});
