import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { type LocalAccount, MANAGEMENT, REGION } from './accounts.ts';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  /** When they end, if they do. */
  readonly expiration?: Date;
}

/** What an AWS SDK client needs to speak with the local AWS. */
export interface LocalClientConfiguration {
  readonly endpoint: string;
  readonly region: string;
  /** A client asks anew for credentials that are about to end. */
  readonly credentials: Credentials | (() => Promise<Credentials>);
}

/** The role through which the management account administers its members, as AWS Organizations makes it. */
export const ADMINISTRATOR_ROLE = 'OrganizationAccountAccessRole';

export const rootCredentials = (account: LocalAccount): Credentials => ({
  accessKeyId: account.id,
  secretAccessKey: 'local',
});

export const clientConfiguration = (
  endpoint: string,
  credentials: LocalClientConfiguration['credentials'],
): LocalClientConfiguration => ({
  endpoint,
  region: REGION,
  credentials,
});

/** Credentials of the administrator role: the use of root is itself a signal. */
export const administratorCredentials = async (
  endpoint: string,
  account: LocalAccount,
  sessionName: string,
): Promise<Credentials> => {
  const sts = new STSClient(clientConfiguration(endpoint, rootCredentials(MANAGEMENT)));
  const { Credentials: issued } = await sts.send(
    new AssumeRoleCommand({
      RoleArn: `arn:aws:iam::${account.id}:role/${ADMINISTRATOR_ROLE}`,
      RoleSessionName: sessionName,
    }),
  );
  if (!(issued?.AccessKeyId && issued.SecretAccessKey && issued.SessionToken)) {
    throw new Error(`expected credentials of ${ADMINISTRATOR_ROLE} in ${account.name}, received none`);
  }
  return {
    accessKeyId: issued.AccessKeyId,
    secretAccessKey: issued.SecretAccessKey,
    sessionToken: issued.SessionToken,
    ...(issued.Expiration && { expiration: issued.Expiration }),
  };
};
