import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { provedCases } from '../arbitraries/proved-cases.ts';
import { PROOF_CORPUS } from '../fakes/proof-corpus.ts';
import { PROOF_TIMEOUT, proofRuns } from '../fakes/proof-runs.ts';
import { type ProvedCase, prove } from '../fakes/proved-cases.ts';
import { confirms } from '../fakes/witness-claims.ts';

const expectConfirmed = (asked: ProvedCase): void => {
  const proof = prove(asked);
  expect(proof.answer !== 'open' || confirms(asked, proof), JSON.stringify(proof)).toBe(true);
};

describe('the witness of proveSession', () => {
  for (const { about, asked } of PROOF_CORPUS) {
    it(`was wrong: ${about}`, () => {
      expectConfirmed(asked);
    });
  }

  it('is always a request that AWS would allow', { timeout: PROOF_TIMEOUT }, () => {
    fc.assert(fc.property(provedCases, expectConfirmed), { numRuns: proofRuns(300) });
  });
});
