import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeactivateMFADeviceCommand,
  DetachUserPolicyCommand,
  ListAttachedUserPoliciesCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { PAYMENTS } from '../../local/organization/accounts.ts';
import { type AwsClients, asCredentials, type Credentials } from '../local/support/aws-clients.ts';
import { codeAt } from '../local/support/one-time-codes.ts';
import { createDevice, type Device, enableDevice } from '../local/support/principals.ts';
import { refusalOf } from '../local/support/refusal.ts';
import { eventually, settle } from './support/eventually.ts';
import { guardedOrganization } from './support/guarded-organization.ts';
import { recordOf } from './support/ledger.ts';

const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';
const STANDARD_POLICY = `arn:aws:iam::${PAYMENTS.id}:policy/mfa-guardian/MfaGuardianRequireMfaPasswordChange`;

const organization = guardedOrganization({ mode: 'enforce' });

const findingOf = async (userName: string) =>
  (await recordOf(organization.hub(), PAYMENTS, userName)).verdict.finding;

const attachedTo = async (admin: AwsClients, UserName: string) => {
  const { AttachedPolicies = [] } = await admin.iam.send(new ListAttachedUserPoliciesCommand({ UserName }));
  return AttachedPolicies.map(({ PolicyArn }) => PolicyArn);
};

const attachments = async () =>
  (await organization.calls('AttachUserPolicy')).filter(
    ({ principal, status }) => status === 200 && principal.includes(':assumed-role/MfaGuardianEnforcer/'),
  );

describe.each([
  { userName: 'dora', path: '/' },
  { userName: 'emil', path: '/team/blue/' },
])('a user with a key and no password, $path $userName', ({ userName, path }) => {
  let admin: AwsClients;
  let key: Credentials;
  let device: Device;
  let enforcedBefore = 0;

  it('is recorded as without access when created, and nobody is told', async () => {
    admin = await organization.administrator(PAYMENTS);
    enforcedBefore = (await attachments()).length;
    await admin.iam.send(new CreateUserCommand({ UserName: userName, Path: path }));
    await eventually(async () => expect(await findingOf(userName)).toEqual({ kind: 'no-access' }));
    expect(await organization.mailAbout(userName)).toEqual([]);
  });

  it('is exposed by a policy and a key: one alert, one attachment', async () => {
    await admin.iam.send(
      new AttachUserPolicyCommand({ UserName: userName, PolicyArn: ADMINISTRATOR_ACCESS }),
    );
    // One after the other: an alert names the event that made the guardian look.
    await settle();
    const { AccessKey = {} } = await admin.iam.send(new CreateAccessKeyCommand({ UserName: userName }));
    key = asCredentials(AccessKey);
    await organization.as(key).iam.send(new ListUsersCommand({}));
    await eventually(async () => expect(await attachedTo(admin, userName)).toContain(STANDARD_POLICY));
    await settle();
    const [alert, ...more] = await organization.mailAbout(userName);
    expect(more).toEqual([]);
    expect(alert?.body).toContain('CreateAccessKey by session carol of role');
    expect((await attachments()).length - enforcedBefore).toBe(1);
  });

  it('is denied with the key that worked a second ago', async () => {
    const refusal = await refusalOf(organization.as(key).iam.send(new ListUsersCommand({})));
    expect(refusal.name).toBe('AccessDenied');
    expect(refusal.message).toContain('with an explicit deny');
  });

  it('awaits enrolment, and the ledger says that the key can enrol itself', async () => {
    await eventually(async () =>
      expect(await findingOf(userName)).toEqual({
        kind: 'awaiting-enrolment',
        enrolment: 'with-key',
        severity: 'critical',
      }),
    );
  });

  it('enrols a device with the key', async () => {
    const own = organization.as(key);
    device = await createDevice(own, `${userName}-phone`);
    await enableDevice(own, userName, device);
    await eventually(async () =>
      expect(await findingOf(userName)).toEqual({ kind: 'protected', lasting: true }),
    );
  });

  it('is denied with a session without MFA, and works again in one with MFA', async () => {
    const { sts } = organization.as(key);
    const without = await sts.send(new GetSessionTokenCommand({}));
    const session = organization.as(asCredentials(without.Credentials ?? {}));
    expect((await refusalOf(session.dynamodb.send(new ListTablesCommand({})))).message).toContain(
      'with an explicit deny',
    );
    const withMfa = await sts.send(
      new GetSessionTokenCommand({ SerialNumber: device.serialNumber, TokenCode: codeAt(device.seed, 0) }),
    );
    const { Users } = await organization
      .as(asCredentials(withMfa.Credentials ?? {}))
      .iam.send(new ListUsersCommand({}));
    expect(Users?.map(({ UserName }) => UserName)).toContain(userName);
  });

  it('is told about when the device is deactivated', async () => {
    const before = (await organization.mailAbout(userName)).length;
    await admin.iam.send(
      new DeactivateMFADeviceCommand({ UserName: userName, SerialNumber: device.serialNumber }),
    );
    const mails = await eventually(async () => {
      const all = await organization.mailAbout(userName);
      expect(all.length).toBe(before + 1);
      return all;
    });
    expect(mails.at(-1)?.subject).toContain('no longer has an MFA device');
    expect(mails.at(-1)?.body).toContain('DeactivateMFADevice by session carol');
  });

  it('is guarded again when the policy is detached by hand, and the alert names who', async () => {
    const mallory = await organization.administrator(PAYMENTS, 'mallory');
    await mallory.iam.send(new DetachUserPolicyCommand({ UserName: userName, PolicyArn: STANDARD_POLICY }));
    await eventually(async () => expect(await attachments()).toHaveLength(enforcedBefore + 2));
    await settle();
    expect(await attachedTo(admin, userName)).toContain(STANDARD_POLICY);
    const last = (await organization.mailAbout(userName)).at(-1);
    expect(last?.subject).toContain('can act without MFA');
    expect(last?.body).toContain('DetachUserPolicy by session mallory');
  });
});
