import {
  CreateServiceSpecificCredentialCommand,
  DeleteServiceSpecificCredentialCommand,
  DeleteSigningCertificateCommand,
  DeleteSSHPublicKeyCommand,
  GetSSHPublicKeyCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  ResetServiceSpecificCredentialCommand,
  UpdateServiceSpecificCredentialCommand,
  UpdateSigningCertificateCommand,
  UpdateSSHPublicKeyCommand,
  UploadSigningCertificateCommand,
  UploadSSHPublicKeyCommand,
} from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { catchEvents, takeEvents } from './support/caught-events.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const UserName = 'ada';
let member: AwsClients;

beforeAll(async () => {
  member = aws.root(memberAccount);
  await createUser(member, UserName);
  await createUser(member, 'grace');
});

describe('a service-specific credential', () => {
  const ServiceName = 'codecommit.amazonaws.com';
  const list = async (input: object = { UserName }) =>
    (await member.iam.send(new ListServiceSpecificCredentialsCommand(input))).ServiceSpecificCredentials;

  it('is created, listed, made inactive, reset and deleted; CloudTrail never tells its password', async () => {
    const queue = await catchEvents(member, memberAccount, 'records', { source: ['aws.iam'] });
    const { ServiceSpecificCredential: made } = await member.iam.send(
      new CreateServiceSpecificCredentialCommand({ UserName, ServiceName }),
    );
    expect(made).toMatchObject({
      UserName,
      ServiceName,
      Status: 'Active',
      ServicePassword: expect.any(String),
    });
    const [event] = await takeEvents(member, queue);
    expect(event?.detail).toMatchObject({
      eventName: 'CreateServiceSpecificCredential',
      requestParameters: { userName: UserName, serviceName: ServiceName },
      responseElements: { serviceSpecificCredential: { serviceUserName: `ada-at-${memberAccount}` } },
    });
    expect(JSON.stringify(event)).not.toContain(made?.ServicePassword);

    const one = { UserName, ServiceSpecificCredentialId: made?.ServiceSpecificCredentialId };
    await member.iam.send(new UpdateServiceSpecificCredentialCommand({ ...one, Status: 'Inactive' }));
    const [listed] = (await list()) ?? [];
    expect(listed).toMatchObject({ ...one, ServiceName, Status: 'Inactive', CreateDate: expect.any(Date) });
    expect(listed).not.toHaveProperty('ServicePassword');
    const reset = await member.iam.send(new ResetServiceSpecificCredentialCommand(one));
    expect(reset.ServiceSpecificCredential?.ServicePassword).not.toBe(made?.ServicePassword);
    await member.iam.send(new DeleteServiceSpecificCredentialCommand(one));
    expect(await list()).toEqual([]);
  });

  it('is limited to two a service, known services and existing users', async () => {
    const create = (input: { UserName: string; ServiceName: string }) =>
      member.iam.send(new CreateServiceSpecificCredentialCommand(input));
    const bedrock = { UserName: 'grace', ServiceName: 'bedrock.amazonaws.com' };
    for (let count = 0; count < 2; count += 1) await create(bedrock);
    expect(await refusalOf(create(bedrock))).toMatchObject({ name: 'LimitExceededException' });
    expect(await refusalOf(create({ UserName, ServiceName: 's3.amazonaws.com' }))).toMatchObject({
      name: 'ServiceNotSupportedException',
    });
    expect(await refusalOf(create({ UserName: 'nobody', ServiceName }))).toMatchObject({
      name: 'NoSuchEntityException',
    });
    expect(await list({ AllUsers: true })).toHaveLength(2);
    expect(await list({ UserName: 'grace', ServiceName })).toEqual([]);
  });
});

describe('an SSH public key', () => {
  it('is uploaded, listed, read, made inactive and deleted', async () => {
    const SSHPublicKeyBody = 'ssh-rsa AAAAB3NzaC1yc2E ada';
    const { SSHPublicKey } = await member.iam.send(
      new UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody }),
    );
    const one = { UserName, SSHPublicKeyId: SSHPublicKey?.SSHPublicKeyId };
    const read = await member.iam.send(new GetSSHPublicKeyCommand({ ...one, Encoding: 'SSH' }));
    expect(read.SSHPublicKey).toMatchObject({ SSHPublicKeyBody, Status: 'Active' });
    await member.iam.send(new UpdateSSHPublicKeyCommand({ ...one, Status: 'Inactive' }));
    const { SSHPublicKeys } = await member.iam.send(new ListSSHPublicKeysCommand({ UserName }));
    expect(SSHPublicKeys).toMatchObject([{ ...one, Status: 'Inactive', UploadDate: expect.any(Date) }]);
    const notMine = new DeleteSSHPublicKeyCommand({ ...one, UserName: 'grace' });
    expect(await refusalOf(member.iam.send(notMine))).toMatchObject({ name: 'NoSuchEntityException' });
    await member.iam.send(new DeleteSSHPublicKeyCommand(one));
    expect((await member.iam.send(new ListSSHPublicKeysCommand({ UserName }))).SSHPublicKeys).toEqual([]);
    const nonsense = new UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody: 'nonsense' });
    expect(await refusalOf(member.iam.send(nonsense))).toMatchObject({ name: 'InvalidPublicKeyException' });
  });
});

describe('a signing certificate', () => {
  it('is uploaded, listed, made inactive and deleted', async () => {
    const CertificateBody = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
    const { Certificate } = await member.iam.send(
      new UploadSigningCertificateCommand({ UserName, CertificateBody }),
    );
    const one = { UserName, CertificateId: Certificate?.CertificateId };
    await member.iam.send(new UpdateSigningCertificateCommand({ ...one, Status: 'Inactive' }));
    const list = async () =>
      (await member.iam.send(new ListSigningCertificatesCommand({ UserName }))).Certificates;
    expect(await list()).toMatchObject([{ ...one, CertificateBody, Status: 'Inactive' }]);
    await member.iam.send(new DeleteSigningCertificateCommand(one));
    expect(await list()).toEqual([]);
  });
});
