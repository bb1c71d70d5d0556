import type { SessionProof } from '#core/proof/session-proof.ts';
import { mayBeAllowed, mayBeAllowedLoosely } from '../model/evaluate-request.model.ts';
import type { RequestPolicies } from '../model/request.model.ts';
import { contextsToTry, openKeysOf } from '../model/request-contexts.model.ts';
import type { SessionContext } from '../model/session-contexts.model.ts';
import { beyondEnrolment } from './proof-claims.ts';
import { contextsOf, documentsOf, type ProvedCase, requestPoliciesOf } from './proved-cases.ts';

const confirmsIn = (
  policies: RequestPolicies,
  instance: { readonly action: string; readonly resource: string },
  sessions: readonly SessionContext[],
): boolean => {
  const documents = documentsOf(policies);
  const contexts = sessions.flatMap((session) => contextsToTry(documents, session, instance.resource));
  if (contexts.some((context) => mayBeAllowed(policies, { ...instance, context }))) {
    return true;
  }
  const keys = sessions.flatMap((session) => openKeysOf(documents, session));
  return new Set(keys).size < keys.length && mayBeAllowedLoosely(policies, { ...instance, contexts });
};

/**
 * Whether the model agrees that a witness's action on its resource may be allowed in some context of the session. A key
 * that only the request knows, and that policies ask for more than once, may have another value each time: the proof is
 * allowed not to see that two conditions rule each other out.
 */
export const confirms = (asked: ProvedCase, proof: SessionProof & { readonly answer: 'open' }): boolean => {
  const policies = requestPoliciesOf(asked.set);
  const { action, resource } = proof.open.witness;
  const instance = { action: action.replaceAll('*', 'AnythingNew'), resource };
  const sessions = contextsOf(asked);
  // The names of federation sessions are one more thing that only the request knows.
  const together = asked.session === 'federation' ? [sessions] : sessions.map((one) => [one]);
  return (
    beyondEnrolment(asked, { ...instance, context: {} }) &&
    together.some((some) => confirmsIn(policies, instance, some))
  );
};
