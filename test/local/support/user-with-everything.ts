import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  type IAMClient,
  PutGroupPolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  UpdateServiceSpecificCredentialCommand,
  UpdateSSHPublicKeyCommand,
  UploadSigningCertificateCommand,
  UploadSSHPublicKeyCommand,
} from '@aws-sdk/client-iam';
import type { Arn, UserId } from '#core/kernel/aws-identifiers.ts';
import { epochMs } from '#core/kernel/time.ts';
import { known } from '#core/posture/observed.ts';
import type { ServiceCredential, UserPosture } from '#core/posture/posture-snapshot.ts';
import type { AwsClients } from './aws-clients.ts';
import { memberAccount } from './local-aws.ts';
import { allow, policy } from './policies.ts';
import { createDevice, enableDevice, givePassword } from './principals.ts';

const UserName = 'ana';
const GroupName = 'developers';

/** Would survive neither being decoded twice nor its white space being tidied. */
const INLINE = `{ "Version": "2012-10-17",\n  "Statement": ${JSON.stringify([
  allow('s3:GetObject', { Resource: 'arn:aws:s3:::odd/100%25+more/ü' }),
])} }`;
const ATTACHED = policy(allow('sqs:*'));
const OF_GROUP = policy(allow('sns:*'));
const GUARD = policy({ Effect: 'Deny', Action: '*', Resource: '*' });
const BOUNDARY = policy(allow('*'));

export const ATTACHED_ARN = `arn:aws:iam::${memberAccount}:policy/team/Attached` as Arn;
export const GUARD_ARN = `arn:aws:iam::${memberAccount}:policy/mfa-guardian/MfaGuardianRequireMfa` as Arn;
export const BOUNDARY_ARN = `arn:aws:iam::${memberAccount}:policy/team/Boundary` as Arn;

const givePolicies = async (iam: IAMClient): Promise<void> => {
  for (const [arn, PolicyDocument] of [
    [ATTACHED_ARN, ATTACHED],
    [GUARD_ARN, GUARD],
    [BOUNDARY_ARN, BOUNDARY],
  ] as const) {
    const [, path, PolicyName] = arn.split('/');
    await iam.send(new CreatePolicyCommand({ PolicyName, Path: `/${path}/`, PolicyDocument }));
  }
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'own', PolicyDocument: INLINE }));
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: ATTACHED_ARN }));
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: GUARD_ARN }));
  await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: BOUNDARY_ARN }));
  await iam.send(new CreateGroupCommand({ GroupName, Path: '/team/' }));
  await iam.send(new AddUserToGroupCommand({ GroupName, UserName }));
  await iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName: 'shared', PolicyDocument: OF_GROUP }));
  await iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn: ATTACHED_ARN }));
};

type Credentials = Pick<
  UserPosture,
  'accessKeys' | 'password' | 'mfaDevices' | 'serviceCredentials' | 'sshPublicKeys' | 'signingCertificates'
>;

const giveServiceCredentials = async (iam: IAMClient): Promise<UserPosture['serviceCredentials']> => {
  const create = async (serviceName: string): Promise<ServiceCredential> => {
    const { ServiceSpecificCredential } = await iam.send(
      new CreateServiceSpecificCredentialCommand({ UserName, ServiceName: serviceName }),
    );
    return { id: ServiceSpecificCredential?.ServiceSpecificCredentialId ?? '', serviceName, active: true };
  };
  const codecommit = await create('codecommit.amazonaws.com');
  const bedrock = await create('bedrock.amazonaws.com');
  await iam.send(
    new UpdateServiceSpecificCredentialCommand({
      UserName,
      ServiceSpecificCredentialId: bedrock.id,
      Status: 'Inactive',
    }),
  );
  return known([codecommit, { ...bedrock, active: false }]);
};

/** One or two of each kind, active and inactive. */
const giveCredentials = async (member: AwsClients): Promise<Credentials> => {
  const { iam } = member;
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  await givePassword(member, UserName);
  const device = await createDevice(member, 'phone');
  await enableDevice(member, UserName, device);
  const serviceCredentials = await giveServiceCredentials(iam);
  const { SSHPublicKey } = await iam.send(
    new UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody: 'ssh-rsa AAAAB3NzaC1yc2E ana' }),
  );
  const SSHPublicKeyId = SSHPublicKey?.SSHPublicKeyId ?? '';
  await iam.send(new UpdateSSHPublicKeyCommand({ UserName, SSHPublicKeyId, Status: 'Inactive' }));
  const CertificateBody = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';
  const { Certificate } = await iam.send(new UploadSigningCertificateCommand({ UserName, CertificateBody }));
  return {
    accessKeys: known([{ id: AccessKey?.AccessKeyId ?? '', active: true }]),
    password: known('set'),
    mfaDevices: known([{ serialNumber: device.serialNumber }]),
    serviceCredentials,
    sshPublicKeys: known([{ id: SSHPublicKeyId, active: false }]),
    signingCertificates: known([{ id: Certificate?.CertificateId ?? '', active: true }]),
  };
};

/** Creates a user who has one of everything that the guardian reads. Answers what a full read has to say. */
export async function createUserWithEverything(member: AwsClients): Promise<UserPosture> {
  const Tags = [{ Key: 'team', Value: 'payments and more' }];
  const { User } = await member.iam.send(new CreateUserCommand({ UserName, Path: '/team/', Tags }));
  const credentials = await giveCredentials(member);
  await givePolicies(member.iam);
  const missing = known({ kind: 'no-such-policy' } as const);
  const user = { kind: 'user' } as const;
  const group = { kind: 'group', groupName: GroupName } as const;
  return {
    userId: (User?.UserId ?? '') as UserId,
    arn: `arn:aws:iam::${memberAccount}:user/team/ana` as Arn,
    createdAt: epochMs(User?.CreateDate?.getTime() ?? 0),
    ...credentials,
    attachedPolicies: known([ATTACHED_ARN, GUARD_ARN]),
    identityPolicies: {
      policies: [
        { holder: user, policy: { kind: 'inline', name: 'own' }, text: INLINE },
        { holder: user, policy: { kind: 'managed', arn: ATTACHED_ARN }, text: ATTACHED },
        { holder: user, policy: { kind: 'managed', arn: GUARD_ARN }, text: GUARD },
        { holder: group, policy: { kind: 'inline', name: 'shared' }, text: OF_GROUP },
        { holder: group, policy: { kind: 'managed', arn: ATTACHED_ARN }, text: ATTACHED },
      ],
      gaps: [],
    },
    boundary: known({ name: BOUNDARY_ARN, text: BOUNDARY }),
    serviceControl: { kind: 'absent' },
    tags: [{ key: 'team', value: 'payments and more' }],
    enforcementPolicies: {
      standard: known({ kind: 'text', text: GUARD }),
      'standard-password-change': missing,
      strict: missing,
      'strict-password-change': missing,
    },
  };
}
