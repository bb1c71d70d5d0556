import { AttachUserPolicyCommand, GetPolicyCommand, GetPolicyVersionCommand } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { localAws, memberAccount, otherMemberAccount } from './support/local-aws.ts';
import { variable } from './support/policies.ts';
import { createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();

const policyIn = async (account: string, name: string) => {
  const { iam } = aws.root(account);
  const PolicyArn = `arn:aws:iam::aws:policy/${name}`;
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const { PolicyVersion } = await iam.send(
    new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
  );
  return { id: Policy?.PolicyId, document: JSON.parse(decodeURIComponent(PolicyVersion?.Document ?? '')) };
};

/** What each of AWS's policies lets its holder do, in a word that no other policy says. */
const TELLING: Readonly<Record<string, unknown>> = {
  AdministratorAccess: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  PowerUserAccess: expect.arrayContaining([
    { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
  ]),
  ReadOnlyAccess: expect.arrayContaining([
    expect.objectContaining({ Effect: 'Allow', Action: expect.arrayContaining(['a4b:Get*']) }),
  ]),
  IAMUserChangePassword: [
    {
      Effect: 'Allow',
      Action: ['iam:ChangePassword'],
      Resource: [`arn:aws:iam::*:user/${variable('aws:username')}`],
    },
    { Effect: 'Allow', Action: ['iam:GetAccountPasswordPolicy'], Resource: '*' },
  ],
  IAMUserSSHKeys: [expect.objectContaining({ Action: expect.arrayContaining(['iam:UploadSSHPublicKey']) })],
  IAMSelfManageServiceSpecificCredentials: [
    expect.objectContaining({ Action: expect.arrayContaining(['iam:CreateServiceSpecificCredential']) }),
  ],
};

describe("AWS's own policies", () => {
  it.each(Object.entries(TELLING))(
    '%s says what it says on AWS, in every account',
    async (name, statements) => {
      const policy = await policyIn(memberAccount, name);
      expect(policy.document).toEqual({ Version: '2012-10-17', Statement: statements });
      expect(policy.id).toMatch(/^ANPA[A-Z2-7]{17}$/);
      expect(await policyIn(otherMemberAccount, name)).toEqual(policy);
    },
  );

  it('are the same after a reset', async () => {
    const before = await policyIn(memberAccount, 'IAMUserChangePassword');
    await fetch(`${aws.endpoint()}/_ministack/reset`, { method: 'POST' });
    expect(await policyIn(memberAccount, 'IAMUserChangePassword')).toEqual(before);
  });

  it('can be attached; those that do not exist can not', async () => {
    const member = aws.root(memberAccount);
    await createUser(member, 'ana');
    const attach = (name: string) =>
      member.iam.send(
        new AttachUserPolicyCommand({ UserName: 'ana', PolicyArn: `arn:aws:iam::aws:policy/${name}` }),
      );
    await attach('IAMUserChangePassword');
    expect(await refusalOf(attach('IAMUserChangePasswords'))).toMatchObject({
      name: 'NoSuchEntityException',
    });
  });
});
