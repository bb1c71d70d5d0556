import { actionName } from '#core/catalogue/action-catalogue.ts';
import { actionsIn } from '#core/policy/action-set.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';
import { openRequests } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { ProvableSession } from '#core/proof/session-kind.ts';

/** Every action of the catalogue that a session reaches beyond enrolment, by its name in lower case. */
export const openActions = (
  principal: ProvedPrincipal,
  session: ProvableSession,
  rules: ProofRules,
): ReadonlySet<string> =>
  new Set(
    actionsIn(openRequests(principal, session, rules)).map((action) => actionName(action).toLowerCase()),
  );
