import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProvedCase } from '../fakes/proved-cases.ts';
import { prove } from '../fakes/proved-cases.ts';
import type { Prover } from '../second-opinion/compare.ts';
import { compareSets } from '../second-opinion/compare-sets.ts';
import { type Evaluator, startEvaluator } from '../second-opinion/evaluator.ts';
import { setsOf } from '../second-opinion/sampled-cases.ts';
import { count, describeCounts, describeDisagreement, newTally } from '../second-opinion/tally.ts';

/** A thousand policy sets, the same each time: the command for the night looks at others. */
const SEEDS = 10;

const FIRST_SEED = 1;

const ANSWERS = ['enforced', 'no-grant', 'open (as-it-stands)', 'open (as-may-be-read)', 'undetermined'];

/** Proofs that are wrong, each as an engine could be. */
const WRONG: readonly { readonly about: string; readonly prover: Prover }[] = [
  {
    about: 'that takes an absent MFA key for one that is false',
    prover: (asked) =>
      prove(asked.session === 'access-key' ? { ...asked, session: 'session-without-mfa' } : asked),
  },
  {
    about: 'that knows no boundaries',
    prover: (asked) => prove(withSet(asked, ({ boundary: _, ...set }) => set)),
  },
  {
    about: 'that knows no service control policies',
    prover: (asked) => prove(withSet(asked, ({ serviceControl: _, ...set }) => set)),
  },
  {
    about: 'that looks at the first policy only',
    prover: (asked) => prove(withSet(asked, (set) => ({ ...set, identity: set.identity.slice(0, 1) }))),
  },
  {
    about: 'that takes whatever grants nothing for enforced',
    prover: (asked) => {
      const proof = prove(asked);
      return proof.answer === 'no-grant' ? { ...proof, answer: 'enforced' } : proof;
    },
  },
];

const withSet = (asked: ProvedCase, change: (set: ProvedCase['set']) => ProvedCase['set']): ProvedCase => ({
  ...asked,
  set: change(asked.set),
});

describe('the evaluator of the local AWS', () => {
  let evaluator: Evaluator;

  beforeAll(async () => {
    evaluator = await startEvaluator();
  });
  afterAll(async () => {
    await evaluator[Symbol.asyncDispose]();
  });

  it(`agrees with the proof, from seed ${FIRST_SEED} on`, { timeout: 300_000 }, async ({ annotate }) => {
    const tally = newTally();
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
      for (const compared of await compareSets(evaluator, setsOf(seed))) {
        count(tally, compared);
        expect(compared.outcome.kind, describeDisagreement(compared)).not.toBe('disagreement');
      }
    }
    await annotate(describeCounts(tally));
    expect(tally.requests).toBeGreaterThan(50_000);
    expect([...tally.answers.keys()]).toEqual(expect.arrayContaining(ANSWERS));
  });

  it.each(WRONG)('disagrees with a proof $about', { timeout: 120_000 }, async ({ prover }) => {
    const compared = await compareSets(evaluator, setsOf(2), prover);
    expect(compared.filter(({ outcome }) => outcome.kind === 'disagreement')).not.toEqual([]);
  });
});
