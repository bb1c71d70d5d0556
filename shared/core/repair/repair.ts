import type { PolicyName } from '#core/posture/held-policy.ts';
import type { SessionProof, StatementPlace } from '#core/proof/session-proof.ts';

/** How the text of a change ends that only does good besides. */
export const NOT_NEEDED = '(not needed for the proof)';

/** One change to one statement, in words for somebody who has to make it. */
export interface PolicyChange {
  /** The statement's Sid, or `#2`; the Sid it is to have, if it is new; `the document` for its version. */
  readonly statement: string;
  /** Ends with `NOT_NEEDED` if nothing that is proved hangs on it: it does good besides. */
  readonly text: string;
}

/**
 * How one document has to change so that nothing but enrolling a device is left without MFA, and that it stops no roles:
 * proved.
 */
export interface Repair {
  readonly holder: StatementPlace['holder'];
  /** Which document of the principal is changed. */
  readonly policy: PolicyName;
  readonly changes: readonly PolicyChange[];
  /** The whole mended document: JSON, indented by two, with its keys in the author's order. */
  readonly text: string;
  /** What is proved of the principal with the mended document: each kind of session without MFA, and `mfa`. */
  readonly sessions: readonly SessionProof[];
}

/**
 * - *not-needed*: every kind of session without MFA is enforced already, no service control policy stops roles for
 *   want of MFA, and no document that asks for MFA keeps everybody from enrolling a first device.
 * - *none-found*: a policy could not be read or understood, or no change was found that is proved. There may be one.
 */
export type RepairOutcome =
  | { readonly kind: 'not-needed' }
  | { readonly kind: 'repaired'; readonly repair: Repair }
  | { readonly kind: 'none-found' };
