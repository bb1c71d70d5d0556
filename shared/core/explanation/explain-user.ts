import type { CredentialServices } from '#core/proof/credential-services.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { type ProvableSession, SESSION_KINDS } from '#core/proof/session-kind.ts';
import type { StatementPlace } from '#core/proof/session-proof.ts';
import { explainPlaces, explainSessions } from './explain-sessions.ts';
import type { UserJudgement } from './explanation.ts';

/** What is asked about one user. */
export interface UserQuestion {
  readonly principal: ProvedPrincipal;
  readonly rules: ProofRules;
  /** What the user's service credentials work with; if not said, whatever gives out such credentials. */
  readonly services?: CredentialServices;
  /** The line at which a statement begins, where it was read from a file. */
  readonly lineOf: (place: StatementPlace) => number | undefined;
}

/** In the order in which they are told of. */
export const EXPLAINED_SESSIONS: readonly ProvableSession[] = [...SESSION_KINDS, 'mfa'];

/** Proves every kind of session, and says what comes of it. */
export const judgeUser = ({ principal, rules, services, lineOf }: UserQuestion): UserJudgement => {
  const proofs = EXPLAINED_SESSIONS.map((session) => proveSession(principal, session, rules, services));
  return { sessions: explainSessions(proofs), places: explainPlaces(proofs, lineOf) };
};
