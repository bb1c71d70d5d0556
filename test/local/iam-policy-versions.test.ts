import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DetachGroupPolicyCommand,
  DetachUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PostureReader } from '#ports/posture-reader.ts';
import type { AwsClients } from './support/aws-clients.ts';
import { localAws, memberAccount, securityAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { coldReader, memberUser } from './support/posture-reader.ts';
import { createUser } from './support/principals.ts';
import { readThroughReaderRole } from './support/reader-role.ts';

const aws = localAws();
const PolicyArn = `arn:aws:iam::${memberAccount}:policy/Changing`;
const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
const FIRST = policy(allow('s3:*'));
const SECOND = policy(allow('sqs:*'));
let member: AwsClients;
let reader: PostureReader;

const attach = (UserName: string, arn: string) =>
  member.iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: arn }));

/** What the managed policies of a user say, as the reader tells. */
const textsOf = async (userName: string): Promise<readonly string[]> => {
  const snapshot = await reader.read(memberUser(userName));
  return snapshot.kind === 'present' ? snapshot.user.identityPolicies.policies.map(({ text }) => text) : [];
};

/** The calls that a read makes in the member account. */
const callsOf = async (read: () => Promise<unknown>): Promise<readonly string[]> => {
  await aws.local('DELETE', 'calls');
  await read();
  const calls = await aws.local<readonly { action: string }[]>(
    'GET',
    `calls?account=${memberAccount}&service=iam`,
  );
  return calls.map(({ action }) => action).toSorted();
};

beforeAll(async () => {
  member = aws.root(memberAccount);
  await readThroughReaderRole(aws, securityAccount, memberAccount);
  await member.iam.send(new CreatePolicyCommand({ PolicyName: 'Changing', PolicyDocument: FIRST }));
  for (const userName of ['ana', 'ben', 'cleo']) {
    await createUser(member, userName);
  }
  await attach('ana', PolicyArn);
  await attach('ben', ADMINISTRATOR);
  await attach('cleo', ADMINISTRATOR);
});

beforeEach(() => {
  reader = coldReader();
});

const EVERY_READ = [
  'GetLoginProfile',
  'GetUser',
  'ListAccessKeys',
  'ListAttachedUserPolicies',
  'ListGroupsForUser',
  'ListMFADevices',
  'ListPolicies',
  'ListSSHPublicKeys',
  'ListServiceSpecificCredentials',
  'ListSigningCertificates',
  'ListUserPolicies',
];

describe('what a read costs', () => {
  it('is eleven calls, and for a managed policy two, one of which is made once for everybody', async () => {
    expect(await callsOf(() => textsOf('ben'))).toEqual(
      [...EVERY_READ, 'GetPolicy', 'GetPolicyVersion'].toSorted(),
    );
    expect(await callsOf(() => textsOf('cleo'))).toEqual([...EVERY_READ, 'GetPolicy'].toSorted());
  });
});

describe('a policy that is held twice, and one of the guardian,', () => {
  it('cost one read of the text each, and of which version is the default one only the first', async () => {
    const guard = `arn:aws:iam::${memberAccount}:policy/mfa-guardian/MfaGuardianRequireMfa`;
    const create = { PolicyName: 'MfaGuardianRequireMfa', Path: '/mfa-guardian/', PolicyDocument: SECOND };
    await member.iam.send(new CreatePolicyCommand(create));
    const GroupName = 'developers';
    await member.iam.send(new CreateGroupCommand({ GroupName }));
    await member.iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn }));
    await createUser(member, 'dora');
    await member.iam.send(new AddUserToGroupCommand({ GroupName, UserName: 'dora' }));
    await attach('dora', PolicyArn);
    await attach('dora', guard);
    expect(await callsOf(async () => expect(await textsOf('dora')).toEqual([FIRST, SECOND, FIRST]))).toEqual(
      [
        ...EVERY_READ,
        ...['ListAttachedGroupPolicies', 'ListGroupPolicies'],
        ...['GetPolicy', 'GetPolicyVersion', 'GetPolicyVersion'],
      ].toSorted(),
    );
    await member.iam.send(new DetachUserPolicyCommand({ UserName: 'dora', PolicyArn }));
    await member.iam.send(new DetachGroupPolicyCommand({ GroupName, PolicyArn }));
  });
});

describe('a policy that changes', () => {
  it('is read as it is now, though what its versions say is remembered', async () => {
    expect(await textsOf('ana')).toEqual([FIRST]);
    await member.iam.send(
      new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: SECOND, SetAsDefault: true }),
    );
    expect(await textsOf('ana')).toEqual([SECOND]);
  });

  it('is another one when it was deleted and made anew', async () => {
    await member.iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: 'v1' }));
    await member.iam.send(new DetachUserPolicyCommand({ UserName: 'ana', PolicyArn }));
    await member.iam.send(new DeletePolicyCommand({ PolicyArn }));
    await member.iam.send(new CreatePolicyCommand({ PolicyName: 'Changing', PolicyDocument: FIRST }));
    await attach('ana', PolicyArn);
    expect(await textsOf('ana')).toEqual([FIRST]);
    await member.iam.send(new DetachUserPolicyCommand({ UserName: 'ana', PolicyArn }));
    await member.iam.send(new DeletePolicyCommand({ PolicyArn }));
    await member.iam.send(new CreatePolicyCommand({ PolicyName: 'Changing', PolicyDocument: SECOND }));
    await attach('ana', PolicyArn);
    expect(await textsOf('ana')).toEqual([SECOND]);
  });
});
