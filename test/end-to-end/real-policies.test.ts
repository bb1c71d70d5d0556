import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  ListUsersCommand,
  PutGroupPolicyCommand,
  PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { PAYMENTS } from '../../local/organization/accounts.ts';
import { refusalOf } from '../local/support/refusal.ts';
import { eventually, settle } from './support/eventually.ts';
import { guardedAccount } from './support/guarded-account.ts';
import { guardedOrganization } from './support/guarded-organization.ts';

const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';

const organization = guardedOrganization({ mode: 'enforce' });
const payments = guardedAccount(organization, PAYMENTS);

/** What many guides print: it never holds for access keys. */
const DENY_WITH_BOOL = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Everything', Effect: 'Allow', Action: '*', Resource: '*' },
    {
      Sid: 'DenyWithoutMfa',
      Effect: 'Deny',
      NotAction: ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'sts:GetSessionToken'],
      Resource: '*',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
    },
  ],
};

const createGroup = async (GroupName: string, document: unknown): Promise<void> => {
  const { iam } = payments.admin();
  await iam.send(new CreateGroupCommand({ GroupName }));
  await iam.send(
    new PutGroupPolicyCommand({
      GroupName,
      PolicyName: 'everyone',
      PolicyDocument: JSON.stringify(document),
    }),
  );
};

const createMember = async (UserName: string, GroupName: string): Promise<void> => {
  const { iam } = payments.admin();
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new AddUserToGroupCommand({ UserName, GroupName }));
};

const attachAdministratorAccess = (UserName: string) =>
  payments.admin().iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: ADMINISTRATOR_ACCESS }));

const enforcementOn = async (userName: string) =>
  (await payments.attachedTo(userName)).filter((arn) => arn?.includes('/mfa-guardian/'));

describe('a group policy that looks as if it enforced MFA', () => {
  it('is told of with the statement that fails and why, and the real one is attached', async () => {
    await createGroup('developers', DENY_WITH_BOOL);
    await createMember('wanda', 'developers');
    const key = await payments.createKey('wanda');
    await organization.as(key).iam.send(new ListUsersCommand({}));
    await eventually(async () => expect(await enforcementOn('wanda')).toHaveLength(1));
    const refusal = await refusalOf(organization.as(key).iam.send(new ListUsersCommand({})));
    expect(refusal.message).toContain('with an explicit deny');
    const [alert] = await organization.mailAbout('wanda');
    const body = alert?.body.replace(/\s+/g, ' ');
    expect(alert?.subject).toContain('critical');
    expect(body).toContain(
      'iam:AttachUserPolicy on *, allowed by statement Everything of everyone on the group developers',
    );
    expect(body).toContain(
      'statement DenyWithoutMfa of everyone on the group developers: it denies with Bool',
    );
  });
});

describe('a group policy that does enforce MFA', () => {
  it('is recognised: nothing is attached, and nobody is told', async () => {
    await createGroup('careful', enforcementDocument('standard-password-change', 'aws'));
    await createMember('xena', 'careful');
    await payments.createKey('xena');
    await eventually(async () =>
      expect(await payments.findingOf('xena')).toEqual({
        kind: 'awaiting-enrolment',
        enrolment: 'with-key',
        severity: 'low',
      }),
    );
    await attachAdministratorAccess('xena');
    await eventually(async () =>
      expect(await payments.findingOf('xena')).toMatchObject({
        kind: 'awaiting-enrolment',
        severity: 'critical',
      }),
    );
    await settle();
    expect(await enforcementOn('xena')).toEqual([]);
    expect(await organization.mailAbout('xena')).toEqual([]);
  });
});

describe('somebody whom the policy would lock out', () => {
  it('by a boundary that knows no IAM: nothing is attached, and people are told why', async () => {
    const { iam } = payments.admin();
    const { Policy } = await iam.send(
      new CreatePolicyCommand({
        PolicyName: 'only-storage',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: { Effect: 'Allow', Action: 's3:*', Resource: '*' },
        }),
      }),
    );
    await iam.send(new CreateUserCommand({ UserName: 'yuri' }));
    await iam.send(
      new PutUserPermissionsBoundaryCommand({ UserName: 'yuri', PermissionsBoundary: Policy?.Arn }),
    );
    await attachAdministratorAccess('yuri');
    await payments.createKey('yuri');
    await eventually(async () => {
      const subjects = (await organization.mailAbout('yuri')).map(({ subject }) => subject);
      expect(subjects.some((subject) => subject.includes('could not enforce MFA'))).toBe(true);
    });
    expect(await enforcementOn('yuri')).toEqual([]);
    expect(await payments.findingOf('yuri')).toMatchObject({ kind: 'exposed' });
  });

  it('by having nothing to enrol with but a credential for one service', async () => {
    const { iam } = payments.admin();
    await iam.send(new CreateUserCommand({ UserName: 'zoe' }));
    await iam.send(
      new CreateServiceSpecificCredentialCommand({
        UserName: 'zoe',
        ServiceName: 'codecommit.amazonaws.com',
      }),
    );
    await attachAdministratorAccess('zoe');
    await eventually(async () =>
      expect(await payments.findingOf('zoe')).toMatchObject({
        kind: 'exposed',
        open: [{ session: 'service-credential', answer: 'open' }],
      }),
    );
    await eventually(async () => expect(await organization.mailAbout('zoe')).toHaveLength(2));
    expect(await enforcementOn('zoe')).toEqual([]);
  });
});
