import type { PrincipalChange } from '#core/change/principal-change.ts';
import type { EpochMs } from '#core/kernel/time.ts';
import { type EndedCredential, mayHaveLiveSessions } from '#core/posture/ended-credential.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import type { PrincipalRecord } from './principal-record.ts';

/** The keys that the last read showed, and those that are known to have ended. */
export interface CredentialMemory {
  readonly activeKeys: readonly string[];
  readonly ended: readonly EndedCredential[];
}

const NO_MEMORY: CredentialMemory = { activeKeys: [], ended: [] };

const endedBy = ({ expectation, call }: PrincipalChange): readonly EndedCredential[] =>
  expectation.kind === 'access-key' && expectation.status !== 'active'
    ? [{ accessKeyId: expectation.id, endedAt: call.at }]
    : [];

const activeKeysOf = (user: UserPosture): readonly string[] | undefined =>
  user.accessKeys.kind === 'known'
    ? user.accessKeys.fact.filter((key) => key.active).map((key) => key.id)
    : undefined;

/**
 * Brings the memory up to a new read. A key ends by the event that says so, or, if that event was lost, between
 * the read that still showed it and the one that doesn't: then this read's time counts, the later of the two.
 * A key that is active again has not ended. What ended too long ago to matter is forgotten.
 */
const remember = (
  memory: CredentialMemory,
  user: UserPosture,
  change: PrincipalChange,
  readBegan: EpochMs,
): CredentialMemory => {
  const activeKeys = activeKeysOf(user) ?? memory.activeKeys;
  const vanished = memory.activeKeys
    .filter((id) => !activeKeys.includes(id))
    .map((accessKeyId) => ({ accessKeyId, endedAt: readBegan }));
  const candidates = [...memory.ended, ...endedBy(change), ...vanished];
  const ended = [...new Map(candidates.reverse().map((one) => [one.accessKeyId, one])).values()];
  return {
    activeKeys,
    ended: ended.filter(
      (credential) =>
        !activeKeys.includes(credential.accessKeyId) && mayHaveLiveSessions(credential, readBegan),
    ),
  };
};

/** What to remember after this read: nothing of someone else who had the name before. */
export const recallCredentials = (
  previous: PrincipalRecord | undefined,
  snapshot: PostureSnapshot,
  change: PrincipalChange,
): CredentialMemory => {
  switch (snapshot.kind) {
    case 'absent':
      return NO_MEMORY;
    case 'unreadable':
      return previous ?? NO_MEMORY;
    case 'present': {
      const same = previous?.identity?.userId === snapshot.user.userId;
      return remember(same && previous ? previous : NO_MEMORY, snapshot.user, change, snapshot.readBegan);
    }
  }
};
