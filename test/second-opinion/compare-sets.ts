import { type Compared, compare, type Prover } from './compare.ts';
import type { Evaluator } from './evaluator.ts';
import type { SampledSet } from './sampled-cases.ts';

/** Policy sets, each for every kind of session. The evaluator works on one set while the next one is proved. */
export const compareSets = async (
  evaluator: Evaluator,
  sets: readonly SampledSet[],
  prover?: Prover,
): Promise<readonly Compared[]> => {
  const compared: Compared[] = [];
  let before: Promise<readonly Compared[]> = Promise.resolve([]);
  for (const { cases, picks } of sets) {
    const now = Promise.all(cases.map((asked) => compare(evaluator, asked, picks, prover)));
    // Should both fail, the first failure is told.
    now.catch(() => undefined);
    compared.push(...(await before));
    before = now;
  }
  return [...compared, ...(await before)];
};
