import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  CreateServiceSpecificCredentialCommand,
  CreateUserCommand,
  DeleteUserCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  TagUserCommand,
  UpdateAccountPasswordPolicyCommand,
  UpdateUserCommand,
  UploadSSHPublicKeyCommand,
} from '@aws-sdk/client-iam';
import { GetFederationTokenCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { PAYMENTS, SANDBOX } from '../../local/organization/accounts.ts';
import { documentOf, trusting } from './support/documents.ts';
import { eventually } from './support/eventually.ts';
import { guardedAccount } from './support/guarded-account.ts';
import { guardedOrganization } from './support/guarded-organization.ts';

const organization = guardedOrganization({ mode: 'observe' });
const payments = guardedAccount(organization, PAYMENTS);
const sandbox = guardedAccount(organization, SANDBOX);

const send: ReturnType<typeof payments.admin>['iam']['send'] = ((command: never) =>
  payments.admin().iam.send(command)) as never;

/** Someone with an active key, whom the guardian knows, and who may do nothing yet. */
const known = async (...userNames: readonly string[]): Promise<void> => {
  for (const userName of userNames) {
    await send(new CreateUserCommand({ UserName: userName }));
    await payments.createKey(userName);
  }
  for (const userName of userNames) {
    await payments.toBeFound(userName, { kind: 'exposed', severity: 'low' });
  }
};

describe('a change of a group', () => {
  it('concerns whoever joins it, and every member', async () => {
    await known('gina', 'hugo');
    await send(new CreateGroupCommand({ GroupName: 'builders' }));
    await send(new AddUserToGroupCommand({ GroupName: 'builders', UserName: 'gina' }));
    await send(new AddUserToGroupCommand({ GroupName: 'builders', UserName: 'hugo' }));
    await send(
      new AttachGroupPolicyCommand({
        GroupName: 'builders',
        PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess',
      }),
    );
    await payments.toBeFound('gina', { kind: 'exposed', severity: 'critical' });
    await payments.toBeFound('hugo', { kind: 'exposed', severity: 'critical' });
  });
});

describe('a new version of a managed policy', () => {
  it('concerns everyone who has it, directly or through a group, though none of them was touched', async () => {
    await known('ida', 'jon');
    const { Policy } = await send(
      new CreatePolicyCommand({ PolicyName: 'team', PolicyDocument: documentOf('s3:ListAllMyBuckets') }),
    );
    const PolicyArn = Policy?.Arn ?? '';
    await send(new AttachUserPolicyCommand({ UserName: 'ida', PolicyArn }));
    await send(new CreateGroupCommand({ GroupName: 'readers' }));
    await send(new AttachGroupPolicyCommand({ GroupName: 'readers', PolicyArn }));
    await send(new AddUserToGroupCommand({ GroupName: 'readers', UserName: 'jon' }));
    await payments.toBeFound('ida', { kind: 'exposed', open: [{ answer: 'open' }, {}, {}] });
    await payments.toBeFound('jon', { kind: 'exposed', open: [{ answer: 'open' }, {}, {}] });
    await send(
      new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: documentOf('*'), SetAsDefault: true }),
    );
    await payments.toBeFound('ida', { kind: 'exposed', severity: 'critical' });
    await payments.toBeFound('jon', { kind: 'exposed', severity: 'critical' });
  });
});

describe('a change of one user', () => {
  it.each<[string, (UserName: string) => Promise<unknown>]>([
    ['kate', (UserName) => send(new TagUserCommand({ UserName, Tags: [{ Key: 'team', Value: 'red' }] }))],
    [
      'lars',
      (UserName) =>
        send(
          new PutUserPermissionsBoundaryCommand({
            UserName,
            PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
          }),
        ),
    ],
    [
      'mary',
      (UserName) =>
        send(
          new CreateServiceSpecificCredentialCommand({ UserName, ServiceName: 'codecommit.amazonaws.com' }),
        ),
    ],
    [
      'noah',
      (UserName) =>
        send(new UploadSSHPublicKeyCommand({ UserName, SSHPublicKeyBody: 'ssh-rsa AAAAB3NzaC1yc2E= noah' })),
    ],
  ])('is looked at: %s', async (UserName, change) => {
    await send(new CreateUserCommand({ UserName }));
    await payments.toBeFound(UserName, {});
    const { readBegan } = await payments.record(UserName);
    await change(UserName);
    await eventually(async () => {
      expect((await payments.record(UserName)).readBegan).toBeGreaterThan(readBegan);
    });
  });

  it('by an inline policy is seen', async () => {
    await known('olaf');
    await send(
      new PutUserPolicyCommand({
        UserName: 'olaf',
        PolicyName: 'all',
        PolicyDocument: documentOf('*'),
      }),
    );
    await payments.toBeFound('olaf', { kind: 'exposed', severity: 'critical' });
  });

  it('to another name is seen under both names', async () => {
    await known('petra');
    const { identity } = await payments.record('petra');
    await send(new UpdateUserCommand({ UserName: 'petra', NewUserName: 'petra.married' }));
    await payments.toBeFound('petra.married', { kind: 'exposed' });
    expect((await payments.record('petra.married')).identity?.userId).toBe(identity?.userId);
    await payments.toBeFound('petra', { kind: 'no-access' });
  });

  it('who was made anew is another user', async () => {
    await send(new CreateUserCommand({ UserName: 'quinn' }));
    await payments.toBeFound('quinn', { kind: 'no-access' });
    const before = await payments.record('quinn');
    await send(new DeleteUserCommand({ UserName: 'quinn' }));
    await send(new CreateUserCommand({ UserName: 'quinn' }));
    await eventually(async () => {
      const after = await payments.record('quinn');
      expect(after.identity?.userId).not.toBe(before.identity?.userId);
    });
  });
});

describe('a role', () => {
  it('concerns the users whom its trust policy names', async () => {
    await send(new CreateUserCommand({ UserName: 'rosa' }));
    await payments.toBeFound('rosa', { kind: 'no-access' });
    const { readBegan } = await payments.record('rosa');
    await send(
      new CreateRoleCommand({
        RoleName: 'for-rosa',
        AssumeRolePolicyDocument: trusting(`arn:aws:iam::${PAYMENTS.id}:user/rosa`),
      }),
    );
    await eventually(async () => {
      expect((await payments.record('rosa')).readBegan).toBeGreaterThan(readBegan);
    });
  });
});

describe('a session', () => {
  it.each([
    ['GetSessionToken', 'sven', new GetSessionTokenCommand({})],
    ['GetFederationToken', 'tara', new GetFederationTokenCommand({ Name: 'guest' })],
  ] as const)(
    'that somebody starts with %s before anybody looked makes the guardian look',
    async (_call, userName, command) => {
      const { iam } = organization.root(SANDBOX);
      await iam.send(new CreateUserCommand({ UserName: userName }));
      const credentials = await sandbox.createKey(userName);
      await organization
        .as(credentials)
        .sts.send(command as GetSessionTokenCommand)
        .catch(() => undefined);
      await sandbox.toBeFound(userName, { kind: 'exposed' });
    },
  );
});

describe('what holds for a whole account', () => {
  it('concerns everyone in it, also those whom nothing happened to since the guardian came', async () => {
    const { iam } = sandbox.admin();
    await iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 14 }));
    await sandbox.toBeFound('ben', { kind: 'exposed', severity: 'critical' });
  });
});
