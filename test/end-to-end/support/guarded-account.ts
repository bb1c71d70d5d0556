import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  ListAttachedUserPoliciesCommand,
} from '@aws-sdk/client-iam';
import { beforeAll, expect } from 'vitest';
import type { LocalAccount } from '../../../local/organization/accounts.ts';
import { type AwsClients, asCredentials, type Credentials } from '../../local/support/aws-clients.ts';
import { eventually } from './eventually.ts';
import type { GuardedOrganization, LoggedCall } from './guarded-organization.ts';
import { recordOf } from './ledger.ts';

/** One account of a guarded organization, administered through its administrator role. */
export const guardedAccount = (organization: GuardedOrganization, account: LocalAccount) => {
  let clients: AwsClients | undefined;
  beforeAll(async () => {
    clients = await organization.administrator(account);
  });
  const admin = (): AwsClients => {
    if (clients === undefined) {
      throw new Error('expected the organization to run, received none yet');
    }
    return clients;
  };
  const createKey = async (UserName: string): Promise<Credentials> => {
    const { AccessKey } = await admin().iam.send(new CreateAccessKeyCommand({ UserName }));
    return asCredentials(AccessKey ?? {});
  };
  return {
    admin,
    createKey,
    createUserWithKey: async (UserName: string): Promise<Credentials> => {
      await admin().iam.send(new CreateUserCommand({ UserName }));
      return createKey(UserName);
    },
    record: (userName: string) => recordOf(organization.hub(), account, userName),
    findingOf: async (userName: string) =>
      (await recordOf(organization.hub(), account, userName)).verdict.finding,
    /** Waits until the guardian has found this. */
    toBeFound: (userName: string, finding: Readonly<Record<string, unknown>>) =>
      eventually(async () => {
        const record = await recordOf(organization.hub(), account, userName);
        expect(record.verdict.finding).toMatchObject(finding);
      }, 30_000),
    attachedTo: async (UserName: string): Promise<readonly (string | undefined)[]> => {
      const { AttachedPolicies = [] } = await admin().iam.send(
        new ListAttachedUserPoliciesCommand({ UserName }),
      );
      return AttachedPolicies.map(({ PolicyArn }) => PolicyArn);
    },
    /** The enforcer's successful attachments in this account, oldest first. */
    attachments: async (): Promise<readonly LoggedCall[]> =>
      (await organization.calls('AttachUserPolicy')).filter(
        (call) =>
          call.account === account.id &&
          call.status === 200 &&
          call.principal.includes(':assumed-role/MfaGuardianEnforcer/'),
      ),
  };
};
