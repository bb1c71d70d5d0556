import {
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { type LocalAccount, MANAGEMENT, PAYMENTS, SANDBOX, WATCHED_ACCOUNTS } from './accounts.ts';
import { ADMINISTRATOR_ROLE, clientConfiguration, rootCredentials } from './credentials.ts';

const ADMINISTRATOR_ACCESS = 'arn:aws:iam::aws:policy/AdministratorAccess';

/** A user as the guardian's configuration names it. */
export interface SeededPrincipal {
  readonly arn: string;
  readonly id: string;
}

/** The people whom the configuration has to know. */
export interface SeededPeople {
  readonly ciDeploy: SeededPrincipal;
  readonly breakGlass: SeededPrincipal;
}

const seedAdministratorRole = async (iam: IAMClient): Promise<void> => {
  const trust = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${MANAGEMENT.id}:root` }, Action: 'sts:AssumeRole' },
    ],
  };
  await iam.send(
    new CreateRoleCommand({
      RoleName: ADMINISTRATOR_ROLE,
      AssumeRolePolicyDocument: JSON.stringify(trust),
    }),
  );
  await iam.send(
    new AttachRolePolicyCommand({ RoleName: ADMINISTRATOR_ROLE, PolicyArn: ADMINISTRATOR_ACCESS }),
  );
};

const seedUser = async (
  iam: IAMClient,
  UserName: string,
  ways: { readonly key: boolean; readonly password: boolean },
): Promise<SeededPrincipal> => {
  const { User } = await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: ADMINISTRATOR_ACCESS }));
  if (ways.key) {
    await iam.send(new CreateAccessKeyCommand({ UserName }));
  }
  if (ways.password) {
    await iam.send(new CreateLoginProfileCommand({ UserName, Password: 'correct-Horse-7-battery' }));
  }
  return { arn: User?.Arn ?? '', id: User?.UserId ?? '' };
};

/**
 * Fills the organization as it might be on the day before the guardian is deployed: an administrator role in each
 * account, a few people, a user that CI deploys with, and one for the emergency.
 */
export const seedOrganization = async (endpoint: string): Promise<SeededPeople> => {
  const iamOf = (account: LocalAccount) =>
    new IAMClient(clientConfiguration(endpoint, rootCredentials(account)));
  await Promise.all(WATCHED_ACCOUNTS.map((account) => seedAdministratorRole(iamOf(account))));
  const payments = iamOf(PAYMENTS);
  const ciDeploy = await seedUser(payments, 'ci-deploy', { key: true, password: false });
  const breakGlass = await seedUser(payments, 'break-glass', { key: false, password: true });
  await seedUser(payments, 'ana', { key: false, password: true });
  await seedUser(payments, 'mara', { key: true, password: false });
  await seedUser(iamOf(SANDBOX), 'ben', { key: true, password: true });
  return { ciDeploy, breakGlass };
};
