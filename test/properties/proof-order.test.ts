import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionProof } from '#core/proof/session-proof.ts';
import { allowStatements } from '../arbitraries/allow-statements.ts';
import {
  boundingDocuments,
  denyStatements,
  holders,
  type PolicySet,
} from '../arbitraries/policy-documents.ts';
import { provedCases } from '../arbitraries/proved-cases.ts';
import { EXTRA_CONDITIONS, MFA_CONDITIONS } from '../arbitraries/statement-mutations.ts';
import {
  conditionAdded,
  heldTwice,
  reordered,
  spelledDifferently,
  withStatement,
} from '../fakes/policy-set-changes.ts';
import { PROOF_TIMEOUT, proofRuns } from '../fakes/proof-runs.ts';
import { type ProvedCase, prove } from '../fakes/proved-cases.ts';
import { tally } from '../fakes/tally.ts';

const RUNS = proofRuns(150);

/** From nothing to much: what is not known might be open. */
const REACH: readonly SessionProof['answer'][] = ['enforced', 'no-grant', 'undetermined', 'open'];

const withSet = (asked: ProvedCase, set: PolicySet): ProvedCase => ({ ...asked, set });

/** That the one reaches at most what the other does. */
const expectWithin = (less: SessionProof, more: SessionProof): void => {
  expect(REACH.indexOf(less.answer)).toBeLessThanOrEqual(REACH.indexOf(more.answer));
  if (less.answer === 'open' && more.answer === 'open') {
    expect(less.open.actions).toBeLessThanOrEqual(more.open.actions);
    expect(Number(less.open.unlistedActions)).toBeLessThanOrEqual(Number(more.open.unlistedActions));
  }
};

/** What does not hang on the order and the spelling of policies. */
const essence = (proof: SessionProof) =>
  proof.answer === 'open'
    ? [
        proof.answer,
        proof.open.actions,
        proof.open.unlistedActions,
        proof.open.byAccessLevel,
        proof.open.witness.action,
      ]
    : [proof.answer];

const gaveUp = (proof: SessionProof): boolean =>
  proof.answer === 'undetermined' && proof.gaps.some(({ because }) => because === 'too-complex');

const conditions = fc.constantFrom(...EXTRA_CONDITIONS, ...MFA_CONDITIONS);

describe('proveSession', () => {
  it('never finds more open because something is denied besides', { timeout: PROOF_TIMEOUT }, () => {
    fc.assert(
      fc.property(provedCases, denyStatements, holders, (asked, deny, holder) => {
        const after = prove(withSet(asked, withStatement(asked.set, deny, holder)));
        expectWithin(after, prove(asked));
      }),
      { numRuns: RUNS },
    );
  });

  it('never finds less open because something is allowed besides', { timeout: PROOF_TIMEOUT }, () => {
    fc.assert(
      fc.property(provedCases, allowStatements, holders, (asked, allow, holder) => {
        expectWithin(prove(asked), prove(withSet(asked, withStatement(asked.set, allow, holder))));
      }),
      { numRuns: RUNS },
    );
  });

  it('stays enforced whatever is allowed besides and whatever boundary is set', {
    timeout: PROOF_TIMEOUT,
  }, () => {
    fc.assert(
      fc.property(provedCases, allowStatements, boundingDocuments, (asked, allow, boundary) => {
        fc.pre(prove(asked).answer === 'enforced');
        const set = withStatement(asked.set, allow, { kind: 'user' });
        expect(prove(withSet(asked, set)).answer).toBe('enforced');
        expect(prove(withSet(asked, { boundary, ...set })).answer).toBe('enforced');
      }),
      { numRuns: RUNS },
    );
  });

  it('says the same of policies and statements in any order', { timeout: PROOF_TIMEOUT }, () => {
    fc.assert(
      fc.property(provedCases, fc.nat(5), (asked, places) => {
        const other = withSet(asked, reordered(asked.set, places));
        expect(essence(prove(other))).toEqual(essence(prove(asked)));
      }),
      { numRuns: RUNS },
    );
  });

  it('says the same of actions and condition keys in another case', { timeout: PROOF_TIMEOUT }, () => {
    fc.assert(
      fc.property(provedCases, (asked) => {
        const other = withSet(asked, spelledDifferently(asked.set));
        expect(essence(prove(other))).toEqual(essence(prove(asked)));
      }),
      { numRuns: RUNS },
    );
  });

  it('says the same of policies held twice, or that they are too many', { timeout: PROOF_TIMEOUT }, () => {
    const met = tally<'same' | 'too-complex'>();
    fc.assert(
      fc.property(provedCases, (asked) => {
        const proof = prove(withSet(asked, heldTwice(asked.set)));
        met.count(gaveUp(proof) ? 'too-complex' : 'same');
        expect(gaveUp(proof) || essence(proof)).toEqual(gaveUp(proof) || essence(prove(asked)));
      }),
      { numRuns: RUNS },
    );
    expect(met.missing(['same'], RUNS * 0.9)).toEqual([]);
  });

  it('never finds more open because an allow has one more condition', { timeout: PROOF_TIMEOUT }, () => {
    fc.assert(
      fc.property(provedCases, conditions, fc.nat(3), (asked, condition, place) => {
        const set = conditionAdded(asked.set, 'Allow', place, condition);
        fc.pre(set !== undefined);
        expectWithin(prove(withSet(asked, set ?? asked.set)), prove(asked));
      }),
      { numRuns: RUNS },
    );
  });

  it('never finds less open because a deny has one more condition', { timeout: PROOF_TIMEOUT }, () => {
    fc.assert(
      fc.property(provedCases, conditions, fc.nat(3), (asked, condition, place) => {
        const set = conditionAdded(asked.set, 'Deny', place, condition);
        fc.pre(set !== undefined);
        expectWithin(prove(asked), prove(withSet(asked, set ?? asked.set)));
      }),
      { numRuns: RUNS },
    );
  });
});
