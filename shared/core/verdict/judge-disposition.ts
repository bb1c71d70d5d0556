import { identityIn, type UserIdentity } from '#core/ledger/user-identity.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import { type Disposition, dispositionOf, type NamedPrincipals } from './disposition.ts';

/** How this principal is to be treated; while it can't be read, as who it was last. */
export const judgeDisposition = (
  snapshot: PostureSnapshot,
  previous: { readonly identity: UserIdentity | undefined } | undefined,
  principals: NamedPrincipals,
): Disposition => {
  const identity = identityIn(snapshot, previous);
  return identity === undefined ? { kind: 'none' } : dispositionOf(identity.arn, identity.userId, principals);
};
