import { AttachUserPolicyCommand, CreatePolicyCommand, DetachUserPolicyCommand } from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients, Credentials } from './support/aws-clients.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const enforcement = `arn:aws:iam::${memberAccount}:policy/mfa-guardian/Enforcement`;
const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
let member: AwsClients;
let enforcer: Credentials;

const attach = (PolicyArn: string) =>
  aws.as(enforcer).iam.send(new AttachUserPolicyCommand({ UserName: 'subject', PolicyArn }));

beforeAll(async () => {
  member = aws.root(memberAccount);
  await member.iam.send(
    new CreatePolicyCommand({
      PolicyName: 'Enforcement',
      Path: '/mfa-guardian/',
      PolicyDocument: policy({ Effect: 'Deny', Action: 's3:*', Resource: '*' }),
    }),
  );
  await createUser(member, 'subject');
  const Condition = { ArnEquals: { 'iam:PolicyARN': enforcement } };
  enforcer = await createUser(member, 'enforcer', [
    allow(['iam:AttachUserPolicy', 'iam:DetachUserPolicy'], { Condition }),
  ]);
});

describe('iam:PolicyARN', () => {
  it('lets the policy it names be attached and detached', async () => {
    await attach(enforcement);
    await aws
      .as(enforcer)
      .iam.send(new DetachUserPolicyCommand({ UserName: 'subject', PolicyArn: enforcement }));
  });

  it('lets no other policy be attached', async () => {
    expect(await refusalOf(attach(administrator))).toMatchObject({ name: 'AccessDenied' });
  });
});
