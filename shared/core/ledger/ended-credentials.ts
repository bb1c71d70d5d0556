import type { PrincipalChange } from '#core/change/principal-change.ts';
import { type EpochMs, isBefore } from '#core/kernel/time.ts';
import { type EndedCredential, mayHaveLiveSessions } from '#core/posture/ended-credential.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import type { PrincipalRecord } from './principal-record.ts';

/** The keys that the last read showed, and those that are known to have ended. */
export interface CredentialMemory {
  readonly activeKeys: readonly string[];
  readonly ended: readonly EndedCredential[];
}

const NO_MEMORY: CredentialMemory = { activeKeys: [], ended: [] };

const activeKeysOf = (user: UserPosture): readonly string[] | undefined =>
  user.accessKeys.kind === 'known'
    ? user.accessKeys.fact.filter((key) => key.active).map((key) => key.id)
    : undefined;

/**
 * A key that this change made active, or inactive, was active for a while, even if no read ever showed it. One that
 * is deleted may have been inactive for years.
 */
const toldActive = ({ expectation }: PrincipalChange): readonly string[] =>
  expectation.kind === 'access-key' && expectation.status !== 'gone' ? [expectation.id] : [];

/** When the change says that it ended this key. */
const endToldBy = ({ expectation, call }: PrincipalChange, id: string): EpochMs | undefined =>
  expectation.kind === 'access-key' && expectation.id === id && expectation.status !== 'active'
    ? call.at
    : undefined;

/** Each key once, with the latest end known of it: it may have been active again in between. */
const latestEnds = (credentials: readonly EndedCredential[]): readonly EndedCredential[] => {
  const latest = new Map<string, EndedCredential>();
  for (const credential of credentials) {
    const kept = latest.get(credential.accessKeyId);
    if (kept === undefined || isBefore(kept.endedAt, credential.endedAt)) {
      latest.set(credential.accessKeyId, credential);
    }
  }
  return [...latest.values()];
};

/**
 * Brings the memory up to a new read. A key that is known to have been active and is not any more has ended: when
 * the change says so, else some time before this read, whose time then counts, the latest possible. A key that
 * nobody knew to be active is no news when it goes. What ended too long ago to matter is forgotten.
 */
const remember = (
  memory: CredentialMemory,
  activeKeys: readonly string[],
  change: PrincipalChange,
  readBegan: EpochMs,
): CredentialMemory => {
  const ended = [...memory.activeKeys, ...toldActive(change)].map((accessKeyId) => ({
    accessKeyId,
    endedAt: endToldBy(change, accessKeyId) ?? readBegan,
  }));
  return {
    activeKeys,
    ended: latestEnds([...memory.ended, ...ended]).filter(
      (credential) =>
        !activeKeys.includes(credential.accessKeyId) && mayHaveLiveSessions(credential, readBegan),
    ),
  };
};

/** While the keys can't be read they are taken to be as they were, but for the one that the change is about. */
const assumedActive = (memory: CredentialMemory, change: PrincipalChange): readonly string[] => {
  const { expectation } = change;
  const made = expectation.kind === 'access-key' && expectation.status === 'active' ? [expectation.id] : [];
  const kept = memory.activeKeys.filter((id) => endToldBy(change, id) === undefined);
  return [...new Set([...kept, ...made])];
};

const memoryOf = (previous: PrincipalRecord | undefined): CredentialMemory =>
  previous === undefined ? NO_MEMORY : { activeKeys: previous.activeKeys, ended: previous.ended };

/** The memory of whoever this read shows; somebody else who had the name before is no concern of his. */
const memoryOfSame = (previous: PrincipalRecord | undefined, user: UserPosture): CredentialMemory =>
  previous?.identity?.userId === user.userId ? memoryOf(previous) : NO_MEMORY;

/** The ends that are remembered of the user whom this read shows. */
export const endedCredentialsOf = (
  previous: PrincipalRecord | undefined,
  snapshot: PostureSnapshot,
): readonly EndedCredential[] =>
  snapshot.kind === 'present' ? memoryOfSame(previous, snapshot.user).ended : [];

/** What to remember after this read: nothing of someone else who had the name before. */
export const recallCredentials = (
  previous: PrincipalRecord | undefined,
  snapshot: PostureSnapshot,
  change: PrincipalChange,
): CredentialMemory => {
  switch (snapshot.kind) {
    case 'absent':
      return NO_MEMORY;
    case 'unreadable': {
      const memory = memoryOf(previous);
      return remember(memory, assumedActive(memory, change), change, snapshot.readBegan);
    }
    case 'present': {
      const memory = memoryOfSame(previous, snapshot.user);
      const activeKeys = activeKeysOf(snapshot.user) ?? assumedActive(memory, change);
      return remember(memory, activeKeys, change, snapshot.readBegan);
    }
  }
};
