import { describe, expect, it } from 'vitest';
import { compareSeed } from '../second-opinion/compare-seed.ts';
import { startEvaluator } from '../second-opinion/evaluator.ts';
import { count, describeCounts, describeDisagreement, newTally } from '../second-opinion/tally.ts';

/** A thousand policy sets, others each time. */
const SEEDS = 10;

const FIRST_SEED = Math.trunc(Math.random() * 2 ** 30);

const ANSWERS = ['enforced', 'no-grant', 'open (as-it-stands)', 'open (as-may-be-read)', 'undetermined'];

describe('the evaluator of the local AWS', () => {
  it(`agrees with the proof, from seed ${FIRST_SEED} on`, { timeout: 300_000 }, async ({ annotate }) => {
    await using evaluator = await startEvaluator();
    const tally = newTally();
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
      for (const compared of await compareSeed(evaluator, seed)) {
        count(tally, compared);
        expect(compared.outcome.kind, describeDisagreement(compared)).not.toBe('disagreement');
      }
    }
    await annotate(describeCounts(tally));
    expect(tally.requests).toBeGreaterThan(50_000);
    expect([...tally.answers.keys()]).toEqual(expect.arrayContaining(ANSWERS));
  });
});
