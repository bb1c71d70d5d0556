import { type Compared, compare, type Prover } from './compare.ts';
import type { Evaluator } from './evaluator.ts';
import { setsOf } from './sampled-cases.ts';

/** All policy sets of a seed, for every kind of session. The evaluator works on one set while the next one is proved. */
export const compareSeed = async (
  evaluator: Evaluator,
  seed: number,
  prover?: Prover,
): Promise<readonly Compared[]> => {
  const compared: Compared[] = [];
  let before: Promise<readonly Compared[]> = Promise.resolve([]);
  for (const { cases, picks } of setsOf(seed)) {
    const now = Promise.all(cases.map((asked) => compare(evaluator, asked, picks, prover)));
    // Should both fail, the first failure is told.
    now.catch(() => undefined);
    compared.push(...(await before));
    before = now;
  }
  return [...compared, ...(await before)];
};
