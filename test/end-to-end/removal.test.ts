import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  AttachUserPolicyCommand,
  ListUsersCommand,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalAccount, PAYMENTS, SANDBOX, SECURITY } from '../../local/organization/accounts.ts';
import { localConfiguration } from '../../local/organization/configure.ts';
import { administratorCredentials } from '../../local/organization/credentials.ts';
import { deployerFor } from '../../local/organization/deploy.ts';
import { loadToolkit } from '../../local/organization/toolkit.ts';
import type { Credentials } from '../local/support/aws-clients.ts';
import { refusalOf } from '../local/support/refusal.ts';
import { commandsBelow, runCommands } from './support/documented-steps.ts';
import { eventually, settle } from './support/eventually.ts';
import { guardedAccount } from './support/guarded-account.ts';
import { guardedOrganization } from './support/guarded-organization.ts';

const PAGE = 'docs/rollout.md';
const EVERYBODY = '### Look at everybody';
const FREE = '### 2. Free everybody';
const DELETE_MEMBER = '### 3. Delete the members';
const DELETE_HUB = '### 4. Delete the hub';
const WHAT_STAYS = '### 5. What stays';

const ACCOUNTS = [SECURITY, PAYMENTS, SANDBOX];
const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';
const PATIENCE = { timeout: 180_000 };

/** Everything that the two stacks can have made, by name. */
const LOOK = `
aws iam list-roles --query 'Roles[].RoleName' --output text
aws iam list-policies --scope Local --query 'Policies[].Arn' --output text
aws events list-event-buses --query 'EventBuses[].Name' --output text
aws events list-rules --query 'Rules[].Name' --output text
aws sqs list-queues --query 'QueueUrls' --output text
aws sns list-topics --query 'Topics[].TopicArn' --output text
aws lambda list-functions --query 'Functions[].FunctionName' --output text
aws lambda list-event-source-mappings --query 'EventSourceMappings[].EventSourceArn' --output text
aws cloudwatch describe-alarms --query 'MetricAlarms[].AlarmName' --output text
aws dynamodb list-tables --query TableNames --output text
aws logs describe-log-groups --query 'logGroups[].logGroupName' --output text
aws kms list-keys --query 'Keys[].KeyId' --output text
aws cloudformation describe-stacks --query 'Stacks[].StackName' --output text
`;

const STATUS = 'aws cloudformation describe-stacks --query "Stacks[].StackStatus" --output text';

/** The CLI asks but twice a minute how a deletion goes. */
const withoutWaiting = (commands: string): string => commands.replace(/^aws cloudformation wait .*$/m, '');

const OWN_NAME = /mfa-?guardian/i;

const organization = guardedOrganization({ mode: 'enforce' });
const payments = guardedAccount(organization, PAYMENTS);
const sandbox = guardedAccount(organization, SANDBOX);
let directory = '';
let doras: Credentials;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'mfa-guardian-removal-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const run = async (commands: string, account: LocalAccount) =>
  runCommands(commands, {
    endpoint: organization.endpoint(),
    credentials: await administratorCredentials(organization.endpoint(), account, 'carol'),
    directory,
  });

const follow = async (heading: string, account: LocalAccount, place = 0): Promise<string> => {
  const { exitCode, output, complaints } = await run(commandsBelow(PAGE, heading, place), account);
  expect(complaints).toBe('');
  expect(exitCode).toBe(0);
  return output;
};

const lookAt = async (account: LocalAccount): Promise<readonly string[]> =>
  (await run(LOOK, account)).output.split(/\s+/).filter((name) => OWN_NAME.test(name));

/** What the page calls `npm run deploy:hub`, once the file says `observe`. */
const deployHubInObserveMode = async (): Promise<void> => {
  const deployer = await deployerFor(organization.endpoint(), await loadToolkit());
  try {
    const configuration = localConfiguration('observe', organization.people());
    await deployer.deploy({ configuration, members: [] });
  } finally {
    await deployer.dispose();
  }
};

const listUsers = () => organization.as(doras).iam.send(new ListUsersCommand({}));

describe('people whom the guardian holds behind MFA', () => {
  it('are two, of two accounts', PATIENCE, async () => {
    doras = await payments.createUserWithKey('dora');
    await payments
      .admin()
      .iam.send(new AttachUserPolicyCommand({ UserName: 'dora', PolicyArn: ADMINISTRATOR_ACCESS }));
    await sandbox.admin().iam.send(new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 14 }));
    await eventually(async () => {
      expect(await payments.attachedTo('dora')).toHaveLength(2);
      expect(await sandbox.attachedTo('ben')).toHaveLength(2);
    }, 30_000);
    expect((await refusalOf(listUsers())).name).toBe('AccessDenied');
  });

  it('are looked at and listed by the commands of the page', PATIENCE, async () => {
    const before = (await organization.calls('ListUsers')).length;
    await follow(EVERYBODY, SANDBOX);
    await eventually(async () =>
      expect((await organization.calls('ListUsers')).length).toBeGreaterThan(before),
    );
    const list = await follow(EVERYBODY, SECURITY, 1);
    expect(list).toMatch(new RegExp(`^${SANDBOX.id}\tben\tawaiting-enrolment\tnone\t`, 'm'));
    expect(list).toMatch(new RegExp(`^${PAYMENTS.id}\tdora\t`, 'm'));
  });

  it('keep the member stack from being deleted, with everything in place', PATIENCE, async () => {
    const before = await lookAt(PAYMENTS);
    const { exitCode } = await run(withoutWaiting(commandsBelow(PAGE, DELETE_MEMBER)), PAYMENTS);
    expect(exitCode).toBe(0);
    await eventually(
      async () => expect((await run(STATUS, PAYMENTS)).output).toContain('DELETE_FAILED'),
      60_000,
    );
    const after = await lookAt(PAYMENTS);
    expect(before.filter((name) => !after.includes(name) && !name.includes(':policy/'))).toEqual([]);
    expect((await refusalOf(listUsers())).name).toBe('AccessDenied');
  });
});

describe('the documented removal', () => {
  it('frees everybody, once nothing is enforced any more', PATIENCE, async () => {
    await deployHubInObserveMode();
    expect(await follow(FREE, PAYMENTS)).toMatch(/^dora no longer has /m);
    expect(await follow(FREE, SANDBOX)).toMatch(/^ben no longer has /m);
    expect(await follow(FREE, SECURITY)).toBe('');
    await settle();
    expect(await follow(FREE, PAYMENTS)).toBe('');
    expect(await payments.attachedTo('dora')).toEqual([ADMINISTRATOR_ACCESS]);
    expect(await sandbox.attachedTo('ben')).toEqual([ADMINISTRATOR_ACCESS]);
  });

  it('leaves nothing in the members', PATIENCE, async () => {
    for (const account of ACCOUNTS) {
      await follow(DELETE_MEMBER, account);
    }
    expect(await lookAt(PAYMENTS)).toEqual([]);
    expect(await lookAt(SANDBOX)).toEqual([]);
  });

  it('leaves of the hub what the page says: the table, the key and four logs', PATIENCE, async () => {
    const stays = await follow(DELETE_HUB, SECURITY);
    const types = stays.match(/AWS::\w+::\w+/g)?.toSorted();
    const logs = Array.from({ length: 4 }, () => 'AWS::Logs::LogGroup');
    expect(types).toEqual(['AWS::DynamoDB::GlobalTable', 'AWS::KMS::Key', ...logs]);
    const left = await lookAt(SECURITY);
    expect(left).toHaveLength(5);
    expect(left.every((name) => stays.includes(name))).toBe(true);
    const { output: key } = await run('aws kms list-keys --query "Keys[].KeyId" --output text', SECURITY);
    expect(stays).toContain(key.trim());
  });

  it('leaves people as they were', async () => {
    const { Users = [] } = await listUsers();
    expect(Users.map(({ UserName }) => UserName)).toContain('dora');
  });

  it('takes what stays as well, if that is wanted', PATIENCE, async () => {
    await follow(WHAT_STAYS, SECURITY);
    expect(await lookAt(SECURITY)).toEqual([]);
  });
});
