import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { ServiceControl } from '#core/posture/held-policy.ts';

/** Knows which service control policies of the organization govern the users of an account. */
export interface ServiceControlReader {
  /** Never fails: what could not be read is *unknown*, and why. */
  read(account: AccountId): Promise<ServiceControl>;
}
