import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { UserError } from '../../local/python-environment.ts';
import { SETS_A_SEED } from './sampled-cases.ts';

export interface Options {
  /** The first seed, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** Seeds are 32 bits wide. */
const MOST = 2 ** 31 - 1;

const wholeNumber = (name: string, text: string): number => {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= MOST)) {
    throw new UserError(`--${name} takes a whole number up to ${MOST}, not "${text}".`);
  }
  return number;
};

const parse = (words: readonly string[]) => {
  try {
    return parseArgs({
      args: [...words],
      options: { sets: { type: 'string', default: '10000' }, seed: { type: 'string' } },
    }).values;
  } catch (cause) {
    const usage = 'Usage: npm run second-opinion -- [--sets NUMBER] [--seed NUMBER]';
    throw new UserError(`${(cause as Error).message} ${usage}`, { cause });
  }
};

/**
 * `--sets` policy sets, a hundred for each seed from `--seed` on; without one from anywhere.
 *
 * @throws UserError for words that it does not understand.
 */
export const readOptions = (words: readonly string[]): Options => {
  const { sets, seed } = parse(words);
  const seeds = Math.ceil(wholeNumber('sets', sets) / SETS_A_SEED);
  const from = seed === undefined ? randomInt(MOST - seeds) : wholeNumber('seed', seed);
  return { from, to: from + seeds };
};
