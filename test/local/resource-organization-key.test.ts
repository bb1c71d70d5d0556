import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { localOrganizationId } from '../../local/emulator.ts';
import type { AwsClients } from './support/aws-clients.ts';
import { localAws, memberAccount, otherMemberAccount, securityAccount } from './support/local-aws.ts';
import { allow } from './support/policies.ts';
import { createRole, createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const stranger = otherMemberAccount;
const aws = localAws({
  organization: {
    managementAccountId: securityAccount,
    accounts: [
      { id: securityAccount, name: 'security' },
      { id: memberAccount, name: 'payments' },
    ],
  },
});
let auditor: AwsClients;

const assume = (account: string) =>
  auditor.sts.send(
    new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${account}:role/Reader`, RoleSessionName: 'audit' }),
  );

beforeAll(async () => {
  for (const account of [memberAccount, stranger]) {
    await createRole(aws.root(account), 'Reader', `arn:aws:iam::${securityAccount}:root`, [
      allow('iam:GetUser'),
    ]);
  }
  const Condition = { StringEquals: { 'aws:ResourceOrgID': localOrganizationId } };
  auditor = aws.as(
    await createUser(aws.root(securityAccount), 'auditor', [allow('sts:AssumeRole', { Condition })]),
  );
});

describe('aws:ResourceOrgID', () => {
  it('lets roles of the organization be assumed', async () => {
    expect((await assume(memberAccount)).Credentials?.AccessKeyId).toBeDefined();
  });

  it('keeps roles of an account outside the organization out of reach', async () => {
    expect(await refusalOf(assume(stranger))).toMatchObject({ name: 'AccessDenied' });
  });
});
