import { IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { IAM_EVENTS_REGION } from '#core/guardian-names.ts';
import type { AccountId, Partition } from '#core/kernel/aws-identifiers.ts';
import { printable } from '#core/kernel/printable.ts';
import { UserProblem } from './user-problem.ts';

/** IAM of one account, to be read. */
export interface Connection {
  readonly iam: IAMClient;
  readonly partition: Partition;
  readonly account: AccountId;
}

type ClientConfiguration = Pick<STSClientConfig, 'region' | 'profile' | 'endpoint' | 'credentials'>;

/** IAM answers in one Region of each partition; whichever is configured leads there. */
const regionOf = async (configuration: ClientConfiguration): Promise<string> => {
  try {
    return await new STSClient(configuration).config.region();
  } catch {
    return IAM_EVENTS_REGION;
  }
};

/** What the SDK and the network say when somebody is not known to AWS, or AWS can't be reached. */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  [
    /^CredentialsProviderError$|^TokenProviderError$/,
    'there are no AWS credentials here. Set AWS_PROFILE, add --profile NAME, or sign in (aws sso login)',
  ],
  [/^ExpiredToken|RequestExpired/, 'the AWS credentials have expired. Sign in again'],
  [
    /^InvalidClientTokenId$|^UnrecognizedClient|^SignatureDoesNotMatch$|^AuthFailure$/,
    'AWS does not know these credentials',
  ],
  [/^AccessDenied/, 'AWS denies that to these credentials'],
  [
    /^TimeoutError$|^ENOTFOUND$|^ECONNREFUSED$|^ECONNRESET$|^EAI_AGAIN$|^ENETUNREACH$|^EHOSTUNREACH$|^NetworkingError$/,
    'there is no way to AWS from here',
  ],
];

const codesOf = (error: unknown): readonly string[] => {
  const { name, code } = error as Error & { readonly code?: string };
  return [name, code ?? ''];
};

/** Why AWS could not be asked, in words. */
const describeFailure = (error: unknown): string => {
  const known = CAUSES.find(([names]) => codesOf(error).some((name) => names.test(name)));
  return known?.[1] ?? printable(`${(error as Error).name}: ${(error as Error).message}`);
};

const howToAct = (account: string): string =>
  `Use a profile of that account (--profile NAME), or assume a role there that may read IAM (the managed policy IAMReadOnlyAccess):
  aws sts assume-role --role-arn arn:aws:iam::${account}:role/NAME --role-session-name explain`;

/** Connects with the credentials at hand, which have to be of that account. */
export const connect = async (account: string, configured: ClientConfiguration): Promise<Connection> => {
  const region = await regionOf(configured);
  const configuration = { ...configured, region };
  try {
    const identity = await new STSClient(configuration).send(new GetCallerIdentityCommand({}));
    if (identity.Account !== account) {
      throw new UserProblem(
        `These credentials are of account ${identity.Account}, not of ${account}. ${howToAct(account)}`,
      );
    }
    const partition = (identity.Arn?.split(':')[1] ?? 'aws') as Partition;
    return {
      iam: new IAMClient({ ...configuration, maxAttempts: 4 }),
      partition,
      account: account as AccountId,
    };
  } catch (error) {
    if (error instanceof UserProblem) {
      throw error;
    }
    throw new UserProblem(`IAM could not be read: ${describeFailure(error)}.`, { cause: error });
  }
};
