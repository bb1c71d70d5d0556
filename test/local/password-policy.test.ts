import { GetAccountPasswordPolicyCommand, UpdateAccountPasswordPolicyCommand } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { localAws, memberAccount } from './support/local-aws.ts';

const aws = localAws();

describe('UpdateAccountPasswordPolicy', () => {
  it('sets what it does not name back to the default', async () => {
    const { iam } = aws.root(memberAccount);
    const read = async () => (await iam.send(new GetAccountPasswordPolicyCommand({}))).PasswordPolicy;
    const strict = { MinimumPasswordLength: 20, RequireSymbols: true, AllowUsersToChangePassword: true };
    await iam.send(new UpdateAccountPasswordPolicyCommand(strict));
    expect(await read()).toMatchObject(strict);
    await iam.send(new UpdateAccountPasswordPolicyCommand({ MaxPasswordAge: 90 }));
    expect(await read()).toMatchObject({
      MinimumPasswordLength: 6,
      RequireSymbols: false,
      AllowUsersToChangePassword: false,
      MaxPasswordAge: 90,
      ExpirePasswords: true,
    });
  });
});
