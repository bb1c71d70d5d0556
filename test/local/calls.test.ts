import { CreateUserCommand, ListUsersCommand } from '@aws-sdk/client-iam';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { beforeEach, describe, expect, it } from 'vitest';
import { localAws, memberAccount, securityAccount } from './support/local-aws.ts';
import { createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const calls = (query = '') => aws.local<Record<string, unknown>[]>('GET', `calls${query}`);

beforeEach(async () => {
  await aws.local('DELETE', 'calls');
});

describe('the log of calls', () => {
  it('tells who called what, and what came of it', async () => {
    const key = await createUser(aws.root(memberAccount), 'powerless');
    await aws.local('DELETE', 'calls');
    await aws.root(memberAccount).iam.send(new ListUsersCommand({}));
    await refusalOf(aws.as(key).iam.send(new CreateUserCommand({ UserName: 'x' })));
    const of = { at: expect.any(Number), account: memberAccount, region: 'us-east-1', service: 'iam' };
    const root = `arn:aws:iam::${memberAccount}:root`;
    const user = `arn:aws:iam::${memberAccount}:user/powerless`;
    expect(await calls()).toEqual([
      { ...of, action: 'ListUsers', principal: root, status: 200, errorCode: null },
      { ...of, action: 'CreateUser', principal: user, status: 403, errorCode: 'AccessDenied' },
    ]);
  });

  it('can be narrowed', async () => {
    await aws.root(memberAccount).iam.send(new ListUsersCommand({}));
    await aws.root(securityAccount).iam.send(new ListUsersCommand({}));
    await aws.root(securityAccount).sqs.send(new ListQueuesCommand({}));
    expect(await calls()).toHaveLength(3);
    expect(await calls('?service=iam')).toHaveLength(2);
    expect(await calls(`?service=iam&account=${securityAccount}`)).toHaveLength(1);
    expect(await calls('?action=ListQueues')).toHaveLength(1);
    expect(await calls(`?since=${Date.now() / 1000 + 1}`)).toEqual([]);
  });
});
