import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionProof } from '#core/proof/session-proof.ts';
import { boundingDocuments } from '../arbitraries/policy-documents.ts';
import { provedCases } from '../arbitraries/proved-cases.ts';
import { holeIn } from '../fakes/proof-claims.ts';
import { PROOF_CORPUS } from '../fakes/proof-corpus.ts';
import { PROOF_TIMEOUT, proofRuns } from '../fakes/proof-runs.ts';
import { type ProvedCase, prove, requestPoliciesOf } from '../fakes/proved-cases.ts';
import type { RequestPolicies } from '../model/request.model.ts';
import type { RawDocument } from '../model/request-documents.model.ts';

const RUNS = proofRuns(500);

/** All properties here look at the same cases, so that each is proved once. */
const SAME_CASES = { numRuns: RUNS, seed: Math.trunc(Math.random() * 2 ** 31) };

const proofs = new Map<string, SessionProof>();

const provedOnce = (asked: ProvedCase): SessionProof => {
  const name = JSON.stringify(asked);
  const proof = proofs.get(name) ?? prove(asked);
  proofs.set(name, proof);
  return proof;
};

/** Everything allowed that no deny and no service control policy stops; and a boundary, where there is none yet. */
const worstWorld = ({ set }: ProvedCase, boundary: RawDocument | undefined): RequestPolicies => ({
  ...(boundary === undefined ? {} : { boundary }),
  ...requestPoliciesOf(set),
  resourcePolicyGrants: true,
});

const expectEnforced = (asked: ProvedCase, boundary: RawDocument | undefined): void => {
  if (provedOnce(asked).answer === 'enforced') {
    expect(holeIn(asked, worstWorld(asked, boundary))).toBeUndefined();
  }
};

const expectNoGrant = (asked: ProvedCase): void => {
  if (provedOnce(asked).answer === 'no-grant') {
    expect(holeIn(asked, requestPoliciesOf(asked.set))).toBeUndefined();
  }
};

describe('proveSession', () => {
  it.each(PROOF_CORPUS)('keeps its word where it erred once: $about', ({ asked }) => {
    expectEnforced(asked, undefined);
    expectNoGrant(asked);
  });

  it('never calls enforced what has a way around, whatever resources grant and boundaries say', {
    timeout: PROOF_TIMEOUT,
  }, () => {
    const boundaries = fc.option(boundingDocuments, { nil: undefined });
    fc.assert(fc.property(provedCases, boundaries, expectEnforced), SAME_CASES);
  });

  it('never calls anything but open what is granted', { timeout: PROOF_TIMEOUT }, () => {
    fc.assert(fc.property(provedCases, expectNoGrant), SAME_CASES);
  });

  it('answers in every way, of the cases above', async ({ annotate }) => {
    const answers = fc.sample(provedCases, SAME_CASES).map((asked) => provedOnce(asked).answer);
    const counts = Object.groupBy(answers, (answer) => answer);
    const share = (answer: SessionProof['answer']): number => (counts[answer]?.length ?? 0) / RUNS;
    const table = { enforced: share('enforced'), 'no-grant': share('no-grant'), open: share('open') };
    await annotate(JSON.stringify({ ...table, undetermined: share('undetermined') }));
    expect(Math.min(...Object.values(table))).toBeGreaterThan(0.08);
    expect(share('undetermined')).toBeGreaterThan(0.01);
  });
});
