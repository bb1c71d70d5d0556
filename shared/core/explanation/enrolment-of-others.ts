import { actionName } from '#core/catalogue/action-catalogue.ts';
import { actionsIn, isEmptySet, noActions, unitedActions, withoutActions } from '#core/policy/action-set.ts';
import { type Effort, limitedEffort, TooComplex } from '#core/policy/effort.ts';
import {
  type CredentialServices,
  SERVICES_WITH_CREDENTIALS,
  withinServices,
} from '#core/proof/credential-services.ts';
import { beyondEnrolment, type ProofRules, selfScopedActions } from '#core/proof/enrolment-set.ts';
import { principalPolicies } from '#core/proof/principal-policies.ts';
import { PROOF_STEPS } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { requestContexts } from '#core/proof/request-context.ts';
import type { Requests } from '#core/proof/requests.ts';
import type { SessionKind } from '#core/proof/session-kind.ts';
import { sessionRequests } from '#core/proof/session-requests.ts';

interface Asked {
  readonly principal: ProvedPrincipal;
  readonly session: SessionKind;
  readonly rules: ProofRules;
  readonly services?: CredentialServices;
}

/** Everything beyond enrolment that no deny must stop, in whatever context. */
const notDenied = (asked: Asked, effort: Effort): readonly Requests[] => {
  const { principal, session, rules, services = SERVICES_WITH_CREDENTIALS } = asked;
  const policies = principalPolicies(principal, effort);
  const scope = session === 'service-credential' ? services : 'any';
  return requestContexts(principal, session)
    .flatMap((context) => sessionRequests(policies, context, effort).notDenied)
    .flatMap((requests) => withinServices(requests, scope, effort))
    .flatMap((requests) => beyondEnrolment(requests, principal, rules, effort));
};

const enrolmentAmong = (requests: readonly Requests[], rules: ProofRules): readonly string[] | undefined => {
  const left = requests.map(({ actions }) => actions).reduce(unitedActions, noActions);
  const isMore =
    requests.some(({ unlisted }) => unlisted.length > 0) ||
    !isEmptySet(withoutActions(left, selfScopedActions(rules)));
  return isMore || isEmptySet(left) ? undefined : actionsIn(left).map(actionName);
};

/**
 * The actions that no deny stops, if they are but enrolment of devices for other users and everything else is certainly
 * denied; undefined where it is anything else. Only for whom every policy was understood.
 */
export const enrolmentOfOthers = (asked: Asked): readonly string[] | undefined => {
  const effort = limitedEffort(PROOF_STEPS);
  try {
    return enrolmentAmong(notDenied(asked, effort), asked.rules);
  } catch (error) {
    if (error instanceof TooComplex) {
      return undefined;
    }
    throw error;
  }
};
