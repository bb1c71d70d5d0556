import type { AccountId, Partition } from '#core/kernel/aws-identifiers.ts';

/** The role that a trust policy belongs to, as far as it is known. */
export interface TrustingRole {
  readonly account: AccountId | undefined;
  readonly partition: Partition;
  readonly name?: string;
  /** With slashes around, `/aws-service-role/`. */
  readonly path?: string;
}
