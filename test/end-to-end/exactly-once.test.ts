import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
} from '@aws-sdk/client-iam';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { intentKey, principalKey } from '#adapters/ledger-keys.ts';
import { encodeVerdictReached, VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { intentId } from '#core/ledger/intent.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import { PAYMENTS, SECURITY } from '../../local/organization/accounts.ts';
import { eventually, settle } from './support/eventually.ts';
import { guardedAccount } from './support/guarded-account.ts';
import { guardedOrganization } from './support/guarded-organization.ts';
import { ledgerOf } from './support/ledger.ts';
import { queueUrl, VERDICTS_QUEUE } from './support/queues.ts';

const organization = guardedOrganization({ mode: 'enforce' });
const payments = guardedAccount(organization, PAYMENTS);

const awaitGuarded = (userName: string): Promise<PrincipalRecord> =>
  eventually(async () => {
    const record = await payments.record(userName);
    expect(record.verdict.finding.kind).toBe('awaiting-enrolment');
    expect(record.announcedVersion).toBe(record.version);
    return record;
  });

const readsBy = async (role: string): Promise<number> =>
  (await organization.calls('GetUser')).filter(({ principal }) =>
    principal.endsWith(`:assumed-role/MfaGuardianReader/${role}`),
  ).length;

describe('a person who is onboarded by a tool, six calls in one go', () => {
  it('is read together, told of once, and guarded once', async () => {
    const { iam } = payments.admin();
    await iam.send(new CreateGroupCommand({ GroupName: 'people' }));
    await settle();
    const [before, attachments] = [await readsBy('assess-principal'), (await payments.attachments()).length];
    await iam.send(new CreateUserCommand({ UserName: 'vera' }));
    await Promise.all([
      iam.send(new CreateLoginProfileCommand({ UserName: 'vera', Password: 'correct-Horse-7-battery' })),
      iam.send(new AddUserToGroupCommand({ UserName: 'vera', GroupName: 'people' })),
      ...['ReadOnlyAccess', 'IAMFullAccess', 'PowerUserAccess'].map((name) =>
        iam.send(
          new AttachUserPolicyCommand({ UserName: 'vera', PolicyArn: `arn:aws:iam::aws:policy/${name}` }),
        ),
      ),
    ]);
    await awaitGuarded('vera');
    await settle();
    // One for all six calls and one for the guardian's own attachment; a call or two more where the machine is so
    // slow that the second in which changes wait for one another ends among them.
    expect((await readsBy('assess-principal')) - before).toBeLessThanOrEqual(4);
    expect(await organization.mailAbout('vera')).toHaveLength(1);
    expect((await payments.attachments()).length - attachments).toBe(1);
  });
});

describe("the guardian's own attachment", () => {
  it('causes one verifying read and nothing more', async () => {
    await payments.admin().iam.send(new CreateUserCommand({ UserName: 'rosa' }));
    await eventually(async () => expect(await payments.findingOf('rosa')).toEqual({ kind: 'no-access' }));
    await settle();
    const before = { assess: await readsBy('assess-principal'), enforce: await readsBy('enforce-verdict') };
    const attachments = (await payments.attachments()).length;
    await payments.createKey('rosa');
    await awaitGuarded('rosa');
    await settle();
    // One for the new key, one for the attachment.
    expect((await readsBy('assess-principal')) - before.assess).toBe(2);
    expect((await readsBy('enforce-verdict')) - before.enforce).toBe(1);
    expect(await payments.attachments()).toHaveLength(attachments + 1);
    expect(await organization.mailAbout('rosa')).toHaveLength(1);
    expect((await organization.mail()).filter(({ subject }) => subject.includes('role'))).toEqual([]);
  });
});

describe('an enforcement that was killed after attaching, before recording', () => {
  it('is finished by the next delivery: one attachment, one alert', async () => {
    await payments.createUserWithKey('sven');
    const guarded = await awaitGuarded('sven');
    await settle();
    const attachments = (await payments.attachments()).length;

    // The ledger as it is right after the attachment: the attempt is written, its outcome is not.
    const { table, documents, loadIntent } = await ledgerOf(organization.hub());
    const exposedVersion = guarded.version - 1;
    const userId = guarded.identity?.userId;
    if (userId === undefined) {
      throw new Error('expected the user to be known, received none');
    }
    const id = intentId(userId, exposedVersion, 1);
    await documents.send(
      new UpdateCommand({
        TableName: table,
        Key: intentKey(guarded.principal.account, id),
        UpdateExpression: 'SET outcome = :open, announced = :no',
        ExpressionAttributeValues: { ':open': { kind: 'open' }, ':no': false },
      }),
    );
    await documents.send(
      new UpdateCommand({
        TableName: table,
        Key: principalKey(guarded.principal),
        UpdateExpression: 'REMOVE actedUpon',
      }),
    );
    const detail = encodeVerdictReached({
      ...guarded,
      version: exposedVersion,
      verdict: {
        finding: {
          kind: 'exposed',
          severity: 'low',
          hasDevice: false,
          open: [{ session: 'access-key', answer: 'no-grant', why: [] }],
        },
        disposition: { kind: 'none' },
      },
    });
    const redelivered = {
      source: 'mfa-guardian',
      'detail-type': VERDICT_REACHED,
      account: SECURITY.id,
      detail,
    };
    await organization.hub().sqs.send(
      new SendMessageCommand({
        QueueUrl: await queueUrl(organization.hub(), VERDICTS_QUEUE),
        MessageBody: JSON.stringify(redelivered),
      }),
    );

    await eventually(async () => {
      const intent = await loadIntent(guarded.principal.account, id);
      expect(intent).toMatchObject({ outcome: { kind: 'attached' }, announced: true });
      expect(intent?.attempts).toHaveLength(1);
    });
    await settle();
    expect(await payments.attachments()).toHaveLength(attachments);
    expect(await organization.mailAbout('sven')).toHaveLength(1);
  });
});

describe('the people whom the configuration names', () => {
  it('leaves the exempt alone and silent', async () => {
    await payments.createKey('ci-deploy');
    await eventually(async () =>
      expect((await payments.record('ci-deploy')).verdict).toMatchObject({
        finding: { kind: 'exposed' },
        disposition: { kind: 'exempt' },
      }),
    );
    await settle();
    expect(await payments.attachedTo('ci-deploy')).toEqual(['arn:aws:iam::aws:policy/AdministratorAccess']);
    expect(await organization.mailAbout('ci-deploy')).toEqual([]);
  });

  it('tells of a break-glass user, and leaves it alone', async () => {
    await payments.createKey('break-glass');
    const [alert] = await eventually(async () => {
      const mails = await organization.mailAbout('break-glass');
      expect(mails).toHaveLength(1);
      return mails;
    });
    expect(alert?.body).toContain('This is a break-glass user');
    await settle();
    expect(await payments.attachedTo('break-glass')).toEqual(['arn:aws:iam::aws:policy/AdministratorAccess']);
  });
});
