import fc from 'fast-check';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { policySets } from '../arbitraries/policy-documents.ts';
import type { ProvedCase } from '../fakes/proved-cases.ts';
import { cataloguePolicySets } from './catalogue-policies.ts';

/** One policy set, asked for every kind of session, and numbers to draw requests with. */
export interface SampledSet {
  readonly cases: readonly ProvedCase[];
  readonly picks: readonly number[];
}

const KINDS = [...SESSION_KINDS, 'mfa'] as const;

const sampledSets: fc.Arbitrary<SampledSet> = fc
  .record({
    set: fc.oneof(policySets, cataloguePolicySets),
    allowPasswordChange: fc.boolean(),
    picks: fc.noBias(fc.array(fc.nat(), { minLength: 24, maxLength: 24 })),
  })
  .map(({ set, allowPasswordChange, picks }) => ({
    cases: KINDS.map((session) => ({ set, session, allowPasswordChange })),
    picks,
  }));

/** So many sets have one seed; the next ones have the next seed. */
export const SETS_A_SEED = 100;

/** The policy sets of a seed: always the same ones. */
export const setsOf = (seed: number): readonly SampledSet[] =>
  fc.sample(sampledSets, { seed, numRuns: SETS_A_SEED });
