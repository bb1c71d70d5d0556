import type { StatementPlace } from '#core/proof/session-proof.ts';

/** Requests that never carry MFA, whatever anybody does. */
export const BYSTANDER_KINDS = ['role-session', 'service-on-behalf', 'root-user'] as const;

/** Somebody whom a statement that asks for MFA stops, or may stop, though MFA is nothing they could show. */
export interface Bystander {
  readonly kind: (typeof BYSTANDER_KINDS)[number];
  readonly stoppedBy: StatementPlace;
  /** What is stopped and why, in a sentence. */
  readonly text: string;
}
