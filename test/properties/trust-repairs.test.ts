import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrustedPrincipal } from '#core/trust/trust-judgement.ts';
import { trustDocuments } from '../arbitraries/trust-documents.ts';
import { PROOF_TIMEOUT, proofRuns } from '../fakes/proof-runs.ts';
import { certainlyPasses, forgoesMfa, judged, mayPass, triedRequests } from '../fakes/trust-claims.ts';
import type { RawTrustDocument } from '../model/trust.model.ts';

const RUNS = { numRuns: proofRuns(150) };
const PATIENCE = { timeout: PROOF_TIMEOUT };

describe('a repair', PATIENCE, () => {
  const ofRepairs = (
    claim: (
      before: RawTrustDocument,
      after: RawTrustDocument,
      principals: readonly TrustedPrincipal[],
    ) => void,
  ): void => {
    fc.assert(
      fc.property(trustDocuments, (document) => {
        const { principals, repair } = judged(document);
        if (repair !== undefined) {
          claim(document, JSON.parse(repair.text) as RawTrustDocument, principals);
        }
      }),
      RUNS,
    );
  };

  it('lets no user in without MFA, in whatever reading', () => {
    ofRepairs((_before, after, principals) => {
      for (const principal of principals.filter(({ kind }) => kind === 'user' || kind === 'account')) {
        expect(triedRequests(after, principal).filter(forgoesMfa).find(mayPass)).toBeUndefined();
      }
    });
  });

  it('shuts nobody out whom the document named and who never carries MFA', () => {
    ofRepairs((before, after, principals) => {
      for (const principal of principals.filter(
        ({ answer, sessions }) => answer === 'cannot-carry-mfa' && sessions.length === 0,
      )) {
        expect(triedRequests(before, principal).find(certainlyPasses)).toBeDefined();
        expect(triedRequests(after, principal).find(certainlyPasses)).toBeDefined();
      }
    });
  });

  it('adds no request to those that were let in', () => {
    ofRepairs((before, after, principals) => {
      for (const principal of principals) {
        const possible = triedRequests(before, principal);
        const now = triedRequests(after, principal);
        const added = now
          .filter(certainlyPasses)
          .find(({ caller, context }) =>
            possible.some(
              (request) =>
                request.outcome === 'no' &&
                JSON.stringify([request.caller, request.context]) === JSON.stringify([caller, context]),
            ),
          );
        expect(added).toBeUndefined();
      }
    });
  });
});
