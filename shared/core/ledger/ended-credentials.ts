import type { Expectation } from '#core/change/expectation.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import { type EpochMs, isBefore } from '#core/kernel/time.ts';
import {
  type EndedCredential,
  isPasswordSignIn,
  mayHaveLiveSessions,
} from '#core/posture/ended-credential.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import type { PrincipalRecord } from './principal-record.ts';

/** The keys that the last read showed, and those that are known to have ended. */
export interface CredentialMemory {
  readonly activeKeys: readonly string[];
  readonly ended: readonly EndedCredential[];
}

/** What a change of a credential says about it. */
export interface ToldOfCredential {
  readonly call: Pick<ObservedCall, 'at'>;
  readonly expectation: Expectation;
}

const NO_MEMORY: CredentialMemory = { activeKeys: [], ended: [] };

const activeKeysOf = (user: UserPosture): readonly string[] | undefined =>
  user.accessKeys.kind === 'known'
    ? user.accessKeys.fact.filter((key) => key.active).map((key) => key.id)
    : undefined;

type Told = readonly ToldOfCredential[];

/**
 * A key that one of these changes made active, or inactive, was active for a while, even if no read ever showed it.
 * One that is deleted may have been inactive for years.
 */
const toldActive = (told: Told): readonly string[] =>
  told.flatMap(({ expectation }) =>
    expectation.kind === 'access-key' && expectation.status !== 'gone' ? [expectation.id] : [],
  );

/** The last of these changes that is about this key. */
const lastTold = (told: Told, id: string): ToldOfCredential | undefined =>
  told
    .filter(({ expectation }) => expectation.kind === 'access-key' && expectation.id === id)
    .reduce<ToldOfCredential | undefined>(
      (last, next) => (last !== undefined && isBefore(next.call.at, last.call.at) ? last : next),
      undefined,
    );

/** When the changes say that this key ended. */
const endToldBy = (told: Told, id: string): EpochMs | undefined => {
  const last = lastTold(told, id);
  return last?.expectation.kind === 'access-key' && last.expectation.status !== 'active'
    ? last.call.at
    : undefined;
};

/** A sign-in has no id of its own; only the latest matters. */
const idOf = (credential: EndedCredential): string =>
  isPasswordSignIn(credential) ? 'sign-in' : credential.accessKeyId;

/** The sign-ins to the console, with nothing but a password, that these changes tell of. */
const signInsOf = (told: Told): readonly EndedCredential[] =>
  told
    .filter(({ expectation }) => expectation.kind === 'password-session')
    .map(({ call }) => ({ passwordSignIn: true, endedAt: call.at }));

/**
 * Whoever makes and deletes keys in a loop must not make the record grow without end. What ended last lives longest,
 * so that nothing hangs on the others.
 */
const MOST_REMEMBERED = 20;

const newestOf = (credentials: readonly EndedCredential[]): readonly EndedCredential[] =>
  credentials.length <= MOST_REMEMBERED
    ? credentials
    : credentials
        .toSorted((left, right) => right.endedAt - left.endedAt)
        .filter((credential, place) => place < MOST_REMEMBERED || isPasswordSignIn(credential));

/** Each key once, with the latest end known of it: it may have been active again in between. */
const latestEnds = (credentials: readonly EndedCredential[]): readonly EndedCredential[] => {
  const latest = new Map<string, EndedCredential>();
  for (const credential of credentials) {
    const id = idOf(credential);
    const kept = latest.get(id);
    if (kept === undefined || isBefore(kept.endedAt, credential.endedAt)) {
      latest.set(id, credential);
    }
  }
  return newestOf([...latest.values()]);
};

/**
 * Brings the memory up to a new read. A key that is known to have been active and is not any more has ended: when
 * the change says so, else some time before this read, whose time then counts, the latest possible. A key that
 * nobody knew to be active is no news when it goes. What ended too long ago to matter is forgotten.
 */
const remember = (
  memory: CredentialMemory,
  activeKeys: readonly string[],
  told: Told,
  readBegan: EpochMs,
): CredentialMemory => {
  const ended = [...memory.activeKeys, ...toldActive(told)].map((accessKeyId) => ({
    accessKeyId,
    endedAt: endToldBy(told, accessKeyId) ?? readBegan,
  }));
  return {
    activeKeys,
    ended: latestEnds([...memory.ended, ...ended, ...signInsOf(told)]).filter(
      (credential) => !activeKeys.includes(idOf(credential)) && mayHaveLiveSessions(credential, readBegan),
    ),
  };
};

/** While the keys can't be read they are taken to be as they were, but for those that the changes are about. */
const assumedActive = (memory: CredentialMemory, told: Told): readonly string[] => {
  const known = [...memory.activeKeys, ...toldActive(told)];
  return [...new Set(known)].filter((id) => endToldBy(told, id) === undefined);
};

const memoryOf = (previous: PrincipalRecord | undefined): CredentialMemory =>
  previous === undefined ? NO_MEMORY : { activeKeys: previous.activeKeys, ended: previous.ended };

/** What either remembers; a key that one saw active and the other knows to have ended is taken for ended. */
const together = (left: CredentialMemory, right: CredentialMemory): CredentialMemory => {
  const ended = latestEnds([...left.ended, ...right.ended]);
  const endedKeys = new Set(ended.map(idOf));
  const activeKeys = new Set([...left.activeKeys, ...right.activeKeys]);
  return { activeKeys: [...activeKeys].filter((id) => !endedKeys.has(id)), ended };
};

/** Who a record is about; it may have been written before a read ever showed anybody. */
const isAbout = (record: PrincipalRecord, { userId }: UserPosture): boolean =>
  ((record.identity ?? record.leftBy)?.userId ?? userId) === userId;

/**
 * The memory of whoever this read shows, under any name. Somebody else who had one of them is no concern of his, nor is
 * what ended before he was made.
 */
const memoryOfSame = (
  records: readonly (PrincipalRecord | undefined)[],
  user: UserPosture,
): CredentialMemory => {
  const { activeKeys, ended } = records
    .filter((record) => record !== undefined && isAbout(record, user))
    .map(memoryOf)
    .reduce(together, NO_MEMORY);
  return { activeKeys, ended: ended.filter(({ endedAt }) => !isBefore(endedAt, user.createdAt)) };
};

/** The ends that are remembered of the user whom this read shows. */
export const endedCredentialsOf = (
  previous: PrincipalRecord | undefined,
  snapshot: PostureSnapshot,
): readonly EndedCredential[] =>
  snapshot.kind === 'present' ? memoryOfSame([previous], snapshot.user).ended : [];

/** What happened before this user was made happened to somebody else of the name. */
const toldOfSame = (told: Told, { createdAt }: UserPosture): Told =>
  told.filter(({ call }) => !isBefore(call.at, createdAt));

/**
 * What to remember after this read, given everything that changed since the last one, and what is remembered under
 * names that the user had before: nothing of someone else who had one of them.
 */
export const recallCredentials = (
  previous: PrincipalRecord | undefined,
  snapshot: PostureSnapshot,
  told: Told,
  former: readonly PrincipalRecord[] = [],
): CredentialMemory => {
  switch (snapshot.kind) {
    // Whoever is not there may have been renamed, and be heard of later.
    case 'absent':
      return remember(memoryOf(previous), [], told, snapshot.readBegan);
    case 'unreadable': {
      const memory = memoryOf(previous);
      return remember(memory, assumedActive(memory, told), told, snapshot.readBegan);
    }
    case 'present': {
      const memory = memoryOfSame([previous, ...former], snapshot.user);
      const own = toldOfSame(told, snapshot.user);
      const activeKeys = activeKeysOf(snapshot.user) ?? assumedActive(memory, own);
      return remember(memory, activeKeys, own, snapshot.readBegan);
    }
  }
};
