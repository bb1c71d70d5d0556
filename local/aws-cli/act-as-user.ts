import { GetSessionTokenCommand, STSClient, STSServiceException } from '@aws-sdk/client-sts';
import { printable } from '#core/kernel/printable.ts';
import { UserProblem } from '../../cli/command/user-problem.ts';
import type { LocalAccount } from '../organization/accounts.ts';
import { type Credentials, clientConfiguration } from '../organization/credentials.ts';

/** AWS refused what the caller asked for. The message is AWS's. */
export class RefusedByAws extends UserProblem {}

/** An IAM user of the local organization, and where to ask about him. */
interface LocalUser {
  readonly endpoint: string;
  readonly account: LocalAccount;
  readonly userName: string;
}

interface StoredUser {
  readonly exists: boolean;
  readonly accessKey: { readonly accessKeyId: string; readonly secretAccessKey: string } | null;
  readonly mfaDevices: readonly string[];
}

const readUser = async ({ endpoint, account, userName }: LocalUser): Promise<StoredUser> => {
  const query = new URLSearchParams({ account: account.id, userName });
  const answer = await fetch(`${endpoint}/_local/access-key?${query}`);
  if (!answer.ok) {
    throw new Error(`expected the access key of ${userName}, received ${await answer.text()}`);
  }
  return (await answer.json()) as StoredUser;
};

const accessKeyOf = ({ account, userName }: LocalUser, { exists, accessKey }: StoredUser): Credentials => {
  const inAccount = `npm run aws -- --account ${account.name} iam`;
  if (!exists) {
    throw new UserProblem(
      `There is no user ${userName} in ${account.name}. These are there: ${inAccount} list-users`,
    );
  }
  if (accessKey === null) {
    throw new UserProblem(
      `${userName} in ${account.name} has no active access key. ` +
        `Make one: ${inAccount} create-access-key --user-name ${userName}`,
    );
  }
  return accessKey;
};

const onlyDeviceOf = ({ account, userName }: LocalUser, { mfaDevices }: StoredUser): string => {
  const [device, ...others] = mfaDevices;
  if (device === undefined) {
    throw new UserProblem(
      `${userName} in ${account.name} has no MFA device that could show a code. ` +
        'Leave --mfa out, or enrol one with iam create-virtual-mfa-device and iam enable-mfa-device.',
    );
  }
  if (others.length > 0) {
    throw new UserProblem(
      `${userName} in ${account.name} has ${mfaDevices.length} MFA devices; --mfa works with one. ` +
        'Say which: sts get-session-token --serial-number ARN --token-code CODE.',
    );
  }
  return device;
};

/** The refusal in AWS's words; whatever else went wrong stays what it is. */
const refusal = ({ userName }: LocalUser, error: unknown): unknown =>
  error instanceof STSServiceException
    ? new RefusedByAws(
        `AWS gave ${userName} no session with MFA: ${error.name}: ${printable(error.message.trim())}`,
        { cause: error },
      )
    : error;

const beginSession = async (
  user: LocalUser,
  accessKey: Credentials,
  SerialNumber: string,
  TokenCode: string,
): Promise<Credentials> => {
  const sts = new STSClient({ ...clientConfiguration(user.endpoint, accessKey), maxAttempts: 1 });
  const { Credentials: issued } = await sts
    .send(new GetSessionTokenCommand({ SerialNumber, TokenCode }))
    .catch((error: unknown) => {
      throw refusal(user, error);
    });
  if (!(issued?.AccessKeyId && issued.SecretAccessKey && issued.SessionToken)) {
    throw new Error(`expected a session of ${user.userName}, received none`);
  }
  return {
    accessKeyId: issued.AccessKeyId,
    secretAccessKey: issued.SecretAccessKey,
    sessionToken: issued.SessionToken,
  };
};

/**
 * Credentials of an IAM user: his newest active access key or, with a code, the session with MFA that the key, his one
 * device and the code begin.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
 * @throws RefusedByAws when AWS gives no session, for a wrong code for example.
 * @throws UserProblem when he does not exist, has no active key, or, with a code, not exactly one device.
 */
export const userCredentials = async (user: LocalUser, code: string | undefined): Promise<Credentials> => {
  const stored = await readUser(user);
  const accessKey = accessKeyOf(user, stored);
  return code === undefined ? accessKey : beginSession(user, accessKey, onlyDeviceOf(user, stored), code);
};
