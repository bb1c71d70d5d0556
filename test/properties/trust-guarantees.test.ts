import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TrustedPrincipal, TrustSession } from '#core/trust/trust-judgement.ts';
import { trustDocuments } from '../arbitraries/trust-documents.ts';
import { PROOF_TIMEOUT, proofRuns } from '../fakes/proof-runs.ts';
import {
  certainlyPasses,
  forgoesMfa,
  judged,
  mayPass,
  type TriedRequest,
  triedRequests,
} from '../fakes/trust-claims.ts';
import { listOf } from '../model/request-documents.model.ts';
import type { RawTrustDocument } from '../model/trust.model.ts';

/** All properties here look at the same documents, so that each is tried once. */
const RUNS = { numRuns: proofRuns(200), seed: Math.trunc(Math.random() * 2 ** 31) };
const PATIENCE = { timeout: PROOF_TIMEOUT };
const AGE = 'aws:multifactorauthage';

const presenceIn = ({ context }: TriedRequest) => context['aws:multifactorauthpresent'];

const withoutMfa = ({ caller }: TriedRequest): boolean => !caller.mfa;

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

const ages = fc.array(fc.constantFrom('900', '3600', '7200'), { minLength: 1, maxLength: 4 });

/** Most statements ask for an age, each for its own. */
const withAges = (document: RawTrustDocument, limits: readonly string[]): RawTrustDocument => ({
  ...document,
  Statement: listOf(document.Statement).map(({ Condition, ...statement }, index) => {
    const operator = statement.Effect === 'Allow' ? 'NumericLessThanEquals' : 'NumericGreaterThan';
    const limit = limits[index % limits.length] ?? '900';
    return { ...statement, Condition: { ...Condition, [operator]: { 'aws:MultiFactorAuthAge': limit } } };
  }),
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

  it('never says that nothing is certain without saying why', () => {
    ofAnswer('undetermined', (_requests, { why }) => {
      expect(why).not.toEqual([]);
    });
  });

  it('only says that somebody is let in without MFA where some request certainly is', () => {
    ofAnswer('without-mfa', (requests) => {
      expect(requests.filter(forgoesMfa).find(certainlyPasses)).toBeDefined();
    });
  });

  it('never lets in MFA that is older than it says', () => {
    fc.assert(
      fc.property(trustDocuments, ages, (document, limits) => {
        const aged = withAges(document, limits);
        for (const principal of judged(aged).principals) {
          const { answer, maximumAgeSeconds = Number.POSITIVE_INFINITY } = principal;
          const older = triedRequests(aged, principal).filter(
            ({ context }) => answer === 'requires-mfa' && Number(context[AGE]) > maximumAgeSeconds,
          );
          expect(older.find(mayPass)).toBeUndefined();
        }
      }),
      { numRuns: proofRuns(80) },
    );
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
