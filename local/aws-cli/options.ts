import { parseArgs } from 'node:util';
import { misuse } from './usage.ts';

const OPTIONS = {
  account: { type: 'string' },
  root: { type: 'boolean' },
  as: { type: 'string' },
  mfa: { type: 'string' },
  session: { type: 'string' },
} as const;

/** The values of our own options, as they were given. */
export interface GivenOptions {
  readonly account?: string | undefined;
  readonly root?: boolean | undefined;
  readonly as?: string | undefined;
  readonly mfa?: string | undefined;
  readonly session?: string | undefined;
}

/** Where the first word that is none of ours and no value of theirs stands; a `--` before it is allowed. */
const endOfOwn = (words: readonly string[]): number => {
  const { tokens } = parseArgs({
    args: [...words],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  return tokens.find(({ kind }) => kind === 'positional')?.index ?? words.length;
};

const parseOwn = (own: readonly string[]) => {
  try {
    return parseArgs({ args: [...own], options: OPTIONS, tokens: true });
  } catch (error) {
    const [problem] = (error as Error).message.split('\n');
    throw misuse('the options below', `${own.join(' ')} (${problem})`);
  }
};

/**
 * Our own options, and the words from the first other word on.
 * @throws UserProblem with the usage for an unknown option, a missing value, or an option that is given twice.
 */
export const readOptions = (
  words: readonly string[],
): { readonly values: GivenOptions; readonly rest: readonly string[] } => {
  const end = endOfOwn(words);
  const own = words.slice(0, end);
  const { values, tokens } = parseOwn(own);
  const names = tokens.map((token) => (token.kind === 'option' ? token.name : ''));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw misuse(`--${twice} once`, own.join(' '));
  }
  return { values, rest: words.slice(end) };
};
