import type { CredentialServices } from '#core/proof/credential-services.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import type { SessionProof } from '#core/proof/session-proof.ts';

/** By what a repair is proved. */
export interface RepairRules extends ProofRules {
  /** What the user's service credentials work with; if not said, whatever gives out such credentials. */
  readonly services?: CredentialServices;
}

/** What is proved of every kind of session, that with MFA last. */
export const proveAll = (principal: ProvedPrincipal, rules: RepairRules): readonly SessionProof[] =>
  [...SESSION_KINDS, 'mfa' as const].map((session) =>
    proveSession(principal, session, rules, rules.services),
  );

/** Whether every kind of session without MFA is enforced. */
export const isEnforced = (proofs: readonly SessionProof[]): boolean =>
  proofs.every(({ session, answer }) => session === 'mfa' || answer === 'enforced');
