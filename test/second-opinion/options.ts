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

/** `--sets` policy sets, a hundred for each seed from `--seed` on; without one from anywhere. */
export const readOptions = (words: readonly string[]): Options => {
  const { values } = parseArgs({
    args: [...words],
    options: { sets: { type: 'string', default: '10000' }, seed: { type: 'string' } },
  });
  const seeds = Math.ceil(wholeNumber('sets', values.sets) / SETS_A_SEED);
  const from = values.seed === undefined ? randomInt(MOST - seeds) : wholeNumber('seed', values.seed);
  return { from, to: from + seeds };
};
