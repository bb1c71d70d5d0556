import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrustedPrincipal, TrustSession } from '#core/trust/trust-judgement.ts';
import { trustDocuments } from '../arbitraries/trust-documents.ts';
import { PROOF_TIMEOUT, proofRuns } from '../fakes/proof-runs.ts';
import { judged, type TriedRequest, triedRequests } from '../fakes/trust-claims.ts';
import { listOf } from '../model/request-documents.model.ts';
import type { RawTrustDocument } from '../model/trust.model.ts';

/** All properties here look at the same documents, so that each is tried once. */
const RUNS = { numRuns: proofRuns(250), seed: Math.trunc(Math.random() * 2 ** 31) };
const PATIENCE = { timeout: PROOF_TIMEOUT };
const AGE = 'aws:multifactorauthage';

/** What is let in, in some reading of the documentation. */
const mayPass = ({ outcome, isNamedBesides }: TriedRequest): boolean => outcome !== 'no' && !isNamedBesides;

/** What is let in, in every reading; of whom the document judges by another name too, in some. */
const certainlyPasses = ({ outcome, isNamedBesides }: TriedRequest): boolean =>
  outcome === 'yes' || (isNamedBesides && outcome !== 'no');

const presenceIn = ({ context }: TriedRequest) => context['aws:multifactorauthpresent'];

const withoutMfa = ({ caller }: TriedRequest): boolean => !caller.mfa;
const forgoesMfa = ({ caller }: TriedRequest): boolean => caller.isUser && !caller.mfa;

interface Tried {
  readonly principal: TrustedPrincipal;
  readonly requests: readonly TriedRequest[];
}

const tried = new Map<string, readonly Tried[]>();

const triedOnce = (document: RawTrustDocument): readonly Tried[] => {
  const name = JSON.stringify(document);
  const all =
    tried.get(name) ??
    judged(document).principals.map((principal) => ({
      principal,
      requests: triedRequests(document, principal),
    }));
  tried.set(name, all);
  return all;
};

/** Says what holds of every principal that a document names. */
const ofEach = (claim: (principal: TrustedPrincipal, requests: readonly TriedRequest[]) => void): void => {
  fc.assert(
    fc.property(trustDocuments, (document) => {
      for (const { principal, requests } of triedOnce(document)) {
        claim(principal, requests);
      }
    }),
    RUNS,
  );
};

const ofAnswer = (
  answer: TrustedPrincipal['answer'],
  claim: (requests: readonly TriedRequest[], principal: TrustedPrincipal) => void,
): void =>
  ofEach((principal, requests) => {
    if (principal.answer === answer) {
      claim(requests, principal);
    }
  });

describe('judgeTrust', PATIENCE, () => {
  it('never says that MFA is required where somebody may be let in without', () => {
    ofAnswer('requires-mfa', (requests) => {
      expect(requests.filter(withoutMfa).find(mayPass)).toBeUndefined();
    });
  });

  it('never says that nobody is let in where somebody may be', () => {
    ofAnswer('denied', (requests) => {
      expect(requests.find(mayPass)).toBeUndefined();
    });
  });

  it('never says that only those without a choice come without MFA where a user may', () => {
    ofAnswer('cannot-carry-mfa', (requests) => {
      expect(requests.filter(forgoesMfa).find(mayPass)).toBeUndefined();
      expect(requests.filter(withoutMfa).find(certainlyPasses)).toBeDefined();
    });
  });

  it('only says that somebody is let in without MFA where some request certainly is', () => {
    ofAnswer('without-mfa', (requests) => {
      expect(requests.filter(forgoesMfa).find(certainlyPasses)).toBeDefined();
    });
  });

  it('never lets in MFA that is older than it says', () => {
    ofAnswer('requires-mfa', (requests, { maximumAgeSeconds }) => {
      const limit = maximumAgeSeconds ?? Number.POSITIVE_INFINITY;
      const older = requests.filter(({ context }) => Number(context[AGE]) > limit);
      expect(older.find(mayPass)).toBeUndefined();
    });
  });

  it.each<[TrustSession, (request: TriedRequest) => boolean]>([
    ['mfa', ({ caller }) => caller.mfa],
    ['access-key', (request) => forgoesMfa(request) && presenceIn(request) === undefined],
    ['session-without-mfa', (request) => forgoesMfa(request) && presenceIn(request) === 'false'],
    ['console-without-mfa', (request) => forgoesMfa(request) && presenceIn(request) === 'false'],
    ['role-session', ({ caller }) => !caller.isUser],
  ])('names %s among the sessions only if one is certainly let in', (session, isOne) => {
    ofEach(({ sessions }, requests) => {
      if (sessions.includes(session)) {
        expect(requests.filter(isOne).find(certainlyPasses)).toBeDefined();
      }
    });
  });

  it('says the same whatever the order of statements', () => {
    fc.assert(
      fc.property(trustDocuments, (document) => {
        const answers = (of: RawTrustDocument) =>
          new Map(judged(of).principals.map(({ kind, name, answer }) => [`${kind} ${name}`, answer]));
        const turned = { ...document, Statement: [...listOf(document.Statement)].reverse() };
        const [before, after] = [answers(document), answers(turned)];
        for (const [principal, answer] of after) {
          expect(before.get(principal) ?? answer).toBe(answer);
        }
      }),
      RUNS,
    );
  });
});

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
