import type { UserIdentity } from '#core/ledger/principal-record.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import { type Disposition, dispositionOf, type NamedPrincipals } from './disposition.ts';

interface Remembered {
  readonly identity: UserIdentity | undefined;
}

const identityOf = (
  snapshot: PostureSnapshot,
  previous: Remembered | undefined,
): UserIdentity | undefined => {
  switch (snapshot.kind) {
    case 'present':
      return { userId: snapshot.user.userId, arn: snapshot.user.arn };
    case 'unreadable':
      return previous?.identity;
    case 'absent':
      return undefined;
  }
};

/** How this principal is to be treated; while it can't be read, as who it was last. */
export const judgeDisposition = (
  snapshot: PostureSnapshot,
  previous: Remembered | undefined,
  principals: NamedPrincipals,
): Disposition => {
  const identity = identityOf(snapshot, previous);
  return identity === undefined ? { kind: 'none' } : dispositionOf(identity.arn, identity.userId, principals);
};
