import { readFileSync } from 'node:fs';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateUserCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam';
import { describe, expect, it } from 'vitest';
import { PAYMENTS } from '../../local/organization/accounts.ts';
import { numberIn, tablesIn } from '../infra/support/markdown-tables.ts';
import { settle } from './support/eventually.ts';
import { guardedAccount } from './support/guarded-account.ts';
import { guardedOrganization, type LoggedCall } from './support/guarded-organization.ts';

const PAGE = readFileSync(new URL('../../docs/data-and-costs.md', import.meta.url), 'utf8');
const { rowOf } = tablesIn(PAGE);

const organization = guardedOrganization({ mode: 'enforce' });
const payments = guardedAccount(organization, PAYMENTS);

const READS = /^(Get|List|Describe|Scan|Query)/;

/** What the guardian's roles called from now until everything about the act is over, by kind. */
const callsFor = async (act: () => Promise<unknown>) => {
  await organization.local('DELETE', 'calls');
  await act();
  await settle();
  await settle();
  const calls = (await organization.local<readonly LoggedCall[]>('GET', 'calls')).filter(({ principal }) =>
    principal?.includes(':assumed-role/MfaGuardian'),
  );
  const count = (service: string, reading: boolean): number =>
    calls.filter((call) => call.service === service && READS.test(call.action) === reading).length;
  return {
    'calls of IAM that read': count('iam', true),
    'calls of IAM that write': count('iam', false),
    'reads of the ledger': count('dynamodb', true),
    'writes of the ledger': count('dynamodb', false),
  };
};

/** What the page says, in the column of this kind of change. */
const saidOf = (column: number): Record<string, number> =>
  Object.fromEntries(
    ['calls of IAM that read', 'calls of IAM that write', 'reads of the ledger', 'writes of the ledger'].map(
      (what) => [what, numberIn(rowOf('| measured, per change', what)[column])],
    ),
  );

const create = (UserName: string) => payments.admin().iam.send(new CreateUserCommand({ UserName }));

describe('what one change costs in calls, as docs/data-and-costs.md says it', () => {
  it('is a read of the user when nothing is new', async () => {
    await create('warm');
    await payments.toBeFound('warm', { kind: 'no-access' });
    await settle();
    const tag = new TagUserCommand({ UserName: 'warm', Tags: [{ Key: 'team', Value: 'blue' }] });
    expect(await callsFor(() => payments.admin().iam.send(tag))).toEqual(saidOf(1));
  });

  it('is one more write of the ledger when a verdict is announced', async () => {
    expect(await callsFor(() => create('fresh'))).toEqual(saidOf(2));
  });

  it('is three reads of the user and one attachment when somebody is exposed and enforced', async () => {
    const expose = async (UserName: string) => {
      const PolicyArn = 'arn:aws:iam::aws:policy/PowerUserAccess';
      await payments.admin().iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
      await settle();
      return callsFor(() => payments.admin().iam.send(new CreateAccessKeyCommand({ UserName })));
    };
    // The first one finds functions that have read no policy yet.
    await expose('warm');
    const counted = await expose('fresh');
    const said = saidOf(3);
    expect(counted['calls of IAM that write']).toBe(said['calls of IAM that write']);
    expect(counted['calls of IAM that read']).toBeLessThanOrEqual(said['calls of IAM that read'] ?? 0);
    expect(counted['reads of the ledger']).toBe(said['reads of the ledger']);
    expect(counted['writes of the ledger']).toBeLessThanOrEqual(said['writes of the ledger'] ?? 0);
    expect(counted['writes of the ledger']).toBeGreaterThan((said['writes of the ledger'] ?? 0) - 3);
  });
});
