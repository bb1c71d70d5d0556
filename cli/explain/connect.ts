import { IAMClient } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { IAM_EVENTS_REGION } from '#core/guardian-names.ts';
import type { AccountId, Partition } from '#core/kernel/aws-identifiers.ts';
import { printable } from '#core/kernel/printable.ts';
import { describeAwsFailure } from '../command/describe-aws-failure.ts';
import { UserProblem } from '../command/user-problem.ts';

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

const noCredentials = (profile: string | undefined): string =>
  profile === undefined
    ? 'there are no AWS credentials here. Set AWS_PROFILE, add --profile NAME, or sign in (aws sso login)'
    : `the profile ${printable(profile)} gives no AWS credentials. Sign in (aws sso login --profile NAME), or see which profiles there are: aws configure list-profiles`;

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
    throw new UserProblem(
      `IAM could not be read: ${describeAwsFailure(error, noCredentials(configured.profile))}.`,
      { cause: error },
    );
  }
};
