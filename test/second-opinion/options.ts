import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { firstSentence } from '../../cli/command/first-sentence.ts';
import { UserProblem } from '../../cli/command/user-problem.ts';
import { usageText } from '../../cli/terminal/usage-text.ts';
import { SETS_A_SEED } from './sampled-cases.ts';

export interface Options {
  /** The first seed, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** What `--help` shows. */
export const USAGE = usageText(`npm run second-opinion -- [--sets NUMBER] [--seed NUMBER]

Compares the proof with the policy evaluator of the local AWS, which others wrote: over so many sets of policies
(10000 unless told), a hundred for each seed from the given one on, or from anywhere. Ctrl-C ends it with what came
so far, and the words to go on. The first time it installs the local AWS: Python 3.10 or newer, with venv.

Exit code: 0 they agree, 1 they disagree somewhere; then the cases are shown.`);

/** Seeds are 32 bits wide. */
const MOST = 2 ** 31 - 1;

const wholeNumber = (name: string, text: string): number => {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= MOST)) {
    throw new UserProblem(`--${name} takes a whole number up to ${MOST}, not "${text}".`);
  }
  return number;
};

const parse = (words: readonly string[]) => {
  try {
    return parseArgs({
      args: [...words],
      options: {
        sets: { type: 'string', default: '10000' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (cause) {
    const wrong = firstSentence((cause as Error).message);
    throw new UserProblem(`${wrong}. npm run second-opinion -- --help says what there is.`, { cause });
  }
};

/**
 * `--sets` policy sets, a hundred for each seed from `--seed` on; without one from anywhere. `help` if that is asked
 * for.
 *
 * @throws UserProblem for words that it does not understand.
 */
export const readOptions = (words: readonly string[]): Options | 'help' => {
  const { sets, seed, help } = parse(words);
  if (help) {
    return 'help';
  }
  const seeds = Math.ceil(wholeNumber('sets', sets) / SETS_A_SEED);
  const from = seed === undefined ? randomInt(MOST - seeds) : wholeNumber('seed', seed);
  return { from, to: from + seeds };
};
