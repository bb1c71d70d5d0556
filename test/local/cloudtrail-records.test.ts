import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeleteUserCommand,
  ListUsersCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AwsClients, asCredentials } from './support/aws-clients.ts';
import { type CloudTrailRecord, catchEvents, type Queue, takeEvents } from './support/caught-events.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { createDevice, enableDevice } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
let member: AwsClients;
let queue: Queue;

const take = async () => (await takeEvents(member, queue)).map((event) => event.detail);
const takeOne = async (): Promise<CloudTrailRecord> => {
  const [record, ...others] = await take();
  expect(others).toEqual([]);
  return record ?? expect.fail('No record came.');
};

beforeAll(async () => {
  member = aws.root(memberAccount);
  const pattern = { source: ['aws.iam', 'aws.sts'] };
  queue = await catchEvents(member, memberAccount, 'caught', pattern);
});

describe('the CloudTrail record of an IAM call', () => {
  it('tells who called, what was asked and what came of it', async () => {
    const created = await member.iam.send(
      new CreateUserCommand({ UserName: 'ada', Path: '/people/', Tags: [{ Key: 'team', Value: 'one' }] }),
    );
    const [event] = await takeEvents(member, queue);
    expect(event).toMatchObject({
      source: 'aws.iam',
      'detail-type': 'AWS API Call via CloudTrail',
      account: memberAccount,
      region: 'us-east-1',
    });
    expect(event?.detail).toEqual({
      eventVersion: '1.11',
      userIdentity: {
        type: 'Root',
        principalId: memberAccount,
        arn: `arn:aws:iam::${memberAccount}:root`,
        accountId: memberAccount,
        accessKeyId: memberAccount,
      },
      eventTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      eventSource: 'iam.amazonaws.com',
      eventName: 'CreateUser',
      awsRegion: 'us-east-1',
      sourceIPAddress: '127.0.0.1',
      userAgent: expect.stringContaining('aws-sdk-js'),
      requestParameters: { userName: 'ada', path: '/people/', tags: [{ key: 'team', value: 'one' }] },
      responseElements: {
        user: {
          path: '/people/',
          userName: 'ada',
          userId: created.User?.UserId,
          arn: `arn:aws:iam::${memberAccount}:user/people/ada`,
          createDate: expect.stringMatching(/^[A-Z][a-z]{2} \d{1,2}, \d{4}, \d{1,2}:\d\d:\d\d [AP]M$/),
          tags: [{ key: 'team', value: 'one' }],
        },
      },
      requestID: created.$metadata.requestId,
      eventID: expect.stringMatching(id),
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: memberAccount,
      eventCategory: 'Management',
    });
  });

  it('never tells a password, a seed, a code or a secret key', async () => {
    await member.iam.send(new CreateUserCommand({ UserName: 'secretive' }));
    await member.iam.send(
      new CreateLoginProfileCommand({
        UserName: 'secretive',
        Password: 'correct horse 1!',
        PasswordResetRequired: true,
      }),
    );
    const phone = await createDevice(member, 'phone');
    await enableDevice(member, 'secretive', phone);
    const key = await member.iam.send(new CreateAccessKeyCommand({ UserName: 'secretive' }));
    const [, profile, device, enabled, accessKey] = await take();
    expect(profile?.requestParameters).toEqual({ userName: 'secretive', passwordResetRequired: true });
    expect(profile?.responseElements).toMatchObject({ loginProfile: { userName: 'secretive' } });
    expect(device?.requestParameters).toEqual({ virtualMFADeviceName: 'phone' });
    const { serialNumber } = phone;
    expect(device?.responseElements).toEqual({ virtualMFADevice: { serialNumber } });
    expect(enabled?.requestParameters).toEqual({ userName: 'secretive', serialNumber });
    expect(accessKey?.responseElements).toEqual({
      accessKey: {
        userName: 'secretive',
        accessKeyId: key.AccessKey?.AccessKeyId,
        status: 'Active',
        createDate: expect.any(String),
      },
    });
  });

  it('has no responseElements where AWS answers nothing', async () => {
    await member.iam.send(new CreateUserCommand({ UserName: 'plain' }));
    const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
    await member.iam.send(new AttachUserPolicyCommand({ UserName: 'plain', PolicyArn }));
    const [, attached] = await take();
    expect(attached).toMatchObject({
      requestParameters: { userName: 'plain', policyArn: PolicyArn },
      responseElements: null,
    });
  });

  it('is not delivered for a read', async () => {
    await member.iam.send(new ListUsersCommand({}));
    await member.sts.send(new GetCallerIdentityCommand({}));
    expect(await take()).toEqual([]);
  });

  it('names the error as CloudTrail does', async () => {
    await refusalOf(member.iam.send(new DeleteUserCommand({ UserName: 'nobody' })));
    expect(await takeOne()).toMatchObject({
      eventName: 'DeleteUser',
      errorCode: 'NoSuchEntityException',
      errorMessage: expect.stringContaining('nobody'),
      requestParameters: { userName: 'nobody' },
      responseElements: null,
    });
  });
});

describe('the CloudTrail record of a call', () => {
  const userCredentials = async (userName: string) => {
    await member.iam.send(new CreateUserCommand({ UserName: userName }));
    const key = await member.iam.send(new CreateAccessKeyCommand({ UserName: userName }));
    await take();
    return asCredentials(key.AccessKey ?? {});
  };

  it('that was denied tells the denial and no parameters', async () => {
    const credentials = await userCredentials('powerless');
    const refusal = await refusalOf(aws.as(credentials).iam.send(new CreateUserCommand({ UserName: 'x' })));
    expect(refusal.name).toBe('AccessDenied');
    const arn = `arn:aws:iam::${memberAccount}:user/powerless`;
    expect(await takeOne()).toMatchObject({
      userIdentity: {
        type: 'IAMUser',
        principalId: expect.stringMatching(/^AIDA/),
        arn,
        accessKeyId: credentials.accessKeyId,
        userName: 'powerless',
      },
      errorCode: 'AccessDenied',
      errorMessage: `User: ${arn} is not authorized to perform: iam:CreateUser on resource: arn:aws:iam::${memberAccount}:user/x because no identity-based policy allows the iam:CreateUser action`,
      requestParameters: null,
      responseElements: null,
    });
  });

  it('that gives a session is delivered', async () => {
    const credentials = await userCredentials('session-maker');
    await aws.as(credentials).sts.send(new GetSessionTokenCommand({ DurationSeconds: 900 }));
    expect(await takeOne()).toMatchObject({
      eventSource: 'sts.amazonaws.com',
      eventName: 'GetSessionToken',
      requestParameters: { durationSeconds: 900 },
      responseElements: { credentials: { accessKeyId: expect.stringMatching(/^ASIA/) } },
    });
  });

  it('is not made when the signature is wrong', async () => {
    const credentials = await userCredentials('impostor');
    const forged = aws.as({ ...credentials, secretAccessKey: 'guessed' });
    await refusalOf(forged.iam.send(new CreateUserCommand({ UserName: 'x' })));
    expect(await take()).toEqual([]);
  });
});
