import { printable } from '#core/kernel/printable.ts';
import { UserProblem } from '../../cli/command/user-problem.ts';
import { MANAGEMENT, WATCHED_ACCOUNTS } from '../organization/accounts.ts';

/** Every account of the organization on this machine. */
export const LOCAL_ACCOUNTS = [...WATCHED_ACCOUNTS, MANAGEMENT];

export const accountNames = LOCAL_ACCOUNTS.map(({ name }) => name).join(', ');

export const USAGE = `Usage: npm run aws -- --account NAME [WHO] COMMAND ...

  npm run aws -- --account payments iam list-users
  npm run aws -- --account sandbox --as ben iam list-users

  --account NAME   ${accountNames}

  WHO acts; the account's administrator role unless told otherwise:
  --session NAME   the administrator role, under that session name
  --root           the account's root user
  --as USER        that IAM user, with the newest active access key
  --mfa CODE       after --as: in a session that the key and a code begin

  What follows is a command of the AWS CLI.`;

/** What was expected, what came instead, and how to call it. */
export const misuse = (wanted: string, came: string | undefined): UserProblem =>
  new UserProblem(
    `Expected ${wanted}; received ${came === undefined ? 'nothing' : printable(came)}.\n${USAGE}`,
  );
