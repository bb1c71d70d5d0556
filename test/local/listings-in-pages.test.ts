import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateUserCommand,
  GetAccountAuthorizationDetailsCommand,
  ListPoliciesCommand,
  type ListPoliciesCommandInput,
  ListUsersCommand,
  PutUserPolicyCommand,
  paginateGetAccountAuthorizationDetails,
  paginateListAccessKeys,
  paginateListAttachedUserPolicies,
  paginateListPolicies,
  paginateListPolicyVersions,
  paginateListUserPolicies,
  paginateListUsers,
  SetDefaultPolicyVersionCommand,
} from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow, policy } from './support/policies.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
const UserName = 'user-00';
const PolicyDocument = policy(allow('s3:*'));
const arnOf = (name: string) => `arn:aws:iam::${memberAccount}:policy/mfa-guardian/${name}`;
let member: AwsClients;

async function pagesOf<Page>(pages: AsyncIterable<Page>): Promise<Page[]> {
  const found: Page[] = [];
  for await (const page of pages) found.push(page);
  return found;
}

beforeAll(async () => {
  const { iam } = aws.root(memberAccount);
  member = aws.root(memberAccount);
  for (let index = 0; index < 105; index += 1) {
    await iam.send(new CreateUserCommand({ UserName: `user-${String(index).padStart(2, '0')}` }));
  }
  for (const PolicyName of ['One', 'Two', 'Three']) {
    await iam.send(new CreatePolicyCommand({ PolicyName, Path: '/mfa-guardian/', PolicyDocument }));
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument }));
  }
  for (const name of ['One', 'Two']) {
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: arnOf(name) }));
    await iam.send(new CreateAccessKeyCommand({ UserName }));
  }
});

describe('an IAM listing', () => {
  it('has a hundred items a page, and every item once', async () => {
    const pages = await pagesOf(paginateListUsers({ client: member.iam }, {}));
    expect(pages.map((page) => page.Users?.length)).toEqual([100, 5]);
    expect(new Set(pages.flatMap((page) => page.Users?.map((user) => user.UserName))).size).toBe(105);
  });

  it('has as many as were asked for', async () => {
    const answer = await member.iam.send(new ListUsersCommand({ MaxItems: 2 }));
    expect(answer).toMatchObject({ IsTruncated: true, Marker: expect.any(String) });
    const last = await member.iam.send(new ListUsersCommand({ PathPrefix: '/nowhere/' }));
    expect(last).toMatchObject({ IsTruncated: false, Users: [] });
  });

  it('may be shorter than asked for although more is left', async () => {
    await aws.local('POST', 'shortest-pages', { items: 40 });
    const pages = await pagesOf(paginateListUsers({ client: member.iam, pageSize: 50 }, {}));
    await aws.local('DELETE', 'shortest-pages');
    expect(pages.map((page) => page.Users?.length)).toEqual([40, 40, 25]);
    expect((await member.iam.send(new ListUsersCommand({ MaxItems: 50 }))).Users).toHaveLength(50);
  });

  it('is refused for a senseless size or marker', async () => {
    for (const input of [{ MaxItems: 1001 }, { Marker: 'x' }]) {
      const refusal = await refusalOf(member.iam.send(new ListUsersCommand(input)));
      expect(refusal.name).toMatch(/^ValidationError/);
    }
  });

  it('of any kind comes in pages', async () => {
    const one = { client: member.iam, pageSize: 1 };
    expect(await pagesOf(paginateListAccessKeys(one, { UserName }))).toHaveLength(2);
    expect(await pagesOf(paginateListAttachedUserPolicies(one, { UserName }))).toHaveLength(2);
    expect(await pagesOf(paginateListUserPolicies(one, { UserName }))).toHaveLength(3);
    await member.iam.send(new CreatePolicyVersionCommand({ PolicyArn: arnOf('One'), PolicyDocument }));
    expect(await pagesOf(paginateListPolicyVersions(one, { PolicyArn: arnOf('One') }))).toHaveLength(2);
  });

  it('of several lists in one answer counts them together', async () => {
    const all = await member.iam.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1000 }));
    const count = (page: typeof all) => (page.UserDetailList?.length ?? 0) + (page.Policies?.length ?? 0);
    const pages = await pagesOf(
      paginateGetAccountAuthorizationDetails(
        { client: member.iam, pageSize: 50 },
        { Filter: ['User', 'LocalManagedPolicy'] },
      ),
    );
    expect(pages.map((page) => count(page as typeof all))).toEqual([50, 50, 8]);
  });
});

describe('ListPolicies', () => {
  const names = async (input: ListPoliciesCommandInput) => {
    const pages = await pagesOf(paginateListPolicies({ client: member.iam }, input));
    return pages.flatMap((page) => page.Policies?.map((found) => found.PolicyName) ?? []).sort();
  };

  it('keeps to scope, path and attachment', async () => {
    expect(await names({ Scope: 'Local', PathPrefix: '/mfa-guardian/' })).toEqual(['One', 'Three', 'Two']);
    expect(await names({ Scope: 'Local', PathPrefix: '/other/' })).toEqual([]);
    expect(await names({ Scope: 'AWS' })).toContain('AdministratorAccess');
    expect(await names({ OnlyAttached: true })).toEqual(['One', 'Two']);
  });

  it('tells the default version', async () => {
    const PolicyArn = arnOf('Two');
    await member.iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument }));
    await member.iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
    const { Policies } = await member.iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
    expect(Policies?.map((found) => [found.PolicyName, found.DefaultVersionId])).toContainEqual([
      'Two',
      'v2',
    ]);
  });
});
