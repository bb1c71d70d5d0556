import {
  AttachUserPolicyCommand,
  CreateUserCommand,
  DeleteUserCommand,
  GetUserCommand,
  ListAttachedUserPoliciesCommand,
} from '@aws-sdk/client-iam';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { localAws, memberAccount, securityAccount } from './support/local-aws.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const UserName = 'ada';
const PolicyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
let member: AwsClients;

const lag = (milliseconds: number) => aws.local('POST', 'read-lag', { account: memberAccount, milliseconds });
const read = () => member.iam.send(new GetUserCommand({ UserName }));
const attached = async () =>
  (await member.iam.send(new ListAttachedUserPoliciesCommand({ UserName }))).AttachedPolicies?.length;

beforeAll(() => {
  member = aws.root(memberAccount);
});

afterEach(() => lag(0));

describe('a lagging read', () => {
  it('does not see a write until it is old enough', async () => {
    await lag(400);
    await member.iam.send(new CreateUserCommand({ UserName }));
    expect(await refusalOf(read())).toMatchObject({ name: 'NoSuchEntityException' });
    await expect.poll(async () => (await read()).User?.UserName, { timeout: 3000 }).toBe(UserName);
  });

  it('still sees what was there, and sees all again when the lag ends', async () => {
    await lag(60_000);
    await member.iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    expect(await attached()).toBe(0);
    await lag(0);
    expect(await attached()).toBe(1);
  });

  it('concerns the named account only, and no write', async () => {
    await lag(60_000);
    const other = aws.root(securityAccount);
    await other.iam.send(new CreateUserCommand({ UserName }));
    await other.iam.send(new GetUserCommand({ UserName }));
    const temporary = { UserName: 'temporary' };
    await member.iam.send(new CreateUserCommand(temporary));
    await member.iam.send(new DeleteUserCommand(temporary));
  });
});
