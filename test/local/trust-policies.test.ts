import { CreateRoleCommand, GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { assumeRole, createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const trust = (Effect: 'Allow' | 'Deny') =>
  policy({
    Effect,
    Principal: { AWS: `arn:aws:iam::${memberAccount}:root` },
    Action: 'sts:AssumeRole',
    Condition: { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/a+b ?' } },
  });

describe('the trust policy of a role', () => {
  it('comes URL-encoded, and is the one that was set last', async () => {
    const { iam } = aws.root(memberAccount);
    const role = { RoleName: 'worker' };
    const read = async () => (await iam.send(new GetRoleCommand(role))).Role?.AssumeRolePolicyDocument ?? '';
    await iam.send(new CreateRoleCommand({ ...role, AssumeRolePolicyDocument: trust('Deny') }));
    expect(await read()).toMatch(/^[\w.~%-]+$/);
    expect(decodeURIComponent(await read())).toBe(trust('Deny'));
    await iam.send(new UpdateAssumeRolePolicyCommand({ ...role, PolicyDocument: trust('Allow') }));
    expect(decodeURIComponent(await read())).toBe(trust('Allow'));
  });

  it('that was set last is in force', async () => {
    const member = aws.root(memberAccount);
    const role = { RoleName: 'open' };
    const caller = aws.as(await createUser(member, 'ana', [allow('sts:AssumeRole')]));
    const trusted = (AWS: string) =>
      policy({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' });
    const created = await member.iam.send(
      new CreateRoleCommand({ ...role, AssumeRolePolicyDocument: trusted('333333333333') }),
    );
    const arn = created.Role?.Arn ?? '';
    expect(await refusalOf(assumeRole(caller, arn))).toMatchObject({ name: 'AccessDenied' });
    await member.iam.send(
      new UpdateAssumeRolePolicyCommand({ ...role, PolicyDocument: trusted(memberAccount) }),
    );
    await assumeRole(caller, arn);
  });
});
