import type { Partition } from '#core/kernel/aws-identifiers.ts';

/** The role that a trust policy belongs to, as far as it is known. */
export interface TrustingRole {
  readonly partition: Partition;
  /** With slashes around, `/aws-service-role/`. */
  readonly path?: string;
}

/** A role of which nothing is known. */
export const SOME_ROLE: TrustingRole = { partition: 'aws' as Partition };
