import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { type ProvableSession, SESSION_KINDS } from '#core/proof/session-kind.ts';
import type { SessionProof } from '#core/proof/session-proof.ts';

export const ALL_SESSIONS: readonly ProvableSession[] = [...SESSION_KINDS, 'mfa'];

const RULES = { allowPasswordChange: false };

/** What a verdict on a principal asks for: every kind of session without MFA. */
export const proveForVerdict = (principal: ProvedPrincipal): readonly SessionProof[] =>
  SESSION_KINDS.map((session) => proveSession(principal, session, RULES));

/** One principal over the whole catalogue and every kind of session, that with MFA included. */
export const proveAll = (principal: ProvedPrincipal): readonly SessionProof[] =>
  ALL_SESSIONS.map((session) => proveSession(principal, session, RULES));
