import { AttachUserPolicyCommand, CreatePolicyCommand, DetachUserPolicyCommand } from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import { iamGuardEnforcer } from '#adapters/iam-guard-enforcer.ts';
import { ENFORCER_ROLE } from '#core/guardian-names.ts';
import type { AccountId, Arn, Partition, UserName } from '#core/kernel/aws-identifiers.ts';
import type { AwsClients } from './support/aws-clients.ts';
import { stubFunctionEnvironment } from './support/deployed-environment.ts';
import { localAws, memberAccount, securityAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { createRole, createUser } from './support/principals.ts';

const aws = localAws();
const enforcer = iamGuardEnforcer();
let member: AwsClients;

const policyNamed = (name: string): Arn => `arn:aws:iam::${memberAccount}:policy/${name}` as Arn;

const attach = (userName: string, policyName: string, sessionName = 'attach-1.1') =>
  enforcer.attach(
    { partition: 'aws' as Partition, account: memberAccount as AccountId, userName: userName as UserName },
    policyNamed(policyName),
    sessionName,
  );

beforeAll(async () => {
  stubFunctionEnvironment(aws.endpoint(), securityAccount);
  member = aws.root(memberAccount);
  await createRole(member, ENFORCER_ROLE, `arn:aws:iam::${securityAccount}:root`, [
    allow('iam:AttachUserPolicy', { Resource: `arn:aws:iam::${memberAccount}:user/*` }),
    { Effect: 'Deny', Action: 'iam:*', Resource: `arn:aws:iam::${memberAccount}:user/break-glass` },
  ]);
  const PolicyDocument = policy({ Effect: 'Deny', Action: 's3:*', Resource: '*' });
  for (const PolicyName of ['Guard', ...Array.from({ length: 10 }, (_, index) => `Filler${index}`)]) {
    await member.iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
  }
  for (const userName of ['ana', 'full', 'break-glass']) {
    await createUser(member, userName);
  }
});

describe('iamGuardEnforcer', () => {
  it('attaches under the session name of the attempt', async () => {
    expect(await attach('ana', 'Guard', 'attach-AIDAANA-3.2')).toEqual({ kind: 'accepted' });
    const calls = await aws.local<readonly { principal: string }[]>('GET', 'calls?action=AttachUserPolicy');
    expect(calls.at(-1)?.principal).toBe(
      `arn:aws:sts::${memberAccount}:assumed-role/${ENFORCER_ROLE}/attach-AIDAANA-3.2`,
    );
    await member.iam.send(new DetachUserPolicyCommand({ UserName: 'ana', PolicyArn: policyNamed('Guard') }));
  });

  it.each([
    ['a user', 'nobody', 'Guard'],
    ['a policy', 'ana', 'NoSuchPolicy'],
  ])('does not give up for %s that is not there: it may be there in a moment', async (_what, user, name) => {
    expect(await attach(user, name)).toEqual({ kind: 'try-again' });
  });

  it('says so when it is denied', async () => {
    expect(await attach('break-glass', 'Guard')).toEqual({ kind: 'refused', because: 'access-denied' });
  });

  it('says so when the user has as many policies as IAM allows', async () => {
    for (let index = 0; index < 10; index += 1) {
      await member.iam.send(
        new AttachUserPolicyCommand({ UserName: 'full', PolicyArn: policyNamed(`Filler${index}`) }),
      );
    }
    expect(await attach('full', 'Guard')).toEqual({ kind: 'refused', because: 'policy-quota-reached' });
  });

  it('makes one call and no more, even when that is throttled', async () => {
    await aws.local('DELETE', 'calls');
    await aws.local('POST', 'faults', { service: 'iam', action: 'AttachUserPolicy', times: 5 });
    expect(await attach('ana', 'Guard')).toEqual({ kind: 'try-again' });
    await aws.local('DELETE', 'faults');
    expect(await aws.local<readonly unknown[]>('GET', 'calls?action=AttachUserPolicy')).toHaveLength(1);
  });
});
