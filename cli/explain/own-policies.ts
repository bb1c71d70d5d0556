import { UserProblem } from '../command/user-problem.ts';
import type { ManagedPolicy } from './managed-policies.ts';

const OWN_ARN = /^arn:aws[a-z-]*:iam::\d{12}:policy\/./;

/** The managed policies among these that AWS does not maintain, but an account has. */
const ownArns = (held: readonly string[]): readonly string[] => held.filter((arn) => OWN_ARN.test(arn));

/** The others: AWS's, by ARN or by name. */
export const otherArns = (held: readonly string[]): readonly string[] =>
  held.filter((arn) => !OWN_ARN.test(arn));

/**
 * Reads an account's own policies from wherever the account is known from.
 *
 * @param where what people are told that a policy is not in.
 */
export const readOwnPolicies = async (
  held: readonly string[],
  textOf: (arn: string) => Promise<string | undefined>,
  where: string,
): Promise<readonly ManagedPolicy[]> =>
  Promise.all(
    ownArns(held).map(async (arn) => {
      const text = await textOf(arn);
      if (text === undefined) {
        throw new UserProblem(`--with: the policy ${arn} is not in ${where}. Give what it says as a PATH.`);
      }
      return { arn, text };
    }),
  );
