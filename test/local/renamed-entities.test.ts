import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  CreateGroupCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  GetGroupCommand,
  GetGroupPolicyCommand,
  GetLoginProfileCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  type IAMClient,
  ListAccessKeysCommand,
  ListAttachedGroupPoliciesCommand,
  ListGroupsForUserCommand,
  ListMFADevicesCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  ListUsersCommand,
  PutGroupPolicyCommand,
  UpdateGroupCommand,
  UpdateUserCommand,
  UploadSigningCertificateCommand,
  UploadSSHPublicKeyCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { asCredentials, type Credentials } from './support/aws-clients.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { createDevice, createUser, enableDevice, givePassword } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const GroupName = 'developers';
const PolicyDocument = policy(allow('s3:*'));
let iam: IAMClient;

const renameUser = (UserName: string, more: object) => iam.send(new UpdateUserCommand({ UserName, ...more }));
const groupsOf = async (UserName: string) =>
  (await iam.send(new ListGroupsForUserCommand({ UserName }))).Groups?.map((group) => group.GroupName);

beforeAll(async () => {
  iam = aws.root(memberAccount).iam;
  await iam.send(new CreateGroupCommand({ GroupName }));
  await iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName: 'own', PolicyDocument }));
  const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  await iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn }));
});

describe('a user who is renamed', () => {
  let key: Credentials;
  let session: Credentials;

  beforeAll(async () => {
    const UserName = 'ada';
    const member = aws.root(memberAccount);
    key = await createUser(member, UserName, [allow('s3:*')]);
    await givePassword(member, UserName);
    await enableDevice(member, UserName, await createDevice(member, 'phone'));
    await iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
    const ServiceName = 'codecommit.amazonaws.com';
    await iam.send(new CreateServiceSpecificCredentialCommand({ UserName, ServiceName }));
    await iam.send(
      new UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody: 'ssh-rsa AAAAB3NzaC1yc2E x' }),
    );
    const CertificateBody = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
    await iam.send(new UploadSigningCertificateCommand({ UserName, CertificateBody }));
    const issued = await aws.as(key).sts.send(new GetSessionTokenCommand({}));
    session = asCredentials(issued.Credentials ?? {});
    await renameUser(UserName, { NewUserName: 'lovelace', NewPath: '/eng/' });
  });

  const UserName = 'lovelace';
  const Arn = `arn:aws:iam::${memberAccount}:user/eng/lovelace`;

  it('has the new name and path everywhere', async () => {
    const { User } = await iam.send(new GetUserCommand({ UserName }));
    expect(User).toMatchObject({ UserName, Path: '/eng/', Arn });
    expect(await refusalOf(iam.send(new GetUserCommand({ UserName: 'ada' })))).toMatchObject({
      name: 'NoSuchEntityException',
    });
    const { Users } = await iam.send(new GetGroupCommand({ GroupName }));
    expect(Users?.map((member) => member.Arn)).toEqual([Arn]);
  });

  it('keeps every credential, policy and group', async () => {
    const { AccessKeyMetadata: [accessKey] = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
    expect(accessKey).toMatchObject({ UserName, AccessKeyId: key.accessKeyId });
    expect((await iam.send(new ListMFADevicesCommand({ UserName }))).MFADevices).toMatchObject([
      { UserName },
    ]);
    expect((await iam.send(new GetLoginProfileCommand({ UserName }))).LoginProfile).toMatchObject({
      UserName,
    });
    const { ServiceSpecificCredentials } = await iam.send(
      new ListServiceSpecificCredentialsCommand({ UserName }),
    );
    expect(ServiceSpecificCredentials).toMatchObject([{ UserName }]);
    const { SSHPublicKeys } = await iam.send(new ListSSHPublicKeysCommand({ UserName }));
    expect(SSHPublicKeys).toMatchObject([{ UserName }]);
    const { Certificates } = await iam.send(new ListSigningCertificatesCommand({ UserName }));
    expect(Certificates).toMatchObject([{ UserName }]);
    await iam.send(new GetUserPolicyCommand({ UserName, PolicyName: 'may' }));
    expect(await groupsOf(UserName)).toEqual([GroupName]);
  });

  it.each(['key', 'session'])('acts with the %s it had', async (what) => {
    const caller = aws.as(what === 'key' ? key : session);
    expect(await caller.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Arn });
  });

  it('keeps the id, also where only the path or the letters of the name change', async () => {
    const { User: before } = await iam.send(new CreateUserCommand({ UserName: 'grace' }));
    await renameUser('grace', { NewPath: '/navy/' });
    await renameUser('grace', { NewUserName: 'Grace' });
    const { Users } = await iam.send(new ListUsersCommand({ PathPrefix: '/navy/' }));
    expect(Users).toMatchObject([{ UserName: 'Grace', UserId: before?.UserId }]);
  });

  it('cannot take a name somebody has', async () => {
    await iam.send(new CreateUserCommand({ UserName: 'taken' }));
    for (const NewUserName of ['taken', 'TAKEN']) {
      expect(await refusalOf(renameUser(UserName, { NewUserName }))).toMatchObject({
        name: 'EntityAlreadyExistsException',
      });
    }
  });
});

describe('a group that is renamed', () => {
  it('keeps its id, members and policies', async () => {
    const NewGroupName = 'engineers';
    const { Group: before } = await iam.send(new GetGroupCommand({ GroupName }));
    await iam.send(new UpdateGroupCommand({ GroupName, NewGroupName, NewPath: '/eng/' }));
    const after = await iam.send(new GetGroupCommand({ GroupName: NewGroupName }));
    expect(after.Group).toMatchObject({
      GroupId: before?.GroupId,
      Arn: `arn:aws:iam::${memberAccount}:group/eng/engineers`,
      Path: '/eng/',
    });
    expect(after.Users).toMatchObject([{ UserName: 'lovelace' }]);
    expect(await groupsOf('lovelace')).toEqual([NewGroupName]);
    await iam.send(new GetGroupPolicyCommand({ GroupName: NewGroupName, PolicyName: 'own' }));
    const { AttachedPolicies } = await iam.send(
      new ListAttachedGroupPoliciesCommand({ GroupName: NewGroupName }),
    );
    expect(AttachedPolicies).toMatchObject([{ PolicyName: 'ReadOnlyAccess' }]);
    expect(await refusalOf(iam.send(new GetGroupCommand({ GroupName })))).toMatchObject({
      name: 'NoSuchEntityException',
    });
  });

  it('has to exist', async () => {
    const missing = new UpdateGroupCommand({ GroupName: 'nobody', NewGroupName: 'x' });
    expect(await refusalOf(iam.send(missing))).toMatchObject({ name: 'NoSuchEntityException' });
  });
});
