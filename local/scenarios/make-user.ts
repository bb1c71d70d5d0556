import type { LocalAccount } from '../organization/accounts.ts';
import { administratorOf } from '../story/actors.ts';
import type { Stage } from '../story/stage.ts';

const POWER_USER = 'arn:aws:iam::aws:policy/PowerUserAccess';
const IAM_READ_ONLY = 'arn:aws:iam::aws:policy/IAMReadOnlyAccess';

/** A user who may use nearly everything and read IAM, and can't sign in yet. */
export const makeUser = async (
  { allowed }: Stage,
  account: LocalAccount,
  userName: string,
): Promise<void> => {
  const admin = administratorOf(account);
  await allowed(admin(`iam create-user --user-name ${userName} --query User.Arn --output text`));
  for (const arn of [POWER_USER, IAM_READ_ONLY]) {
    await allowed(admin(`iam attach-user-policy --user-name ${userName} --policy-arn ${arn}`));
  }
};

export const giveKey = async ({ allowed }: Stage, account: LocalAccount, userName: string): Promise<string> =>
  allowed(
    administratorOf(account)(
      `iam create-access-key --user-name ${userName} --query AccessKey.AccessKeyId --output text`,
    ),
    'AWS makes the key',
  );

const PASSWORD = 'correct-Horse-7-battery';

export const givePassword = async (
  { allowed }: Stage,
  account: LocalAccount,
  userName: string,
): Promise<void> => {
  await allowed(
    administratorOf(account)(
      `iam create-login-profile --user-name ${userName} --password ${PASSWORD} --query LoginProfile.CreateDate --output text`,
    ),
    'AWS stores the password',
  );
};

export const LIST_USERS = 'iam list-users --query Users[].UserName --output text';
