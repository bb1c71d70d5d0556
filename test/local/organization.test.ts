import { beforeAll, describe, expect, it } from 'vitest';
import { localOrganizationId } from '../../local/emulator.ts';
import { catchEvents, takeEvents } from './support/caught-events.ts';
import { localAws, memberAccount, otherMemberAccount, securityAccount } from './support/local-aws.ts';
import { allow } from './support/policies.ts';
import { assumeRole, createRole, createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';
import { callWithTarget } from './support/unsigned-call.ts';

const aws = localAws({
  organization: {
    managementAccountId: '000000000001',
    accounts: [
      { id: securityAccount, name: 'Security' },
      { id: memberAccount, name: 'Member One' },
    ],
  },
});

interface Account {
  readonly Id: string;
  readonly Name: string;
  readonly Arn: string;
}

const ask = async <Answer>(account: string, operation: string, input: object = {}): Promise<Answer> => {
  const to = { endpoint: aws.endpoint(), account, service: 'organizations' };
  return JSON.parse(await callWithTarget(to, `AWSOrganizationsV20161128.${operation}`, input));
};

describe('AWS Organizations', () => {
  it.each([securityAccount, memberAccount])('tells account %s of the same organization', async (account) => {
    const { Organization } = await ask<{ Organization: object }>(account, 'DescribeOrganization');
    expect(Organization).toMatchObject({ Id: localOrganizationId, MasterAccountId: '000000000001' });
  });

  it('lists the accounts it was told of', async () => {
    const { Accounts } = await ask<{ Accounts: Account[] }>(securityAccount, 'ListAccounts');
    expect(Accounts.map(({ Id, Name }) => [Id, Name])).toEqual([
      ['000000000001', 'Master Account'],
      [securityAccount, 'Security'],
      [memberAccount, 'Member One'],
    ]);
    expect(Accounts[1]?.Arn).toBe(
      `arn:aws:organizations::000000000001:account/${localOrganizationId}/${securityAccount}`,
    );
  });
});

describe('a change of the organization', () => {
  it('is told of by CloudTrail', async () => {
    const management = aws.root('000000000001');
    const queue = await catchEvents(management, '000000000001', 'records', { source: ['aws.organizations'] });
    const { Roots } = await ask<{ Roots: { Id: string }[] }>('000000000001', 'ListRoots');
    const unit = { ParentId: Roots[0]?.Id, Name: 'Workloads' };
    await ask('000000000001', 'CreateOrganizationalUnit', unit);
    expect(await takeEvents(management, queue)).toMatchObject([
      {
        detail: {
          eventSource: 'organizations.amazonaws.com',
          eventName: 'CreateOrganizationalUnit',
          awsRegion: 'us-east-1',
          requestParameters: { parentId: unit.ParentId, name: 'Workloads' },
          responseElements: { organizationalUnit: { name: 'Workloads' } },
          recipientAccountId: '000000000001',
        },
      },
    ]);
  });
});

describe('aws:PrincipalOrgID', () => {
  beforeAll(() => expect(localOrganizationId).toMatch(/^o-[a-z0-9]{10,32}$/));

  it('is the same in accounts that never called AWS Organizations', async () => {
    const member = aws.root(memberAccount);
    const trust = (id: string) => ({ condition: { StringEquals: { 'aws:PrincipalOrgID': id } } });
    const open = await createRole(member, 'open', '*', [allow('s3:*')], trust(localOrganizationId));
    const closed = await createRole(member, 'closed', '*', [allow('s3:*')], trust('o-somebodyelse'));
    const other = aws.root(otherMemberAccount);
    const caller = aws.as(await createUser(other, 'caller', [allow('sts:AssumeRole')]));
    await assumeRole(caller, open);
    expect(await refusalOf(assumeRole(caller, closed))).toMatchObject({ name: 'AccessDenied' });
  });
});
