import type { LocalAccount } from '../organization/accounts.ts';
import { type GivenOptions, readOptions } from './options.ts';
import { accountNames, LOCAL_ACCOUNTS, misuse } from './usage.ts';

/** The name that the administrator's session has unless another is given. */
export const DEFAULT_SESSION_NAME = 'local-administrator';

/** Who makes a call. */
export type Actor =
  /** The account's administrator role; the management account has none, and acts as its root user instead. */
  | { readonly kind: 'administrator'; readonly sessionName: string }
  | { readonly kind: 'root' }
  /** With the user's newest active access key; with a code, by a session with MFA that the key and the code begin. */
  | { readonly kind: 'user'; readonly userName: string; readonly code?: string };

/** One command of the AWS CLI in an account of the local organization. */
export interface AwsCall {
  readonly account: LocalAccount;
  readonly actor: Actor;
  /** At least one word. */
  readonly command: readonly string[];
}

/** What may follow an option: the pattern, and the pattern in words. */
interface Allowed {
  readonly pattern: RegExp;
  readonly words: string;
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html */
const USER_NAME: Allowed = {
  pattern: /^[\w+=,.@-]{1,64}$/,
  words: 'the name of a user (letters, digits and _+=,.@-, up to 64 of them)',
};

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const SESSION_NAME: Allowed = {
  pattern: /^[\w+=,.@-]{2,64}$/,
  words: 'the name of a session (letters, digits and _+=,.@-, 2 to 64 of them)',
};

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html */
const CODE: Allowed = { pattern: /^\d{6}$/, words: 'the six digits that the device shows' };

const checked = (option: string, value: string, { pattern, words }: Allowed): string => {
  if (!pattern.test(value)) {
    throw misuse(`${option} with ${words}`, value);
  }
  return value;
};

/** Who acts is said once. */
const refuseContradictions = ({ root, as, mfa, session }: GivenOptions): void => {
  const ways = [root && '--root', as !== undefined && '--as', session !== undefined && '--session'];
  const given = ways.filter((way) => typeof way === 'string');
  if (given.length > 1) {
    throw misuse('one of --root, --as and --session', given.join(' and '));
  }
  if (mfa !== undefined && as === undefined) {
    throw misuse('--mfa together with --as USER, whose device shows the code', '--mfa alone');
  }
};

const userOf = (userName: string, code: string | undefined): Actor => ({
  kind: 'user',
  userName: checked('--as', userName, USER_NAME),
  ...(code === undefined ? {} : { code: checked('--mfa', code, CODE) }),
});

const actorOf = (options: GivenOptions): Actor => {
  refuseContradictions(options);
  if (options.as !== undefined) {
    return userOf(options.as, options.mfa);
  }
  return options.root
    ? { kind: 'root' }
    : {
        kind: 'administrator',
        sessionName: checked('--session', options.session ?? DEFAULT_SESSION_NAME, SESSION_NAME),
      };
};

const accountNamed = (name: string | undefined): LocalAccount => {
  const account = LOCAL_ACCOUNTS.find((candidate) => candidate.name === name);
  if (account === undefined) {
    throw misuse(`--account with one of ${accountNames}`, name);
  }
  return account;
};

/**
 * Reads what comes after `npm run aws --`. Our own options come first; everything from the first other word on is the
 * AWS CLI's.
 * @throws UserProblem with what was expected, what came, and the usage.
 */
export const readAwsCall = (words: readonly string[]): AwsCall => {
  const { values, rest } = readOptions(words);
  const account = accountNamed(values.account);
  const actor = actorOf(values);
  if (rest.length === 0) {
    throw misuse('a command of the AWS CLI, for example: iam list-users', undefined);
  }
  return { account, actor, command: rest };
};

/** A value that begins with a dash would be taken for an option. */
const option = (name: string, value: string): readonly string[] =>
  value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];

const actorWords = (actor: Actor): readonly string[] => {
  switch (actor.kind) {
    case 'root':
      return ['--root'];
    case 'user':
      return [
        ...option('as', actor.userName),
        ...(actor.code === undefined ? [] : option('mfa', actor.code)),
      ];
    case 'administrator':
      return actor.sessionName === DEFAULT_SESSION_NAME ? [] : option('session', actor.sessionName);
  }
};

/** The words after `npm run aws --` that make this call, as readAwsCall reads them: the two are inverse to each other. */
export const wordsOf = ({ account, actor, command }: AwsCall): readonly string[] => [
  ...option('account', account.name),
  ...actorWords(actor),
  ...(command[0]?.startsWith('-') ? ['--'] : []),
  ...command,
];
