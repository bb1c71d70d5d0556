import { type AwsCall, DEFAULT_SESSION_NAME } from '../aws-cli/aws-call.ts';
import type { LocalAccount } from '../organization/accounts.ts';

/** Makes calls in somebody's name. A command with blanks in its words is given word by word. */
export type ActsIn = (command: string | readonly string[]) => AwsCall;

const wordsIn = (command: string | readonly string[]): readonly string[] =>
  typeof command === 'string' ? command.split(' ') : command;

export const administratorOf =
  (account: LocalAccount, sessionName = DEFAULT_SESSION_NAME): ActsIn =>
  (command) => ({ account, actor: { kind: 'administrator', sessionName }, command: wordsIn(command) });

/** Somebody who acts with the newest access key of an IAM user; with a code, in a session with MFA. */
export const userOf =
  (account: LocalAccount, userName: string, code?: string): ActsIn =>
  (command) => ({
    account,
    actor: { kind: 'user', userName, ...(code !== undefined && { code }) },
    command: wordsIn(command),
  });
