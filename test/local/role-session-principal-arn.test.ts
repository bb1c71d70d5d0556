import { describe, expect, it } from 'vitest';
import { localAws, memberAccount, securityAccount } from './support/local-aws.ts';
import { allow } from './support/policies.ts';
import { assumeRole, createRole } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();

describe('aws:PrincipalArn of a role session', () => {
  it('is the ARN of the role with its path', async () => {
    const security = aws.root(securityAccount);
    const caller = await createRole(security, 'caller', securityAccount, [allow('sts:AssumeRole')], {
      path: '/guardian/',
    });
    const session = aws.as(await assumeRole(security, caller));
    const trusting = (name: string, principalArn: string) =>
      createRole(aws.root(memberAccount), name, securityAccount, [allow('iam:ListUsers')], {
        condition: { ArnEquals: { 'aws:PrincipalArn': principalArn } },
      });
    await assumeRole(session, await trusting('reader', caller));
    const pathless = await trusting('pathless', caller.replace('/guardian/', '/'));
    expect(await refusalOf(assumeRole(session, pathless))).toMatchObject({ name: 'AccessDenied' });
  });
});
