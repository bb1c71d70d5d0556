import { CreateUserCommand, DeleteUserCommand, GetUserCommand } from '@aws-sdk/client-iam';
import { expect, it } from 'vitest';
import { localAws, memberAccount, securityAccount } from './support/local-aws.ts';

const aws = localAws();

const create = async (account: string, UserName: string, Path = '/'): Promise<string> => {
  const { iam } = aws.root(account);
  const { User } = await iam.send(new CreateUserCommand({ UserName, Path }));
  const read = await iam.send(new GetUserCommand({ UserName }));
  expect(User?.UserId).toMatch(/^AIDA[A-Z2-7]{17}$/);
  expect(read.User?.UserId).toBe(User?.UserId);
  return User?.UserId ?? '';
};

const createAgain = async (UserName: string): Promise<string> => {
  await aws.root(memberAccount).iam.send(new DeleteUserCommand({ UserName }));
  return create(memberAccount, UserName);
};

it('no two users ever have the same id, also under the same name', async () => {
  const first = await create(memberAccount, 'ada');
  const ids = [
    first,
    await createAgain('ada'),
    await createAgain('ada'),
    await create(memberAccount, 'bob'),
    await create(securityAccount, 'ada'),
    await create(securityAccount, 'carol', '/people/'),
    await create(memberAccount, 'carol', '/staff/'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

it('the same users have the same ids in every new organization', async () => {
  const before = await create(memberAccount, 'dora');
  await fetch(`${aws.endpoint()}/_ministack/reset`, { method: 'POST' });
  expect(await create(memberAccount, 'dora')).toBe(before);
});
