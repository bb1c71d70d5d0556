import type { Arn } from '#core/kernel/aws-identifiers.ts';
import type { AttachFailure } from '#core/ledger/intent.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';

export type AttachResult =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'refused'; readonly because: AttachFailure }
  /** Throttled or failed in passing: worth another attempt. */
  | { readonly kind: 'try-again' };

export interface GuardEnforcer {
  /** Makes one call, never more, under the session name given. */
  attach(principal: PrincipalName, policyArn: Arn, sessionName: string): Promise<AttachResult>;
}
