import { CreateUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { localAws, memberAccount, securityAccount } from './support/local-aws.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
let member: AwsClients;
const fail = (fault: object) => aws.local('POST', 'faults', fault);

beforeAll(() => {
  member = aws.root(memberAccount);
});

afterEach(async () => {
  await aws.local('DELETE', 'faults');
});

describe('a call that is made to fail', () => {
  it('answers Throttling as often as asked, and then succeeds', async () => {
    await fail({ service: 'iam', action: 'ListUsers', times: 2 });
    const list = () => member.iam.send(new ListUsersCommand({}));
    for (let count = 0; count < 2; count += 1) {
      expect(await refusalOf(list())).toEqual({ name: 'Throttling', message: 'Rate exceeded' });
    }
    await list();
    expect(await aws.local('GET', 'faults')).toEqual([]);
  });

  it('answers any error, in the protocol of its service', async () => {
    await fail({ service: 'iam', action: 'CreateUser', times: 1, errorCode: 'ServiceFailure' });
    await fail({ service: 'sts', action: 'AssumeRole', times: 1, errorCode: 'AccessDenied' });
    await fail({ service: 'sqs', action: 'ListQueues', times: 1, errorCode: 'ServiceUnavailable' });
    const create = new CreateUserCommand({ UserName: 'ada' });
    expect(await refusalOf(member.iam.send(create))).toMatchObject({ name: 'ServiceFailureException' });
    const assume = new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${memberAccount}:role/x`,
      RoleSessionName: 'xx',
    });
    expect(await refusalOf(member.sts.send(assume))).toMatchObject({ name: 'AccessDenied' });
    expect(await refusalOf(member.sqs.send(new ListQueuesCommand({})))).toMatchObject({
      name: 'ServiceUnavailable',
    });
  });

  it('does so in the named account only', async () => {
    await fail({ service: 'iam', action: 'ListUsers', times: 1, account: securityAccount });
    await member.iam.send(new ListUsersCommand({}));
    const list = aws.root(securityAccount).iam.send(new ListUsersCommand({}));
    expect(await refusalOf(list)).toMatchObject({ name: 'Throttling' });
  });

  it('has to be described', async () => {
    expect((await refusalOf(fail({ service: 'iam' }))).message).toContain('Send service, action and times');
  });
});
