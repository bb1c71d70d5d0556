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

interface Divided {
  readonly own: readonly string[];
  readonly rest: readonly string[];
}

/** Ours end at the first word that is none of theirs, or at `--`, which is left out. */
const divide = (words: readonly string[]): Divided => {
  const { tokens } = parseArgs({
    args: [...words],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const end = tokens.find(({ kind }) => kind !== 'option');
  if (end === undefined) {
    return { own: words, rest: [] };
  }
  const after = end.kind === 'option-terminator' ? end.index + 1 : end.index;
  return { own: words.slice(0, end.index), rest: words.slice(after) };
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
 * @throws UserError with the usage for an unknown option, a missing value, or an option that is given twice.
 */
export const readOptions = (
  words: readonly string[],
): { readonly values: GivenOptions; readonly rest: readonly string[] } => {
  const { own, rest } = divide(words);
  const { values, tokens } = parseOwn(own);
  const names = tokens.map((token) => (token.kind === 'option' ? token.name : ''));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw misuse(`--${twice} once`, own.join(' '));
  }
  return { values, rest };
};
