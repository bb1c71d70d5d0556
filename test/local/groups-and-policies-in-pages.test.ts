import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  type EntityType,
  type IAMClient,
  ListEntitiesForPolicyCommand,
  paginateGetGroup,
  paginateListEntitiesForPolicy,
  paginateListGroupsForUser,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { createRole } from './support/principals.ts';

const aws = localAws();
const PolicyArn = `arn:aws:iam::${memberAccount}:policy/Shared`;
const users = ['ana', 'ben', 'cleo', 'dora', 'emil'];
const groups = ['developers', 'operators', 'owners'];
let client: IAMClient;

async function collect<Page, Item>(
  pages: AsyncIterable<Page>,
  items: (page: Page) => Item[],
): Promise<Item[][]> {
  const found: Item[][] = [];
  for await (const page of pages) found.push(items(page));
  return found;
}

beforeAll(async () => {
  client = aws.root(memberAccount).iam;
  const PolicyDocument = policy(allow('s3:*'));
  await client.send(new CreatePolicyCommand({ PolicyName: 'Shared', PolicyDocument }));
  for (const UserName of users) await client.send(new CreateUserCommand({ UserName, Path: '/people/' }));
  for (const GroupName of groups) {
    await client.send(new CreateGroupCommand({ GroupName }));
    for (const UserName of users) await client.send(new AddUserToGroupCommand({ GroupName, UserName }));
    await client.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn }));
  }
  for (const UserName of ['ana', 'ben'])
    await client.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
  await createRole(aws.root(memberAccount), 'worker', memberAccount, [allow('s3:*')]);
  await client.send(new AttachRolePolicyCommand({ RoleName: 'worker', PolicyArn }));
});

describe('in pages', () => {
  it('come the members of a group, each with name, id and ARN', async () => {
    const pages = paginateGetGroup({ client, pageSize: 2 }, { GroupName: 'owners' });
    const found = await collect(pages, ({ Group, Users = [] }) => {
      expect(Group?.GroupName).toBe('owners');
      return Users;
    });
    expect(found.map((page) => page.map((user) => user.UserName))).toEqual([
      ['ana', 'ben'],
      ['cleo', 'dora'],
      ['emil'],
    ]);
    expect(found[0]?.[0]).toMatchObject({
      UserId: expect.stringMatching(/^AIDA/),
      Arn: `arn:aws:iam::${memberAccount}:user/people/ana`,
    });
  });

  it('come the groups of a user, and the users', async () => {
    const ofUser = paginateListGroupsForUser({ client, pageSize: 2 }, { UserName: 'cleo' });
    expect(await collect(ofUser, ({ Groups = [] }) => Groups.map((group) => group.GroupName))).toEqual([
      ['developers', 'operators'],
      ['owners'],
    ]);
    const everybody = paginateListUsers({ client, pageSize: 3 }, { PathPrefix: '/people/' });
    expect(await collect(everybody, ({ Users = [] }) => Users.map((user) => user.UserName))).toEqual([
      ['ana', 'ben', 'cleo'],
      ['dora', 'emil'],
    ]);
  });

  it('come users, groups and roles who have a policy', async () => {
    const pages = paginateListEntitiesForPolicy({ client, pageSize: 2 }, { PolicyArn });
    const found = await collect(pages, ({ PolicyGroups = [], PolicyRoles = [], PolicyUsers = [] }) => [
      ...PolicyGroups.map((group) => group.GroupName),
      ...PolicyRoles.map((role) => role.RoleName),
      ...PolicyUsers.map((user) => user.UserName),
    ]);
    expect(found.map((page) => page.length)).toEqual([2, 2, 2]);
    expect(found.flat().sort()).toEqual(['ana', 'ben', ...groups, 'worker']);
  });
});

describe('ListEntitiesForPolicy', () => {
  it.each([
    ['User', { PolicyUsers: 2, PolicyGroups: 0, PolicyRoles: 0 }],
    ['Group', { PolicyUsers: 0, PolicyGroups: 3, PolicyRoles: 0 }],
    ['Role', { PolicyUsers: 0, PolicyGroups: 0, PolicyRoles: 1 }],
  ] as const)(
    'tells of no more than each %s, if asked for that',
    async (EntityFilter: EntityType, counts) => {
      const answer = await client.send(new ListEntitiesForPolicyCommand({ PolicyArn, EntityFilter }));
      expect({
        PolicyUsers: answer.PolicyUsers?.length,
        PolicyGroups: answer.PolicyGroups?.length,
        PolicyRoles: answer.PolicyRoles?.length,
      }).toEqual(counts);
      expect(answer.IsTruncated).toBe(false);
    },
  );
});
