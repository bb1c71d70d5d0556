import {
  CreatePolicyVersionCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DeleteRolePolicyCommand,
  ListRolePoliciesCommand,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { ENFORCER_ROLE, FORWARDER_ROLE } from '#core/guardian-names.ts';
import { PAYMENTS, SANDBOX } from '../../local/organization/accounts.ts';
import type { AwsClients } from '../local/support/aws-clients.ts';
import { refusalOf } from '../local/support/refusal.ts';
import { documentOf } from './support/documents.ts';
import { eventually, settle } from './support/eventually.ts';
import { guardedAccount } from './support/guarded-account.ts';
import { guardedOrganization } from './support/guarded-organization.ts';
import { receive } from './support/queues.ts';

const STANDARD_POLICY = `arn:aws:iam::${PAYMENTS.id}:policy/mfa-guardian/MfaGuardianRequireMfaPasswordChange`;

const organization = guardedOrganization({ mode: 'enforce' });
const payments = guardedAccount(organization, PAYMENTS);
const sandbox = guardedAccount(organization, SANDBOX);

const HOLDERS = ['rosa', 'rita'];
const alertsBefore = new Map<string, number>();

/** Mails are wrapped for people. */
const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

const mailThatSays = (...words: readonly string[]) =>
  eventually(async () => {
    const mail = (await organization.mail()).find(({ subject, body }) =>
      words.every((word) => inOneLine(`${subject} ${body}`).includes(word)),
    );
    expect(mail, words.join(', ')).toBeDefined();
    return mail;
  }, 30_000);

const deleteRole = async ({ iam }: AwsClients, RoleName: string): Promise<void> => {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  for (const PolicyName of PolicyNames) {
    await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  }
  await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName })).catch(() => undefined);
  await iam.send(new DeleteRoleCommand({ RoleName }));
};

describe('an enforcement policy', () => {
  it('can not be deleted while a user has it', async () => {
    for (const holder of HOLDERS) {
      await payments.createUserWithKey(holder);
      await eventually(async () => expect(await payments.attachedTo(holder)).toContain(STANDARD_POLICY));
      await payments.toBeFound(holder, { kind: 'awaiting-enrolment' });
    }
    const refusal = await refusalOf(
      payments.admin().iam.send(new DeletePolicyCommand({ PolicyArn: STANDARD_POLICY })),
    );
    expect(refusal.name).toBe('DeleteConflictException');
  });

  it('that somebody rewrites is told of, and whoever has it is judged by what it says now', async () => {
    await settle();
    for (const holder of HOLDERS) {
      alertsBefore.set(holder, (await organization.mailAbout(holder)).length);
    }
    await payments.admin().iam.send(
      new CreatePolicyVersionCommand({
        PolicyArn: STANDARD_POLICY,
        PolicyDocument: documentOf('s3:*'),
        SetAsDefault: true,
      }),
    );
    await mailThatSays('a part of the guardian itself was touched', `Against: the policy ${STANDARD_POLICY}`);
    await mailThatSays('rosa in payments', 'CreatePolicyVersion by session carol', 'can act without MFA');
    await payments.toBeFound('rosa', { kind: 'exposed' });
  });

  it('that somebody rewrote is told of once for each holder, and that nothing can be attached once too', async () => {
    const mailsTo = async (holder: string) =>
      (await organization.mailAbout(holder)).slice(alertsBefore.get(holder));
    for (const holder of HOLDERS) {
      await eventually(async () => expect((await mailsTo(holder)).length).toBeGreaterThan(1), 30_000);
    }
    await settle();
    for (const holder of HOLDERS) {
      // The two are announced one after the other, and each takes a queue of its own.
      const mails = await mailsTo(holder);
      const exposure = mails.find(({ subject }) => subject.includes('can act without MFA'));
      const failure = mails.find(({ subject }) => subject.includes('could not enforce MFA'));
      expect(mails).toHaveLength(2);
      expect(failure).toBeDefined();
      const told = inOneLine(exposure?.body ?? '');
      expect(told).toContain('attached to this user, and no longer enforces MFA: it was altered');
      expect(told).not.toContain('now attaches');
    }
  });

  it('is given to nobody new until it says again what was deployed', async () => {
    await payments.createUserWithKey('rudi');
    await mailThatSays('could not enforce MFA for rudi', 'no longer says what was deployed');
    expect(await payments.attachedTo('rudi')).toEqual([]);
  });

  it('holds its holders again once the version that was deployed is the default', async () => {
    await payments
      .admin()
      .iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn: STANDARD_POLICY, VersionId: 'v1' }));
    await payments.toBeFound('rosa', { kind: 'awaiting-enrolment' });
  });
});

describe('an account without the enforcer role', () => {
  it('is told of, and so is each user who could not be guarded', async () => {
    await deleteRole(sandbox.admin(), ENFORCER_ROLE);
    await mailThatSays('a part of the guardian itself was touched', `Against: the role ${ENFORCER_ROLE}`);
    await sandbox.createUserWithKey('nora');
    await mailThatSays('could not enforce MFA for nora', 'the enforcer role was denied');
    expect(await sandbox.attachedTo('nora')).toEqual([]);
  });
});

describe('an account without the forwarder role', () => {
  it('keeps in its own queue what it could not forward, each event with the reason', async () => {
    await deleteRole(sandbox.admin(), FORWARDER_ROLE);
    await sandbox.createUserWithKey('nils');
    await settle();
    expect(await organization.mailAbout('nils')).toEqual([]);
    const bodies: string[] = [];
    await eventually(async () => {
      const messages = await receive(organization.root(SANDBOX), /UndeliveredEvents/);
      for (const { Body = '', MessageAttributes } of messages) {
        expect(MessageAttributes?.['ERROR_CODE']?.StringValue).toBe('NO_PERMISSIONS');
        bodies.push(Body);
      }
      const aboutNils = bodies.filter((body) => body.includes('"nils"')).join('\n');
      expect(aboutNils).toContain('CreateUser');
      expect(aboutNils).toContain('CreateAccessKey');
    });
  });
});
