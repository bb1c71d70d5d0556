import {
  AddUserToGroupCommand,
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRolePolicyCommand,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { iamDirectoryReader } from '#adapters/iam-directory-reader.ts';
import { readerClients } from '#adapters/member-iam-clients.ts';
import type { CollectiveConcern } from '#core/change/concern.ts';
import { READER_ROLE } from '#core/guardian-names.ts';
import type { AccountId, Arn } from '#core/kernel/aws-identifiers.ts';
import type { DirectoryPage, DirectoryReader } from '#ports/directory-reader.ts';
import { PARTITION } from '../fakes/people.ts';
import type { AwsClients } from './support/aws-clients.ts';
import { localAws, memberAccount, otherMemberAccount, securityAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { readThroughReaderRole } from './support/reader-role.ts';

const aws = localAws();
const account = memberAccount as AccountId;
const MANY = Array.from({ length: 130 }, (_, index) => `user-${String(index).padStart(3, '0')}`);
const NOTHING = policy(allow('s3:ListAllMyBuckets'));
const policyArn = (name: string) => `arn:aws:iam::${memberAccount}:policy/${name}` as Arn;
const role = { RoleName: READER_ROLE, PolicyName: 'denial' };

let member: AwsClients;
let reader: DirectoryReader;

const page = (concern: CollectiveConcern, marker?: string): Promise<DirectoryPage> =>
  reader.readPage({ partition: PARTITION, account, concern, marker });

/** Every page, one after the other. */
const pages = async (
  concern: CollectiveConcern,
): Promise<readonly (DirectoryPage & { readonly kind: 'page' })[]> => {
  const read: (DirectoryPage & { readonly kind: 'page' })[] = [];
  for (let marker: string | undefined; ; ) {
    const next = await page(concern, marker);
    if (next.kind !== 'page') {
      throw new Error(`expected a page, received ${next.kind}`);
    }
    read.push(next);
    marker = next.next;
    if (marker === undefined) {
      return read;
    }
  }
};

const usersOf = async (concern: CollectiveConcern): Promise<readonly string[]> =>
  (await pages(concern)).flatMap(({ users }) => users).toSorted();

const deny = (Action: string) =>
  member.iam.send(
    new PutRolePolicyCommand({ ...role, PolicyDocument: policy({ Effect: 'Deny', Action, Resource: '*' }) }),
  );

const createUsers = async ({ iam }: AwsClients): Promise<void> => {
  for (const UserName of [...MANY, 'ana', 'bob', 'carl']) {
    await iam.send(new CreateUserCommand({ UserName, Path: UserName === 'carl' ? '/team/a/' : '/' }));
  }
  for (const GroupName of ['everybody', 'devs', 'ops', 'empty']) {
    await iam.send(new CreateGroupCommand({ GroupName }));
  }
  for (const UserName of MANY) {
    await iam.send(new AddUserToGroupCommand({ GroupName: 'everybody', UserName }));
  }
};

const createPolicies = async ({ iam }: AwsClients): Promise<void> => {
  for (const PolicyName of ['held', 'held-by-many', 'unused']) {
    await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: NOTHING }));
  }
  const PolicyArn = policyArn('held');
  await iam.send(new AttachUserPolicyCommand({ UserName: 'ana', PolicyArn }));
  await iam.send(new PutUserPermissionsBoundaryCommand({ UserName: 'bob', PermissionsBoundary: PolicyArn }));
  await iam.send(new AttachGroupPolicyCommand({ GroupName: 'devs', PolicyArn }));
  await iam.send(new AttachGroupPolicyCommand({ GroupName: 'ops', PolicyArn }));
  for (const UserName of MANY) {
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: policyArn('held-by-many') }));
  }
};

const createTrusting = async ({ iam }: AwsClients): Promise<void> => {
  const userArn = (name: string) => `arn:aws:iam::${memberAccount}:user/${name}`;
  const trust = (AWS: unknown) =>
    ({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS } }) as const;
  const elsewhere = `arn:aws:iam::${otherMemberAccount}:root`;
  const AssumeRolePolicyDocument = policy([
    trust([userArn('ana'), userArn('team/a/carl')]),
    trust(elsewhere),
  ]);
  await iam.send(new CreateRoleCommand({ RoleName: 'trusting', AssumeRolePolicyDocument }));
};

beforeAll(async () => {
  member = aws.root(memberAccount);
  await createUsers(member);
  await createPolicies(member);
  await createTrusting(member);
  await readThroughReaderRole(aws, securityAccount, memberAccount);
  reader = iamDirectoryReader(readerClients('test'));
});

afterEach(async () => {
  await member.iam.send(new DeleteRolePolicyCommand(role)).catch(() => undefined);
  await aws.local('DELETE', 'faults');
  await aws.local('DELETE', 'shortest-pages');
});

describe('iamDirectoryReader', () => {
  it('knows every member of a group of more than a hundred, page by page', async () => {
    const read = await pages({ kind: 'group', groupName: 'everybody' });
    expect(read.map(({ users }) => users.length)).toEqual([100, 30]);
    expect(read.flatMap(({ users }) => users).toSorted()).toEqual(MANY);
  });

  it('knows everybody who holds a policy, directly, as a boundary, or through a group', async () => {
    const [only, ...others] = await pages({ kind: 'policy', arn: policyArn('held') });
    expect(others).toEqual([]);
    expect([only?.users.toSorted(), only?.groups.toSorted()]).toEqual([
      ['ana', 'bob'],
      ['devs', 'ops'],
    ]);
  });

  it('knows everybody who holds a policy that more than a hundred do', async () => {
    expect(await usersOf({ kind: 'policy', arn: policyArn('held-by-many') })).toEqual(MANY);
  });

  it('knows users and groups when each page has one of them', async () => {
    await aws.local('POST', 'shortest-pages', { items: 1 });
    const read = await pages({ kind: 'policy', arn: policyArn('held') });
    expect(read.length).toBeGreaterThan(2);
    expect(read.flatMap(({ users }) => users).toSorted()).toEqual(['ana', 'bob']);
    expect(read.flatMap(({ groups }) => groups).toSorted()).toEqual(['devs', 'ops']);
  });

  it('knows whom a role trusts by name, whatever their path', async () => {
    expect(await usersOf({ kind: 'role', roleName: 'trusting' })).toEqual(['ana', 'carl']);
  });

  it('knows everybody in the account', async () => {
    expect(await usersOf({ kind: 'account' })).toEqual([...MANY, 'ana', 'bob', 'carl'].toSorted());
  });

  it.each<CollectiveConcern>([
    { kind: 'group', groupName: 'empty' },
    { kind: 'policy', arn: policyArn('unused') },
  ])('knows that nobody is concerned by %j', async (concern) => {
    expect(await page(concern)).toEqual({ kind: 'page', users: [], groups: [], next: undefined });
  });

  it.each<CollectiveConcern>([
    { kind: 'group', groupName: 'gone' },
    { kind: 'policy', arn: policyArn('gone') },
    { kind: 'role', roleName: 'gone' },
  ])('knows what is not there: %j', async (concern) => {
    expect(await page(concern)).toEqual({ kind: 'absent' });
  });
});

describe('iamDirectoryReader, when IAM does not answer', () => {
  it.each<[string, CollectiveConcern]>([
    ['GetGroup', { kind: 'group', groupName: 'everybody' }],
    ['ListEntitiesForPolicy', { kind: 'policy', arn: policyArn('held') }],
    ['GetRole', { kind: 'role', roleName: 'trusting' }],
    ['ListUsers', { kind: 'account' }],
  ])('says so: %s', async (action, concern) => {
    await aws.local('POST', 'faults', { service: 'iam', action, times: 4 });
    expect(await page(concern)).toEqual({ kind: 'unreadable', because: 'throttled' });
    await aws.local('POST', 'faults', { service: 'iam', action, times: 1, errorCode: 'ServiceFailure' });
    expect(await page(concern)).toMatchObject({ kind: 'page' });
    await deny(`iam:${action}`);
    expect(await page(concern)).toEqual({ kind: 'unreadable', because: 'access-denied' });
  });

  it('says so of an account that has no reader role', async () => {
    const elsewhere = { partition: PARTITION, account: otherMemberAccount as AccountId };
    expect(await reader.readPage({ ...elsewhere, concern: { kind: 'account' } })).toEqual({
      kind: 'unreadable',
      because: 'access-denied',
    });
  });

  it('does not take a place that is none for the end', async () => {
    const answer = await page({ kind: 'group', groupName: 'everybody' }, 'nowhere');
    expect(answer).not.toMatchObject({ kind: 'page', next: undefined, users: [] });
  });
});
