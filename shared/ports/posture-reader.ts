import type { Arn } from '#core/kernel/aws-identifiers.ts';
import type { Observed } from '#core/posture/observed.ts';
import type { PostureSnapshot, PrincipalName } from '#core/posture/posture-snapshot.ts';

/** Reads principals of any account of the organization. Never throws for what AWS answers: that is a fact unknown. */
export interface PostureReader {
  read(principal: PrincipalName): Promise<PostureSnapshot>;
  /** The managed policies attached to the user now: all that is needed to see an attachment. */
  readAttachedPolicies(principal: PrincipalName): Promise<Observed<readonly Arn[]>>;
}
