import type { ActionSet } from '#core/policy/action-set.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';
import { type EnrolledDevice, proveEnrolment } from '#core/proof/prove-enrolment.ts';
import { openRequests } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { SessionKind } from '#core/proof/session-kind.ts';
import type { EnrolmentProof } from '#core/proof/session-proof.ts';
import { onlyDenies, withGuardiansGrants } from './guardians-grants.ts';

/** The ways to enrol a first device. */
const WAYS: readonly (readonly [SessionKind, EnrolledDevice])[] = [
  ['console-without-mfa', 'virtual'],
  ['console-without-mfa', 'passkey'],
  ['access-key', 'virtual'],
];

type EnrolmentAnswers = readonly EnrolmentProof['answer'][];

const withDescribed = (principal: ProvedPrincipal): ProvedPrincipal =>
  principal.serviceControl.kind === 'unknown'
    ? { ...principal, serviceControl: { kind: 'absent' } }
    : principal;

/**
 * How a user can enrol; what service control policies that nobody described may take away is left out. Whoever holds
 * nothing but denies has the rest from elsewhere: what the guardian would grant is taken as granted.
 */
export const enrolmentOf = (principal: ProvedPrincipal): EnrolmentAnswers => {
  const described = withDescribed(principal);
  const asked = onlyDenies(described) ? withGuardiansGrants(described) : described;
  return WAYS.map(([session, device]) => proveEnrolment(asked, session, device).answer);
};

const RANKS: EnrolmentAnswers = ['impossible', 'unknown', 'possible'];

/** Whether every way to enrol is at least as good as it was. */
export const keepsEnrolment = (before: EnrolmentAnswers, after: EnrolmentAnswers): boolean =>
  before.every((answer, way) => RANKS.indexOf(after[way] ?? 'unknown') >= RANKS.indexOf(answer));

/** A virtual device is what everybody can have. */
export const canEnrol = ([virtualByConsole]: EnrolmentAnswers): boolean => virtualByConsole === 'possible';

/** What a repair must not take away. */
export interface Baseline {
  readonly withMfa: ActionSet;
  readonly enrolment: EnrolmentAnswers;
  /** Whether everything was enforced already, so that only roles and enrolment are to be mended. */
  readonly isEnforced: boolean;
}

/** Throws `TooComplex` where the policies are. */
export const baselineOf = (principal: ProvedPrincipal, rules: ProofRules, isEnforced: boolean): Baseline => ({
  withMfa: openRequests(principal, 'mfa', rules),
  enrolment: enrolmentOf(principal),
  isEnforced,
});
