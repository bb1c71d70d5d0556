import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  DetachUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { PAYMENTS, REGION } from '../../local/organization/accounts.ts';
import { refusalOf } from '../local/support/refusal.ts';
import { eventually, settle } from './support/eventually.ts';
import { guardedAccount } from './support/guarded-account.ts';
import { guardedOrganization } from './support/guarded-organization.ts';
import { CHANGES_DEAD_LETTERS, receive } from './support/queues.ts';

const organization = guardedOrganization({ mode: 'enforce' });
const payments = guardedAccount(organization, PAYMENTS);

const deadLetters = () => receive(organization.hub(), CHANGES_DEAD_LETTERS);

describe('a denied call', () => {
  it('changes nothing and is no dead letter, though its record names nobody', async () => {
    const key = await payments.createUserWithKey('ilse');
    await eventually(async () =>
      expect(await payments.findingOf('ilse')).toMatchObject({ kind: 'awaiting-enrolment' }),
    );
    const call = organization.as(key).iam.send(new CreateAccessKeyCommand({ UserName: 'ana' }));
    expect((await refusalOf(call)).name).toBe('AccessDenied');
    await settle();
    expect(await deadLetters()).toEqual([]);
  });
});

describe('a user that is deleted meanwhile', () => {
  it('is recorded as without access, and nothing is attached', async () => {
    const { iam } = payments.admin();
    await iam.send(new CreateUserCommand({ UserName: 'jan' }));
    await iam.send(new DeleteUserCommand({ UserName: 'jan' }));
    await eventually(async () => expect(await payments.findingOf('jan')).toEqual({ kind: 'no-access' }));
    await settle();
    expect(await organization.mailAbout('jan')).toEqual([]);
    expect(await deadLetters()).toEqual([]);
  });
});

describe('a read that lags', () => {
  it('is waited for, and counts towards no dead letter', async () => {
    await organization.local('POST', 'read-lag', { account: PAYMENTS.id, milliseconds: 3_000 });
    await payments.createUserWithKey('kurt');
    await eventually(
      async () => expect(await payments.findingOf('kurt')).toMatchObject({ kind: 'exposed' }),
      30_000,
    );
    await organization.local('POST', 'read-lag', { account: PAYMENTS.id, milliseconds: 0 });
    await eventually(async () => expect(await payments.attachedTo('kurt')).toHaveLength(1), 30_000);
    await settle();
    expect(await organization.mailAbout('kurt')).toHaveLength(1);
    expect(await deadLetters()).toEqual([]);
  });
});

describe('IAM that throttles', () => {
  it('is asked again until it answers, and nobody is told in between', async () => {
    await organization.local('POST', 'faults', {
      service: 'iam',
      action: 'ListAccessKeys',
      account: PAYMENTS.id,
      times: 6,
    });
    await payments.createUserWithKey('lena');
    await eventually(async () => expect(await payments.attachedTo('lena')).toHaveLength(1), 30_000);
    expect(await organization.mailAbout('lena')).toHaveLength(1);
  });
});

describe('one event delivered twenty times, and an hour late', () => {
  it('gives one verdict, one alert and one attachment', async () => {
    const { accessKeyId } = await payments.createUserWithKey('mona');
    const { version } = await eventually(async () => {
      const record = await payments.record('mona');
      expect(record.verdict.finding.kind).toBe('awaiting-enrolment');
      return record;
    });
    const event = {
      eventVersion: '1.11',
      eventID: 'c0ffee00-0000-4000-8000-000000000001',
      eventName: 'CreateAccessKey',
      eventSource: 'iam.amazonaws.com',
      eventTime: new Date(Date.now() - 3_600_000).toISOString(),
      awsRegion: REGION,
      recipientAccountId: PAYMENTS.id,
      userIdentity: { type: 'Root', accountId: PAYMENTS.id, arn: `arn:aws:iam::${PAYMENTS.id}:root` },
      requestParameters: { userName: 'mona' },
      responseElements: { accessKey: { accessKeyId, userName: 'mona', status: 'Active' } },
    };
    const attachments = (await payments.attachments()).length;
    await Promise.all(Array.from({ length: 20 }, () => organization.local('POST', 'cloudtrail', event)));
    await settle();
    expect((await payments.record('mona')).version).toBe(version);
    expect(await organization.mailAbout('mona')).toHaveLength(1);
    expect(await payments.attachments()).toHaveLength(attachments);
  });
});

describe('a key that ended', () => {
  it('is remembered with its end: the sessions it started outlive it', async () => {
    const { accessKeyId } = await payments.createUserWithKey('olga');
    const [PolicyArn] = await eventually(async () => {
      const attached = await payments.attachedTo('olga');
      expect(attached).toHaveLength(1);
      return attached;
    });
    const { iam } = payments.admin();
    await iam.send(new DeleteAccessKeyCommand({ UserName: 'olga', AccessKeyId: accessKeyId }));
    await eventually(async () => {
      const { ended } = await payments.record('olga');
      expect(ended).toMatchObject([{ accessKeyId }]);
    });
    await iam.send(new DetachUserPolicyCommand({ UserName: 'olga', PolicyArn }));
    const alert = await eventually(async () => {
      const mails = await organization.mailAbout('olga');
      expect(mails).toHaveLength(2);
      return mails[1];
    });
    expect(alert?.body).toContain('a session from GetSessionToken');
    expect(alert?.body).not.toContain('an active access key');
    await eventually(async () => expect(await payments.attachedTo('olga')).toEqual([PolicyArn]));
  });
});
