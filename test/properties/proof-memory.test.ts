import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import type { SessionProof } from '#core/proof/session-proof.ts';
import type { PolicySet } from '../arbitraries/policy-documents.ts';
import { provedCases } from '../arbitraries/proved-cases.ts';
import { PROOF_TIMEOUT, proofRuns } from '../fakes/proof-runs.ts';
import { type ProvedCase, prove } from '../fakes/proved-cases.ts';

/** Loads the proof as a fresh process does: nothing compiled, nothing remembered. */
const freshProve = async (): Promise<typeof prove> => {
  vi.resetModules();
  return (await import('../fakes/proved-cases.ts')).prove;
};

/** Whoever else might hold the same policies. */
const usersOf = (set: PolicySet): readonly PolicySet[] => [
  set,
  { ...set, path: set.path === '' ? 'team/' : '' },
  { ...set, tags: [{ key: 'team', value: 'another' }] },
];

/** The same policies held by three users, in every kind of session. */
const everySession = ({ set, allowPasswordChange }: ProvedCase): readonly ProvedCase[] =>
  usersOf(set).flatMap((user) =>
    [...SESSION_KINDS, 'mfa' as const].map((session) => ({ set: user, session, allowPasswordChange })),
  );

const all = (cases: readonly ProvedCase[], by: typeof prove): readonly SessionProof[] => cases.map(by);

describe('what was proved before', () => {
  it('never changes an answer, nor the witness, nor the reasons', { timeout: PROOF_TIMEOUT }, async () => {
    const fresh = await freshProve();
    await fc.assert(
      fc.asyncProperty(fc.array(provedCases, { minLength: 1, maxLength: 6 }), async (asked) => {
        const cases = asked.flatMap(everySession);
        const first = all(cases, fresh);
        const backwards = all(cases.toReversed(), fresh).toReversed();
        expect(backwards).toEqual(first);
        expect(all(cases, prove)).toEqual(first);
      }),
      { numRuns: proofRuns(60) },
    );
  });

  it('is the same for a process that was asked nothing else', { timeout: PROOF_TIMEOUT }, async () => {
    await fc.assert(
      fc.asyncProperty(provedCases, async (asked) => {
        const cases = everySession(asked);
        const alone = await freshProve();
        expect(all(cases, alone)).toEqual(all(cases, prove));
      }),
      { numRuns: proofRuns(10) },
    );
  });
});
