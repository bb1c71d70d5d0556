import {
  CreateRoleCommand,
  CreateUserCommand,
  GetRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AwsClients, asCredentials } from './support/aws-clients.ts';
import { catchEvents, type Queue, takeEvents } from './support/caught-events.ts';
import { askFunction } from './support/functions.ts';
import { localAws, memberAccount, securityAccount } from './support/local-aws.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
let member: AwsClients;
let security: AwsClients;
let queue: Queue;
let securityQueue: Queue;

const take = async () => (await takeEvents(member, queue)).map((event) => event.detail);

beforeAll(async () => {
  member = aws.root(memberAccount);
  security = aws.root(securityAccount);
  const pattern = { source: ['aws.iam', 'aws.sts'] };
  queue = await catchEvents(member, memberAccount, 'caught', pattern);
  securityQueue = await catchEvents(security, securityAccount, 'caught', pattern);
});

describe('the CloudTrail record of a role session', () => {
  it('lies in the account called and names role and session', async () => {
    const trust = { Effect: 'Allow', Principal: { AWS: securityAccount }, Action: 'sts:AssumeRole' };
    const may = { Effect: 'Allow', Action: 'iam:CreateUser', Resource: '*' };
    const document = (Statement: unknown) => JSON.stringify({ Version: '2012-10-17', Statement });
    const { Role: role } = await member.iam.send(
      new CreateRoleCommand({ RoleName: 'worker', Path: '/x/', AssumeRolePolicyDocument: document(trust) }),
    );
    await member.iam.send(
      new PutRolePolicyCommand({ RoleName: 'worker', PolicyName: 'may', PolicyDocument: document(may) }),
    );
    await takeEvents(security, securityQueue);
    await take();

    const RoleArn = role?.Arn;
    const { Credentials } = await security.sts.send(
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'run-7' }),
    );
    const credentials = asCredentials(Credentials ?? {});
    await aws.as(credentials).iam.send(new CreateUserCommand({ UserName: 'made-by-role' }));

    const [ofCaller, ...others] = await takeEvents(security, securityQueue);
    expect(others).toEqual([]);
    const [ofRoleAccount, creation] = await take();
    expect(ofCaller?.detail).toMatchObject({
      userIdentity: { type: 'Root' },
      recipientAccountId: securityAccount,
    });
    expect(ofRoleAccount).toMatchObject({
      eventName: 'AssumeRole',
      userIdentity: { type: 'AWSAccount', accountId: securityAccount },
      recipientAccountId: memberAccount,
      sharedEventID: ofCaller?.detail['sharedEventID'],
    });
    expect(ofRoleAccount?.eventID).not.toBe(ofCaller?.detail.eventID);
    expect(creation?.userIdentity).toEqual({
      type: 'AssumedRole',
      principalId: `${role?.RoleId}:run-7`,
      arn: `arn:aws:sts::${memberAccount}:assumed-role/worker/run-7`,
      accountId: memberAccount,
      accessKeyId: credentials.accessKeyId,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: role?.RoleId,
          arn: `arn:aws:iam::${memberAccount}:role/x/worker`,
          accountId: memberAccount,
          userName: 'worker',
        },
        attributes: { creationDate: expect.stringMatching(/Z$/), mfaAuthenticated: 'false' },
      },
    });
  });
});

describe('the CloudTrail record of a function’s call', () => {
  it('names the role and the function', async () => {
    const { environment } = await askFunction(aws.endpoint(), memberAccount);
    const inFunction = aws.as({
      accessKeyId: environment['AWS_ACCESS_KEY_ID'] ?? '',
      secretAccessKey: environment['AWS_SECRET_ACCESS_KEY'] ?? '',
      sessionToken: environment['AWS_SESSION_TOKEN'] ?? '',
    });
    await take();
    await refusalOf(inFunction.iam.send(new CreateUserCommand({ UserName: 'x' })));
    const [record] = await take();
    const { Role: role } = await member.iam.send(new GetRoleCommand({ RoleName: 'reporting' }));
    expect(record?.userIdentity).toMatchObject({
      type: 'AssumedRole',
      principalId: `${role?.RoleId}:reporting`,
      arn: `arn:aws:sts::${memberAccount}:assumed-role/reporting/reporting`,
      sessionContext: { sessionIssuer: { principalId: role?.RoleId, userName: 'reporting' } },
    });
  });
});
