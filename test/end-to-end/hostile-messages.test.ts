import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  AttachUserPolicyCommand,
  CreateUserCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { ENFORCER_ROLE, INGRESS_BUS, INTERNAL_BUS } from '#core/guardian-names.ts';
import { PAYMENTS, REGION, SANDBOX, SECURITY } from '../../local/organization/accounts.ts';
import type { AwsClients } from '../local/support/aws-clients.ts';
import { policy } from '../local/support/policies.ts';
import { assumeRole } from '../local/support/principals.ts';
import { eventually, settle } from './support/eventually.ts';
import { guardedAccount } from './support/guarded-account.ts';
import { guardedOrganization } from './support/guarded-organization.ts';
import { CHANGES_DEAD_LETTERS, CHANGES_QUEUE, queueUrl, receive } from './support/queues.ts';

const organization = guardedOrganization({ mode: 'enforce' });
const payments = guardedAccount(organization, PAYMENTS);
const sandbox = guardedAccount(organization, SANDBOX);

describe('garbage on the changes queue', () => {
  it('is buried with the reason, and its neighbours are unharmed', async () => {
    const { sqs } = organization.hub();
    const QueueUrl = await queueUrl(organization.hub(), CHANGES_QUEUE);
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'not JSON at all' }));
    await payments.createUserWithKey('hans');
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"source":"aws.iam"}' }));
    const reasons = new Map<string | undefined, string | undefined>();
    await eventually(async () => {
      for (const { Body, MessageAttributes } of await receive(organization.hub(), CHANGES_DEAD_LETTERS)) {
        reasons.set(Body, MessageAttributes?.['Reason']?.StringValue);
      }
      expect([...reasons.keys()].sort()).toEqual(['not JSON at all', '{"source":"aws.iam"}']);
    });
    expect(reasons.get('not JSON at all')).toBe('expected a message of JSON, received not JSON at all');
    expect(reasons.get('{"source":"aws.iam"}')).toContain('account: expected string');
    await eventually(async () =>
      expect(await payments.findingOf('hans')).toMatchObject({ kind: 'awaiting-enrolment' }),
    );
  });
});

describe('a forged verdict', () => {
  const forged = (bus: string) =>
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: `arn:aws:events:${REGION}:${SECURITY.id}:event-bus/${bus}`,
          Source: 'mfa-guardian',
          DetailType: 'Verdict Reached',
          Detail: JSON.stringify({
            schemaVersion: 1,
            principal: { partition: 'aws', account: PAYMENTS.id, userName: 'nils' },
            identity: { userId: 'AIDANILSNILSNILSNILS0', arn: `arn:aws:iam::${PAYMENTS.id}:user/nils` },
            verdictVersion: 7,
            finding: { kind: 'exposed', open: [], hasDevice: false },
            disposition: { kind: 'none' },
            previousFinding: null,
            cause: {
              eventId: 'forged',
              eventName: 'CreateUser',
              kind: 'user-created',
              at: '2026-01-01T00:00:00Z',
              actor: { kind: 'root' },
            },
            readBegan: '2026-01-01T00:00:00Z',
          }),
        },
      ],
    });

  const isRefused = (clients: AwsClients, bus: string): Promise<boolean> =>
    clients.events.send(forged(bus)).then(
      ({ FailedEntryCount }) => (FailedEntryCount ?? 0) > 0,
      () => true,
    );

  it('is refused on either bus when a principal of a member account puts it there', async () => {
    await payments.admin().iam.send(new CreateUserCommand({ UserName: 'nils' }));
    expect(await isRefused(payments.admin(), INGRESS_BUS)).toBe(true);
    expect(await isRefused(payments.admin(), INTERNAL_BUS)).toBe(true);
  });

  it('attaches nothing even from the security account itself: the fresh read decides', async () => {
    expect(await isRefused(organization.hub(), INGRESS_BUS)).toBe(false);
    expect(await isRefused(organization.hub(), INTERNAL_BUS)).toBe(false);
    await settle();
    expect(await payments.attachedTo('nils')).toEqual([]);
  });
});

describe('somebody who opens the enforcer role for himself', () => {
  it('is told of when he uses it', async () => {
    const admin = await organization.administrator(SANDBOX, 'mallory');
    const trust = policy({
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${SANDBOX.id}:root` },
      Action: 'sts:AssumeRole',
    });
    await admin.iam.send(
      new UpdateAssumeRolePolicyCommand({ RoleName: ENFORCER_ROLE, PolicyDocument: trust }),
    );
    const enforcer = organization.as(
      await assumeRole(admin, `arn:aws:iam::${SANDBOX.id}:role/${ENFORCER_ROLE}`),
    );
    await sandbox.admin().iam.send(new CreateUserCommand({ UserName: 'paul' }));
    await enforcer.iam.send(
      new AttachUserPolicyCommand({
        UserName: 'paul',
        PolicyArn: `arn:aws:iam::${SANDBOX.id}:policy/mfa-guardian/MfaGuardianRequireMfa`,
      }),
    );
    const alert = await eventually(async () => {
      const found = (await organization.mail()).find(({ subject }) => subject.includes("guardian's role"));
      expect(found).toBeDefined();
      return found;
    });
    expect(alert?.body).toContain('AttachUserPolicy by session');
    expect(alert?.body).toContain('It was about the IAM user paul.');
  });
});
