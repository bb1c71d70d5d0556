import {
  ChangePasswordCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  ListAttachedUserPoliciesCommand,
  ListUsersCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { SANDBOX } from '../../local/organization/accounts.ts';
import { type AwsClients, asCredentials, type Credentials } from '../local/support/aws-clients.ts';
import { codeAt } from '../local/support/one-time-codes.ts';
import { allow, policy } from '../local/support/policies.ts';
import { createDevice, type Device, enableDevice } from '../local/support/principals.ts';
import { refusalOf } from '../local/support/refusal.ts';
import { eventually } from './support/eventually.ts';
import { guardedOrganization } from './support/guarded-organization.ts';
import { recordOf } from './support/ledger.ts';

const STRICT_POLICY = `arn:aws:iam::${SANDBOX.id}:policy/mfa-guardian/MfaGuardianRequireMfaStrictPasswordChange`;

const PASSWORD = 'correct-Horse-7-battery';

const organization = guardedOrganization({ mode: 'enforce' });

const signIn = async (userName: string, code?: string): Promise<AwsClients> =>
  organization.as(
    await organization.local<Credentials>('POST', 'console-session', {
      account: SANDBOX.id,
      userName,
      ...(code === undefined ? {} : { code }),
    }),
  );

describe.each([
  { userName: 'fred', path: '/' },
  { userName: 'gina', path: '/team/' },
])('a user with a password and a key, $path $userName', ({ userName, path }) => {
  let key: Credentials;
  let console: AwsClients;
  let device: Device;

  it('gets the strict policy', async () => {
    const admin = await organization.administrator(SANDBOX);
    await admin.iam.send(new CreateUserCommand({ UserName: userName, Path: path }));
    await admin.iam.send(
      new PutUserPolicyCommand({
        UserName: userName,
        PolicyName: 'everything',
        PolicyDocument: policy(allow('*')),
      }),
    );
    await admin.iam.send(new CreateLoginProfileCommand({ UserName: userName, Password: PASSWORD }));
    const { AccessKey = {} } = await admin.iam.send(new CreateAccessKeyCommand({ UserName: userName }));
    key = asCredentials(AccessKey);
    await eventually(async () => {
      const { AttachedPolicies = [] } = await admin.iam.send(
        new ListAttachedUserPoliciesCommand({ UserName: userName }),
      );
      expect(AttachedPolicies.map(({ PolicyArn }) => PolicyArn)).toEqual([STRICT_POLICY]);
    });
  });

  it('is refused to enrol a device with the key', async () => {
    const call = organization
      .as(key)
      .iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: `${userName}-thief` }));
    expect((await refusalOf(call)).message).toContain('with an explicit deny');
  });

  it('reaches nothing but enrolment from a console session without MFA', async () => {
    console = await signIn(userName);
    expect((await refusalOf(console.iam.send(new ListUsersCommand({})))).message).toContain(
      'with an explicit deny',
    );
  });

  it('may still change the own password, as a forced reset demands', async () => {
    await console.iam.send(
      new ChangePasswordCommand({ OldPassword: PASSWORD, NewPassword: 'another-Horse-8-battery' }),
    );
  });

  it('is refused to enrol a device for somebody else', async () => {
    device = await createDevice(console, `${userName}-phone`);
    expect((await refusalOf(enableDevice(console, 'ben', device))).name).toBe('AccessDenied');
  });

  it('enrols a device from the console, and works with it', async () => {
    await enableDevice(console, userName, device);
    const withMfa = await signIn(userName, codeAt(device.seed, 0));
    const { Users } = await withMfa.iam.send(new ListUsersCommand({}));
    expect(Users?.map(({ UserName }) => UserName)).toContain(userName);
    await eventually(async () =>
      expect((await recordOf(organization.hub(), SANDBOX, userName)).verdict.finding).toEqual({
        kind: 'protected',
        lasting: true,
      }),
    );
  });
});
