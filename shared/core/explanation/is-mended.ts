import type { SessionProof } from '#core/proof/session-proof.ts';
import { isEnforced } from '#core/repair/prove-all.ts';

const isKnown = (proofs: readonly SessionProof[]): boolean =>
  proofs.every(({ answer }) => answer !== 'undetermined');

/** How much a session with MFA reaches. */
const reachWithMfa = (proofs: readonly SessionProof[]): number =>
  proofs.reduce(
    (most, proof) => (proof.session === 'mfa' && proof.answer === 'open' ? proof.open.actions : most),
    0,
  );

/**
 * Whether a change does what is said of it: everything was known before, every kind of session without MFA is enforced
 * with it, and a session with MFA loses nothing.
 */
export const isMended = (before: readonly SessionProof[], after: readonly SessionProof[]): boolean =>
  isKnown(before) && isEnforced(after) && reachWithMfa(after) >= reachWithMfa(before);
