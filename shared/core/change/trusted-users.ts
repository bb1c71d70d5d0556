import * as z from 'zod/mini';
import { type AccountId, parseUserName, type UserName } from '#core/kernel/aws-identifiers.ts';

const OneOrMany = z.union([
  z.pipe(
    z.string(),
    z.transform((text): string[] => [text]),
  ),
  z.array(z.string()),
]);

const Statement = z.object({ Principal: z.object({ AWS: OneOrMany }) });

const TrustPolicy = z.object({ Statement: z.unknown() });

const USER_ARN = /^arn:[^:]+:iam::(?<account>\d{12}):user\/(?:.*\/)?(?<userName>[^/]+)$/;

const userIn = (arn: string, account: AccountId): readonly UserName[] => {
  const groups = USER_ARN.exec(arn)?.groups;
  const userName = parseUserName(groups?.['userName'] ?? '');
  return groups?.['account'] === account && userName.ok ? [userName.value] : [];
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/**
 * The users of the role's own account whom its trust policy names. Only for them can a role open what no policy of
 * their own allows; whoever is trusted as part of an account needs a policy too, which is judged with the user.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-same-account.html
 */
export const trustedUsers = (trustPolicy: string, account: AccountId): readonly UserName[] => {
  const parsed = TrustPolicy.safeParse(parseJson(trustPolicy));
  const statements = parsed.success ? [parsed.data.Statement].flat() : [];
  const users = statements.flatMap(
    (statement) =>
      Statement.safeParse(statement).data?.Principal.AWS.flatMap((arn) => userIn(arn, account)) ?? [],
  );
  return [...new Set(users)];
};
