import { StopLoggingCommand } from '@aws-sdk/client-cloudtrail';
import { DisableRuleCommand, ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { DetachRolePolicyCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { READER_ROLE } from '#core/guardian-names.ts';
import { PAYMENTS, REGION, SANDBOX } from '../../local/organization/accounts.ts';
import { watchGuardian } from '../../local/story/watch-guardian.ts';
import { eventually, settle } from './support/eventually.ts';
import { guardedAccount } from './support/guarded-account.ts';
import { guardedOrganization } from './support/guarded-organization.ts';

const organization = guardedOrganization({ mode: 'observe' });
const payments = guardedAccount(organization, PAYMENTS);
const sandbox = guardedAccount(organization, SANDBOX);

/** Waits for an e-mail whose subject says this, and answers its text. */
const told = (words: string): Promise<string> =>
  eventually(async () => {
    const mails = (await organization.mail()).filter(({ subject }) => subject.includes(words));
    expect(mails).not.toEqual([]);
    return mails[0]?.body ?? '';
  });

/** A record that no call on this machine would write, as CloudTrail would. */
const recorded = (members: Readonly<Record<string, unknown>>) =>
  organization.local('POST', 'cloudtrail', {
    eventVersion: '1.11',
    eventTime: new Date().toISOString(),
    awsRegion: REGION,
    recipientAccountId: PAYMENTS.id,
    ...members,
  });

const signedIn = (eventID: string, userIdentity: object, MFAUsed: string) =>
  recorded({
    eventID,
    eventName: 'ConsoleLogin',
    eventSource: 'signin.amazonaws.com',
    eventType: 'AwsConsoleSignIn',
    userIdentity: { accountId: PAYMENTS.id, ...userIdentity },
    requestParameters: null,
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed },
  });

const ROOT = { type: 'Root', arn: `arn:aws:iam::${PAYMENTS.id}:root` };

describe('an organization in which nobody acts yet', () => {
  it('alarms nobody by being deployed, or by watching what the guardian does', async () => {
    const watching = new AbortController();
    const { ended, sightings } = await watchGuardian(organization.endpoint(), watching.signal);
    await settle();
    watching.abort();
    await ended;
    expect(await organization.mail()).toEqual([]);
    expect(sightings).toEqual([]);
  });
});

describe('people are told, with actor and target,', () => {
  it('of a part of the guardian that somebody stops', async () => {
    const { events } = sandbox.admin();
    const { Rules = [] } = await events.send(new ListRulesCommand({ NamePrefix: 'MfaGuardianMember' }));
    expect(Rules.length).toBeGreaterThan(1);
    await events.send(new DisableRuleCommand({ Name: Rules.at(-1)?.Name }));
    const body = await told('a part of the guardian itself was touched');
    expect(body).toContain(Rules.at(-1)?.Name);
    expect(body).toContain('DisableRule by session carol');
  });

  it("of the guardian's own role when it gets a policy, or a policy is taken from it", async () => {
    const { iam } = payments.admin();
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: READER_ROLE,
        PolicyName: 'more',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'iam:ListRoles', Resource: '*' }],
        }),
      }),
    );
    await iam
      .send(new DetachRolePolicyCommand({ RoleName: READER_ROLE, PolicyArn: 'arn:aws:iam::aws:policy/x' }))
      .catch(() => undefined);
    await eventually(async () => {
      const bodies = (await organization.mail()).map(({ body }) => body);
      const aboutRole = bodies.filter((body) => body.includes(`Against: the role ${READER_ROLE}`));
      expect(aboutRole.some((body) => body.includes('PutRolePolicy by session carol'))).toBe(true);
      expect(aboutRole.some((body) => body.includes('it was tried, and not done'))).toBe(true);
    });
  });

  it('of a trail that somebody tries to stop', async () => {
    const { cloudTrail } = payments.admin();
    await cloudTrail.send(new StopLoggingCommand({ Name: 'organization-trail' })).catch(() => undefined);
    expect(await told('a trail was stopped')).toContain('Against: the trail organization-trail');
  });

  it('of a key that AWS found in public', async () => {
    await recorded({
      eventID: 'c0ffee00-0000-4000-8000-00000000f004',
      eventName: 'AttachUserPolicy',
      eventSource: 'iam.amazonaws.com',
      eventType: 'AwsApiCall',
      userIdentity: { type: 'AWSService', invokedBy: 'support.amazonaws.com' },
      requestParameters: {
        userName: 'leaked',
        policyArn: 'arn:aws:iam::aws:policy/AWSCompromisedKeyQuarantineV3',
      },
    });
    expect(await told('AWS put a user into quarantine')).toContain('Against: the IAM user leaked');
  });

  it('of the root user that signs in, and not of a session of central root management', async () => {
    await signedIn('c0ffee00-0000-4000-8000-00000000f001', ROOT, 'Yes');
    expect(await told('the root user signed in')).toContain('ConsoleLogin by the root user');
    const before = (await organization.mail()).length;
    await recorded({
      eventID: 'c0ffee00-0000-4000-8000-00000000f002',
      eventName: 'DeleteLoginProfile',
      eventSource: 'iam.amazonaws.com',
      eventType: 'AwsApiCall',
      userIdentity: { ...ROOT, sessionContext: { assumedRoot: 'true' } },
      requestParameters: null,
    });
    await settle();
    expect(await organization.mail()).toHaveLength(before);
  });

  it('of an IAM user who signs in with a password alone, when nothing limits that', async () => {
    const ana = { type: 'IAMUser', userName: 'ana', arn: `arn:aws:iam::${PAYMENTS.id}:user/ana` };
    await signedIn('c0ffee00-0000-4000-8000-00000000f003', ana, 'No');
    expect(await told('signed in to the console without MFA')).toContain('Against: the IAM user ana');
  });
});
