import { printable } from '#core/kernel/printable.ts';
import { UserProblem } from '../../cli/command/user-problem.ts';
import { MANAGEMENT, WATCHED_ACCOUNTS } from '../organization/accounts.ts';

/** Every account of the organization on this machine. */
export const LOCAL_ACCOUNTS = [...WATCHED_ACCOUNTS, MANAGEMENT];

export const accountNames = LOCAL_ACCOUNTS.map(({ name }) => name).join(', ');

export const USAGE = `Usage: npm run aws -- --account NAME [--root | --as USER [--mfa CODE] | --session NAME] COMMAND ...
  npm run aws -- --account payments iam list-users
  npm run aws -- --account sandbox --as ben iam list-users
  --account NAME   ${accountNames}
  --root           as the account's root user
  --as USER        with the newest active access key of that IAM user
  --mfa CODE       with a session that the user's key and the code of his device begin
  --session NAME   through the administrator role, under that session name
  Without any of the last four: through the administrator role. What follows is the AWS CLI's.`;

/** What was expected, what came instead, and how to call it. */
export const misuse = (wanted: string, came: string | undefined): UserProblem =>
  new UserProblem(
    `Expected ${wanted}; received ${came === undefined ? 'nothing' : printable(came)}.\n${USAGE}`,
  );
