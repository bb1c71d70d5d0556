import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stoppedBystanders } from '#core/bystander/stopped-bystanders.ts';
import { proveEnrolment } from '#core/proof/prove-enrolment.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { proposeRepair } from '#core/repair/propose-repair.ts';
import type { Repair, RepairOutcome } from '#core/repair/repair.ts';
import type { PolicySet } from '../arbitraries/policy-documents.ts';
import { amissIn, GRANTS, locksOut, stopsRoles } from '../core/repair/documents-amiss-of-set.ts';
import { documentBefore, nameOfRepaired, withDocument } from '../core/repair/documents-of-set.ts';
import {
  forEveryRepair,
  type RepairCase,
  RUNS,
  repairCases,
  repairedOnce,
  SAME_CASES,
} from '../core/repair/every-repair.ts';
import { shortenings } from '../core/repair/shortened-repair.ts';
import { holeIn } from '../fakes/proof-claims.ts';
import { PROOF_TIMEOUT } from '../fakes/proof-runs.ts';
import { contextsOf, documentsOf, principalOf, requestPoliciesOf, userOf } from '../fakes/proved-cases.ts';
import { evaluateRequest, mayBeAllowed } from '../model/evaluate-request.model.ts';
import type { AwsRequest } from '../model/request.model.ts';
import { listOf, type RawDocument } from '../model/request-documents.model.ts';
import { requestsToTry } from '../model/requests-to-try.model.ts';

/** Nobody has a thing that is called like a variable. */
const isImaginary = (request: AwsRequest): boolean => JSON.stringify(request).includes('${');

const WAYS = [
  ['console-without-mfa', 'virtual'],
  ['console-without-mfa', 'passkey'],
  ['access-key', 'virtual'],
] as const;

/** Whoever holds only denies has what enrolling takes from elsewhere. */
const withGrants = (set: PolicySet): PolicySet => {
  const statements = set.identity.flatMap(({ document }) => listOf(document.Statement));
  const grants = { holder: { kind: 'user' }, document: GRANTS } as const;
  return statements.some(({ Effect }) => Effect === 'Allow')
    ? set
    : { ...set, identity: [...set.identity, grants] };
};

const waysToEnrol = (set: PolicySet, ways: readonly (typeof WAYS)[number][] = WAYS): number => {
  const principal = principalOf(withGrants(set));
  return ways.filter(([session, device]) => {
    const described: ProvedPrincipal =
      principal.serviceControl.kind === 'unknown'
        ? { ...principal, serviceControl: { kind: 'absent' } }
        : principal;
    return proveEnrolment(described, session, device).answer === 'possible';
  }).length;
};

/** A virtual device is what everybody can have. */
const couldEnrol = (set: PolicySet): boolean => waysToEnrol(set, [WAYS[0]]) > 0;

const stoppedRoles = (principal: ProvedPrincipal): number =>
  stoppedBystanders(principal).filter(({ kind }) => kind === 'role-session').length;

/** Whether less is proved with another text than with the repair's own. */
const losesSomething = ({ set, allowPasswordChange }: RepairCase, repair: Repair, text: string): boolean => {
  const repaired = withDocument(set, repair, repair.text);
  const other = withDocument(set, repair, text);
  return (
    SESSION_KINDS.some(
      (session) => proveSession(principalOf(other), session, { allowPasswordChange }).answer !== 'enforced',
    ) ||
    waysToEnrol(other) < waysToEnrol(repaired) ||
    locksOut(set, JSON.parse(text)) ||
    stoppedRoles(principalOf(other)) > stoppedRoles(principalOf(repaired))
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

  it('names what it adds as nothing else in the document is named', { timeout: PROOF_TIMEOUT }, () => {
    forEveryRepair(({ set }, repair) => {
      const there = listOf(documentBefore(set, repair).Statement);
      const statements = listOf((JSON.parse(repair.text) as RawDocument).Statement);
      const added = statements.slice(there.length).map(({ Sid }) => Sid);
      const names = [...new Set(there.map(({ Sid }) => Sid)), ...added];
      expect(added).not.toContain(undefined);
      expect(names).toEqual([...new Set(names)]);
    });
  });

  it('finds nothing to repair in what it repaired', { timeout: PROOF_TIMEOUT }, () => {
    forEveryRepair(({ set, allowPasswordChange }, repair) => {
      const repaired = withDocument(set, repair, repair.text);
      const again = proposeRepair(principalOf(repaired), { allowPasswordChange });
      // Of several documents that shut somebody out, each is mended by itself; one may be twice that nobody could enrol with.
      if (again.kind === 'repaired' && couldEnrol(set)) {
        expect(nameOfRepaired(again.repair)).not.toBe(nameOfRepaired(repair));
      }
      if (again.kind === 'none-found') {
        expect(amissIn(repaired)).not.toEqual([]);
      }
    });
  });

  it('stops no roles, and locks out nobody who could enrol', { timeout: PROOF_TIMEOUT }, () => {
    forEveryRepair(({ set }, repair) => {
      const repaired = withDocument(set, repair, repair.text);
      const isAmiss = amissIn(repaired).includes(nameOfRepaired(repair));
      expect(isAmiss && stopsRoles(repaired, nameOfRepaired(repair))).toBe(false);
      expect(isAmiss && couldEnrol(set)).toBe(false);
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

  it('needs none where all is enforced and nobody else is shut out, and only there', {
    timeout: PROOF_TIMEOUT,
  }, () => {
    fc.assert(
      fc.property(repairCases, (asked) => {
        const principal = principalOf(asked.set);
        const isEnforced = SESSION_KINDS.every(
          (session) => proveSession(principal, session, asked).answer === 'enforced',
        );
        const isNeeded = !isEnforced || amissIn(asked.set).length > 0;
        expect(repairedOnce(asked).kind === 'not-needed').toBe(!isNeeded);
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
