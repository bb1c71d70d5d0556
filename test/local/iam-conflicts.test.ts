import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateUserCommand,
  DeleteGroupCommand,
  DeletePolicyCommand,
  DeleteUserCommand,
  GetLoginProfileCommand,
  ListAccessKeysCommand,
  ListMFADevicesCommand,
  PutUserPolicyCommand,
  UploadSSHPublicKeyCommand,
} from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { createDevice, enableDevice, givePassword } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const PolicyDocument = policy(allow('s3:*'));
const arnOf = (name: string) => `arn:aws:iam::${memberAccount}:policy/${name}`;
let member: AwsClients;

const create = (UserName: string) => member.iam.send(new CreateUserCommand({ UserName }));
const createPolicy = (PolicyName: string) =>
  member.iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
const attach = (UserName: string, PolicyArn: string) =>
  member.iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));

beforeAll(() => {
  member = aws.root(memberAccount);
});

describe('joining a group', () => {
  it('beyond the tenth is refused, joining one again is not', async () => {
    const UserName = 'sociable';
    await create(UserName);
    const join = (GroupName: string) => member.iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
    for (let count = 0; count <= 10; count += 1) {
      await member.iam.send(new CreateGroupCommand({ GroupName: `group-${count}` }));
    }
    for (let count = 0; count < 10; count += 1) await join(`group-${count}`);
    await join('group-0');
    expect(await refusalOf(join('group-10'))).toEqual({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for GroupsPerUser: 10',
    });
  });
});

describe('attaching a policy', () => {
  it('that does not exist is refused', async () => {
    await create('ada');
    for (const arn of [arnOf('Missing'), 'arn:aws:iam::aws:policy/AdminstratorAccess']) {
      const message = `Policy ${arn} does not exist or is not attachable.`;
      expect(await refusalOf(attach('ada', arn))).toEqual({ name: 'NoSuchEntityException', message });
    }
  });

  it('beyond the tenth is refused, attaching one again is not', async () => {
    await create('busy');
    for (let count = 0; count <= 10; count += 1) await createPolicy(`P${count}`);
    for (let count = 0; count < 10; count += 1) await attach('busy', arnOf(`P${count}`));
    await attach('busy', arnOf('P0'));
    expect(await refusalOf(attach('busy', arnOf('P10')))).toEqual({
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for PoliciesPerUser: 10',
    });
  });
});

describe('a quota', () => {
  it('allows two access keys a user', async () => {
    await create('keys');
    const key = () => member.iam.send(new CreateAccessKeyCommand({ UserName: 'keys' }));
    await key();
    await key();
    expect(await refusalOf(key())).toMatchObject({ name: 'LimitExceededException' });
  });

  it('bounds policy documents, white space apart', async () => {
    await create('wordy');
    const put = (Resource: string, space = '') =>
      member.iam.send(
        new PutUserPolicyCommand({
          UserName: 'wordy',
          PolicyName: 'long',
          PolicyDocument: policy(allow('s3:*', { Resource })) + space,
        }),
      );
    await put('*', ' '.repeat(3000));
    expect(await refusalOf(put(`arn:aws:s3:::${'x'.repeat(2048)}`))).toMatchObject({
      name: 'LimitExceededException',
    });
  });
});

describe('a name', () => {
  it('is taken in any capitals', async () => {
    await create('Grace');
    expect(await refusalOf(create('grace'))).toMatchObject({ name: 'EntityAlreadyExistsException' });
  });
});

describe('a user who does not exist', () => {
  const UserName = 'nobody';
  it.each([
    ['ListAccessKeys', () => new ListAccessKeysCommand({ UserName })],
    ['ListMFADevices', () => new ListMFADevicesCommand({ UserName })],
    ['GetLoginProfile', () => new GetLoginProfileCommand({ UserName })],
  ])('is missing to %s', async (_name, call) => {
    expect(await refusalOf(member.iam.send(call() as ListAccessKeysCommand))).toEqual({
      name: 'NoSuchEntityException',
      message: 'The user with name nobody cannot be found.',
    });
  });
});

describe('deleting', () => {
  const UserName = 'leaver';
  const device = async () => {
    await enableDevice(member, UserName, await createDevice(member, 'leavers-phone'));
  };
  const group = async () => {
    await member.iam.send(new CreateGroupCommand({ GroupName: 'crew' }));
    await member.iam.send(new AddUserToGroupCommand({ GroupName: 'crew', UserName }));
  };
  const inline = () =>
    member.iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'x', PolicyDocument }));
  const sshKey = () =>
    member.iam.send(new UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody: 'ssh-rsa AAAA' }));

  it.each<[string, () => Promise<unknown>]>([
    ['delete SSH public keys', sshKey],
    ['remove users from group', group],
    ['delete policies', inline],
    ['delete MFA device', device],
    ['delete login profile', () => givePassword(member, UserName)],
  ])('a user is refused: "must %s first"', async (must, bring) => {
    await create(UserName).catch(() => undefined);
    await bring();
    expect(await refusalOf(member.iam.send(new DeleteUserCommand({ UserName })))).toEqual({
      name: 'DeleteConflictException',
      message: `Cannot delete entity, must ${must} first.`,
    });
  });

  it('a policy with several versions is refused, and a group with members', async () => {
    await createPolicy('Versions');
    const PolicyArn = arnOf('Versions');
    await member.iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument }));
    const conflict = { name: 'DeleteConflictException' };
    expect(await refusalOf(member.iam.send(new DeletePolicyCommand({ PolicyArn })))).toMatchObject(conflict);
    const deletion = new DeleteGroupCommand({ GroupName: 'crew' });
    expect(await refusalOf(member.iam.send(deletion))).toMatchObject(conflict);
  });
});
