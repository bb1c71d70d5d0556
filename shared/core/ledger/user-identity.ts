import type { Arn, UserId } from '#core/kernel/aws-identifiers.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';

/** The identity a name stood for when it was last read; a later user of the same name is another one. */
export interface UserIdentity {
  readonly userId: UserId;
  readonly arn: Arn;
}

/** Who the name stands for by this read; while it can't be read, who it stood for last. */
export const identityIn = (
  snapshot: PostureSnapshot,
  previous: { readonly identity: UserIdentity | undefined } | undefined,
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

/** What a record says of who has the name, and of who had it. */
interface Identities {
  readonly identity: UserIdentity | undefined;
  readonly leftBy?: UserIdentity | undefined;
}

/** Who left the name that nobody has by this read: deleted, or renamed and not heard of yet. */
export const leftByIn = (
  snapshot: PostureSnapshot,
  previous: Identities | undefined,
): UserIdentity | undefined => {
  switch (snapshot.kind) {
    case 'present':
      return undefined;
    case 'unreadable':
      return previous?.leftBy;
    case 'absent':
      return previous?.identity ?? previous?.leftBy;
  }
};
