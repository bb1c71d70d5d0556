import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { localOrganizationId } from '../../local/emulator.ts';
import type { AwsClients } from './support/aws-clients.ts';
import { catchEvents, type Queue, takeEvents } from './support/caught-events.ts';
import { localAws, memberAccount, otherMemberAccount, securityAccount } from './support/local-aws.ts';
import { allow } from './support/policies.ts';
import { assumeRole, createRole, createUser } from './support/principals.ts';
import { callWithTarget } from './support/unsigned-call.ts';

const managementAccount = '000000000001';
const aws = localAws({
  organization: {
    managementAccountId: managementAccount,
    accounts: [
      { id: securityAccount, name: 'Security' },
      { id: memberAccount, name: 'Member' },
      { id: otherMemberAccount, name: 'Other Member' },
    ],
  },
});
let management: AwsClients;
let queue: Queue;
let root: string;

const ask = async (operation: string, input: object = {}, account = managementAccount) => {
  const to = { endpoint: aws.endpoint(), account, service: 'organizations' };
  return JSON.parse(await callWithTarget(to, `AWSOrganizationsV20161128.${operation}`, input));
};
const take = async () =>
  (await takeEvents(management, queue)).map((event) => [event['detail-type'], event.detail] as const);
const calls = async () =>
  (await take()).map(([, { eventName, requestParameters, recipientAccountId }]) => {
    expect(recipientAccountId).toBe(managementAccount);
    return [eventName, requestParameters];
  });
const members = async (): Promise<string[]> =>
  (await ask('ListAccounts')).Accounts.map(({ Id }: { Id: string }) => Id);

/** A user who may assume a role of another account if the condition key says that both belong together. */
async function attempt(
  clients: AwsClients,
  roleAccount: string,
  key: string,
): Promise<() => Promise<string>> {
  const Condition = { StringEquals: { [key]: localOrganizationId } };
  const isTrust = key === 'aws:PrincipalOrgID';
  const trust = isTrust ? { condition: Condition } : {};
  const role = await createRole(aws.root(roleAccount), 'shared', '*', [allow('s3:*')], trust);
  const may = allow('sts:AssumeRole', isTrust ? {} : { Condition });
  const caller = aws.as(await createUser(clients, 'caller', [may]));
  return () =>
    assumeRole(caller, role).then(
      () => 'allowed',
      (error: Error) => error.name,
    );
}

beforeAll(async () => {
  management = aws.root(managementAccount);
  const pattern = { source: ['aws.organizations'] };
  queue = await catchEvents(management, managementAccount, 'caught', pattern);
  root = (await ask('ListRoots')).Roots[0].Id;
});

beforeEach(async () => {
  await take();
});

describe('the management account', () => {
  it('changes policies, policy types and units, and CloudTrail tells of it there', async () => {
    const Type = 'SERVICE_CONTROL_POLICY';
    const policy = { Name: 'Fence', Description: 'About it', Content: '{}', Type };
    const { Policy } = await ask('CreatePolicy', policy);
    const PolicyId = Policy.PolicySummary.Id;
    const target = { PolicyId, TargetId: memberAccount };
    await ask('AttachPolicy', target);
    await ask('UpdatePolicy', { PolicyId, Description: 'More about it' });
    await ask('DetachPolicy', target);
    await ask('DeletePolicy', { PolicyId });
    await ask('DisablePolicyType', { RootId: root, PolicyType: Type });
    await ask('EnablePolicyType', { RootId: root, PolicyType: Type });
    const policyId = PolicyId;
    const named = { policyId, targetId: memberAccount };
    expect(await calls()).toEqual([
      ['CreatePolicy', { name: 'Fence', description: 'About it', content: '{}', type: Type }],
      ['AttachPolicy', named],
      ['UpdatePolicy', { policyId, description: 'More about it' }],
      ['DetachPolicy', named],
      ['DeletePolicy', { policyId }],
      ['DisablePolicyType', { rootId: root, policyType: Type }],
      ['EnablePolicyType', { rootId: root, policyType: Type }],
    ]);
  });

  it('moves accounts', async () => {
    const { OrganizationalUnit } = await ask('CreateOrganizationalUnit', { ParentId: root, Name: 'Unit' });
    await take();
    const unit = OrganizationalUnit.Id;
    const move = { AccountId: memberAccount, SourceParentId: root, DestinationParentId: unit };
    await ask('MoveAccount', move);
    expect(await calls()).toEqual([
      ['MoveAccount', { accountId: memberAccount, sourceParentId: root, destinationParentId: unit }],
    ]);
  });

  it('alone makes changes', async () => {
    const unit = { ParentId: root, Name: 'Mine' };
    const refusal = await ask('CreateOrganizationalUnit', unit, securityAccount);
    expect(refusal.__type).toContain('AccessDeniedException');
    const { OrganizationalUnits } = await ask('ListOrganizationalUnitsForParent', { ParentId: root });
    expect(OrganizationalUnits.map(({ Name }: { Name: string }) => Name)).not.toContain('Mine');
    expect(await calls()).toEqual([]);
  });

  it('is told of accounts that are made', async () => {
    const { CreateAccountStatus } = await ask('CreateAccount', {
      Email: 'a@example.com',
      AccountName: 'New',
    });
    const accountId = CreateAccountStatus.AccountId;
    const events = await take();
    expect(events.map(([detailType, { eventName }]) => [detailType, eventName])).toEqual([
      ['AWS Service Event via CloudTrail', 'CreateAccountResult'],
      ['AWS Service Event via CloudTrail', 'AccountJoinedOrganization'],
      ['AWS API Call via CloudTrail', 'CreateAccount'],
    ]);
    expect(events[0]?.[1]).toMatchObject({
      eventType: 'AwsServiceEvent',
      userIdentity: { accountId: managementAccount, invokedBy: 'organizations.amazonaws.com' },
      serviceEventDetails: { createAccountStatus: { state: 'SUCCEEDED', accountId } },
    });
    expect(events[1]?.[1]).toMatchObject({ serviceEventDetails: { accountId, joinedMethod: 'Created' } });
  });
});

describe('a member account', () => {
  it('leaves, and the management account is told', async () => {
    const member = aws.root(memberAccount);
    const own = await catchEvents(member, memberAccount, 'own', { source: ['aws.organizations'] });
    const principal = await attempt(member, securityAccount, 'aws:PrincipalOrgID');
    const resource = await attempt(aws.root(securityAccount), memberAccount, 'aws:ResourceOrgID');
    expect([await principal(), await resource()]).toEqual(['allowed', 'allowed']);
    await ask('LeaveOrganization', {}, memberAccount);
    expect(await members()).not.toContain(memberAccount);
    expect([await principal(), await resource()]).toEqual(['AccessDenied', 'AccessDenied']);
    expect(await take()).toMatchObject([
      [
        'AWS Service Event via CloudTrail',
        {
          eventName: 'AccountDepartedOrganization',
          serviceEventDetails: { accountId: memberAccount, departedMethod: 'Left' },
        },
      ],
    ]);
    expect((await takeEvents(member, own)).map(({ detail }) => detail.eventName)).toEqual([
      'LeaveOrganization',
    ]);
  });

  it('is removed', async () => {
    await ask('RemoveAccountFromOrganization', { AccountId: otherMemberAccount });
    expect(await members()).not.toContain(otherMemberAccount);
    expect(
      (await take()).map(([, { eventName, requestParameters }]) => [eventName, requestParameters]),
    ).toEqual([
      ['AccountDepartedOrganization', null],
      ['RemoveAccountFromOrganization', { accountId: otherMemberAccount }],
    ]);
  });

  it('is neither the management account nor a stranger', async () => {
    const types = await Promise.all([
      ask('LeaveOrganization'),
      ask('RemoveAccountFromOrganization', { AccountId: '444444444444' }),
    ]);
    expect(types.map(({ __type }) => __type)).toEqual([
      'MasterCannotLeaveOrganizationException',
      'AccountNotFoundException',
    ]);
  });
});
