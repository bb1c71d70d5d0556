import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stoppedBystanders } from '#core/bystander/stopped-bystanders.ts';
import { proveEnrolment } from '#core/proof/prove-enrolment.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { proposeRepair } from '#core/repair/propose-repair.ts';
import type { Repair, RepairOutcome } from '#core/repair/repair.ts';
import { type PolicySet, policySets } from '../arbitraries/policy-documents.ts';
import { documentBefore, principalOf, withDocument } from '../core/repair/policy-set-principal.ts';
import { shortenings } from '../core/repair/shortened-repair.ts';
import { holeIn } from '../fakes/proof-claims.ts';
import { PROOF_TIMEOUT, proofRuns } from '../fakes/proof-runs.ts';
import { contextsOf, documentsOf, requestPoliciesOf, userOf } from '../fakes/proved-cases.ts';
import { evaluateRequest, mayBeAllowed } from '../model/evaluate-request.model.ts';
import type { AwsRequest } from '../model/request.model.ts';
import { listOf, type RawConditions } from '../model/request-documents.model.ts';
import { requestsToTry } from '../model/requests-to-try.model.ts';

interface RepairCase {
  readonly set: PolicySet;
  readonly allowPasswordChange: boolean;
}

const AGES: readonly RawConditions[] = [
  { NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } },
  { NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } },
];

/** Where denies ask how long ago MFA was, what is mended is most easily taken from those who have it. */
const asksForAge = (set: PolicySet, Condition: RawConditions): PolicySet => ({
  ...set,
  identity: set.identity.map(({ holder, document }) => ({
    holder,
    document: {
      ...document,
      Statement: listOf(document.Statement).map((statement) =>
        statement.Effect === 'Deny' ? { ...statement, Condition } : statement,
      ),
    },
  })),
});

const agedSets = fc.tuple(policySets, fc.constantFrom(...AGES)).map(([set, age]) => asksForAge(set, age));

const repairCases: fc.Arbitrary<RepairCase> = fc.record({
  set: fc.oneof({ weight: 3, arbitrary: policySets }, { weight: 1, arbitrary: agedSets }),
  allowPasswordChange: fc.boolean(),
});

const RUNS = proofRuns(150);

/** All properties here look at the same cases, so that each is repaired once. */
const SAME_CASES = { numRuns: RUNS, seed: Math.trunc(Math.random() * 2 ** 31) };

const outcomes = new Map<string, RepairOutcome>();

const repairedOnce = (asked: RepairCase): RepairOutcome => {
  const name = JSON.stringify(asked);
  const { set, allowPasswordChange } = asked;
  const outcome = outcomes.get(name) ?? proposeRepair(principalOf(set), { allowPasswordChange });
  outcomes.set(name, outcome);
  return outcome;
};

const forEveryRepair = (expectation: (asked: RepairCase, repair: Repair) => void): void => {
  fc.assert(
    fc.property(repairCases, (asked) => {
      const outcome = repairedOnce(asked);
      if (outcome.kind === 'repaired') {
        expectation(asked, outcome.repair);
      }
    }),
    SAME_CASES,
  );
};

/** Nobody has a thing that is called like a variable. */
const isImaginary = (request: AwsRequest): boolean => JSON.stringify(request).includes('${');

const WAYS = [
  ['console-without-mfa', 'virtual'],
  ['console-without-mfa', 'passkey'],
  ['access-key', 'virtual'],
] as const;

const waysToEnrol = (principal: ProvedPrincipal): number =>
  WAYS.filter(([session, device]) => {
    const described: ProvedPrincipal =
      principal.serviceControl.kind === 'unknown'
        ? { ...principal, serviceControl: { kind: 'absent' } }
        : principal;
    return proveEnrolment(described, session, device).answer === 'possible';
  }).length;

const stoppedRoles = (principal: ProvedPrincipal): number =>
  stoppedBystanders(principal).filter(({ kind }) => kind === 'role-session').length;

/** Whether less is proved with another text than with the repair's own. */
const losesSomething = ({ set, allowPasswordChange }: RepairCase, repair: Repair, text: string): boolean => {
  const repaired = principalOf(withDocument(set, repair, repair.text));
  const other = principalOf(withDocument(set, repair, text));
  return (
    SESSION_KINDS.some(
      (session) => proveSession(other, session, { allowPasswordChange }).answer !== 'enforced',
    ) ||
    waysToEnrol(other) < waysToEnrol(repaired) ||
    stoppedRoles(other) > stoppedRoles(repaired)
  );
};

describe('proposeRepair', () => {
  it('leaves no way around what it repaired, whatever resources grant', { timeout: PROOF_TIMEOUT }, () => {
    forEveryRepair(({ set, allowPasswordChange }, repair) => {
      const repaired = withDocument(set, repair, repair.text);
      const world = { ...requestPoliciesOf(repaired), resourcePolicyGrants: true };
      const holes = SESSION_KINDS.map((session) =>
        holeIn({ set: repaired, session, allowPasswordChange }, world),
      );
      expect(holes.filter((hole) => hole !== undefined)).toEqual([]);
    });
  });

  it('never takes from a session with MFA what it certainly had', { timeout: PROOF_TIMEOUT }, () => {
    forEveryRepair(({ set, allowPasswordChange }, repair) => {
      const before = requestPoliciesOf(set);
      const after = requestPoliciesOf(withDocument(set, repair, repair.text));
      const asked = { set, session: 'mfa', allowPasswordChange } as const;
      const documents = [...documentsOf(before), ...documentsOf(after)];
      const taken = [...requestsToTry(documents, userOf(set), 'mfa', contextsOf(asked))].find(
        (request) =>
          !isImaginary(request) &&
          evaluateRequest(before, request).decision === 'allowed' &&
          !mayBeAllowed(after, request),
      );
      expect(taken).toBeUndefined();
    });
  });

  it('finds nothing to repair in what it repaired', { timeout: PROOF_TIMEOUT }, () => {
    forEveryRepair(({ set, allowPasswordChange }, repair) => {
      const repaired = principalOf(withDocument(set, repair, repair.text));
      expect(proposeRepair(repaired, { allowPasswordChange })).toEqual({ kind: 'not-needed' });
    });
  });

  it('changes no statement for nothing', { timeout: PROOF_TIMEOUT }, () => {
    forEveryRepair(({ set, allowPasswordChange }, repair) => {
      const superfluous = shortenings(documentBefore(set, repair), repair).filter(
        ({ text }) => !losesSomething({ set, allowPasswordChange }, repair, text),
      );
      expect(superfluous).toEqual([]);
    });
  });

  it('needs no repair where everything is enforced, and only there', { timeout: PROOF_TIMEOUT }, () => {
    fc.assert(
      fc.property(repairCases, (asked) => {
        const principal = principalOf(asked.set);
        const isEnforced = SESSION_KINDS.every(
          (session) => proveSession(principal, session, asked).answer === 'enforced',
        );
        expect(repairedOnce(asked).kind === 'not-needed').toBe(isEnforced);
      }),
      SAME_CASES,
    );
  });

  it('repairs most of what it is asked, of the cases above', async ({ annotate }) => {
    const kinds = Object.groupBy(fc.sample(repairCases, SAME_CASES).map(repairedOnce), ({ kind }) => kind);
    const count = (kind: RepairOutcome['kind']): number => kinds[kind]?.length ?? 0;
    const share = count('repaired') / (count('repaired') + count('none-found'));
    await annotate(
      JSON.stringify({ 'not-needed': count('not-needed') / RUNS, 'repaired of the others': share }),
    );
    expect(share).toBeGreaterThan(0.7);
  });
});
