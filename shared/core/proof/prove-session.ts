import { type ActionSet, noActions, unitedActions } from '#core/policy/action-set.ts';
import { type Effort, limitedEffort, TooComplex } from '#core/policy/effort.ts';
import { type CredentialServices, SERVICES_WITH_CREDENTIALS, withinServices } from './credential-services.ts';
import { beyondEnrolment, type ProofRules } from './enrolment-set.ts';
import { explainKeyEnrolment } from './enrolment-steps.ts';
import { explainSession } from './explain-session.ts';
import { measureReach } from './measure-reach.ts';
import { type PrincipalPolicies, principalPolicies } from './principal-policies.ts';
import type { ProvedPrincipal } from './proved-principal.ts';
import { reachableFrom } from './reachable-actions.ts';
import { latest, type Memory, numberOf, type Remembered, rememberedFor } from './remembered.ts';
import { type RequestContext, requestContexts } from './request-context.ts';
import type { Requests } from './requests.ts';
import type { ProvableSession } from './session-kind.ts';
import type { OpenReach, SessionProof, Why } from './session-proof.ts';
import { bindPolicies, granted, sessionRequests } from './session-requests.ts';

/** How many steps one proof may take, reading the policies included. */
export const PROOF_STEPS = 25_000_000;

interface Proving {
  readonly principal: ProvedPrincipal;
  readonly policies: PrincipalPolicies;
  readonly session: ProvableSession;
  readonly services: CredentialServices;
  readonly rules: ProofRules;
  readonly effort: Effort;
}

/** Twice as many lists of requests as one principal's sessions have. */
const MOST_KEPT = 32;

type Scope = Pick<Proving, 'services' | 'principal' | 'rules'>;

/** What else than the requests decides what is beyond enrolment. */
const scopeText = ({ principal, services, rules }: Scope): string =>
  `${numberOf(principal)} ${rules.allowPasswordChange} ${services === 'any' ? '*' : services.join(' ')}`;

/** What a credential for some services can ask for at all, beyond enrolment. */
const beyond = rememberedFor(
  scopeText,
  (requests: readonly Requests[], { services, principal, rules }: Scope, effort): readonly Requests[] =>
    (services === 'any'
      ? requests
      : requests.flatMap((each) => withinServices(each, services, effort))
    ).flatMap((each) => beyondEnrolment(each, principal, rules, effort)),
  latest<readonly Requests[], Memory<string, Remembered<readonly Requests[]>>>(MOST_KEPT),
  MOST_KEPT,
);

/** The same of any kind of session; all others than that of a service's credential ask for whatever there is. */
const reachIn = (
  requests: readonly Requests[],
  { session, services, principal, rules, effort }: Proving,
): readonly Requests[] =>
  beyond(
    requests,
    { services: session === 'service-credential' ? services : 'any', principal, rules },
    effort,
  );

const measured = rememberedFor(
  (principal: ProvedPrincipal) => String(numberOf(principal)),
  (reach: readonly Requests[], principal: ProvedPrincipal, effort) => measureReach(reach, principal, effort),
  latest<readonly Requests[], Memory<string, Remembered<OpenReach | undefined>>>(MOST_KEPT),
  MOST_KEPT,
);

const proveIn = (context: RequestContext, proving: Proving): SessionProof => {
  const { policies, session, principal, rules, effort } = proving;
  const { bound, granted: allowed, notDenied } = sessionRequests(policies, context, effort);
  const explain = (left: readonly Requests[], isOpen: boolean): readonly Why[] =>
    session === 'mfa' ? [] : explainSession(policies, { ...bound, context }, left, { isOpen, rules, effort });
  const keyEnrolment = session === 'access-key' ? explainKeyEnrolment(allowed, principal, effort) : [];
  const stoppable = reachIn(notDenied, proving);
  if (stoppable.length === 0) {
    return { session, answer: 'enforced', why: keyEnrolment };
  }
  if (policies.gaps.length > 0) {
    return { session, answer: 'undetermined', gaps: policies.gaps, why: [] };
  }
  const reach = reachIn(allowed, proving);
  const open = measured(reach, principal, effort);
  return open === undefined
    ? { session, answer: 'no-grant', why: [...explain(stoppable, false), ...keyEnrolment] }
    : { session, answer: 'open', open, why: [...explain(reach, true), ...keyEnrolment] };
};

const ANSWERS = ['enforced', 'no-grant', 'open', 'undetermined'] as const;

const openActions = (proof: SessionProof): number => (proof.answer === 'open' ? proof.open.actions : 0);

/** Where AWS leaves open what a request carries, the answer is the worst one. */
const worse = (left: SessionProof, right: SessionProof): SessionProof => {
  const difference = ANSWERS.indexOf(right.answer) - ANSWERS.indexOf(left.answer);
  return difference > 0 || (difference === 0 && openActions(right) > openActions(left)) ? right : left;
};

/** The actions of the catalogue that one kind of session reaches beyond enrolment, in whatever context. */
export const openRequests = (
  principal: ProvedPrincipal,
  session: ProvableSession,
  rules: ProofRules,
): ActionSet => {
  const effort = limitedEffort(PROOF_STEPS);
  const policies = principalPolicies(principal, effort);
  const services = SERVICES_WITH_CREDENTIALS;
  const proving = { principal, policies, session, services, rules, effort };
  return requestContexts(principal, session)
    .flatMap((context) => reachIn(granted(bindPolicies(policies, context, effort), effort), proving))
    .reduce((all, requests) => unitedActions(all, reachableFrom([requests], principal, effort)), noActions);
};

/**
 * What a principal's policies let one kind of session do without MFA, over every action of AWS. `enforced` is
 * certain; `open` may be larger than the truth where a condition hangs on the request. Service control policies that
 * are not known could only take away, and are left out.
 *
 * @param services what a `service-credential` works with; if not said, whatever gives out such credentials.
 */
export const proveSession = (
  principal: ProvedPrincipal,
  session: ProvableSession,
  rules: ProofRules,
  services: CredentialServices = SERVICES_WITH_CREDENTIALS,
): SessionProof => {
  const effort = limitedEffort(PROOF_STEPS);
  try {
    const policies = principalPolicies(principal, effort);
    const proving = { principal, policies, session, services, rules, effort };
    return requestContexts(principal, session)
      .map((context) => proveIn(context, proving))
      .reduce(worse);
  } catch (error) {
    if (error instanceof TooComplex) {
      const gaps = [{ fact: 'policy-document', because: 'too-complex' }] as const;
      return { session, answer: 'undetermined', gaps, why: [] };
    }
    throw error;
  }
};
