import { setTimeout as sleep } from 'node:timers/promises';
import { UserProblem } from '../../cli/command/user-problem.ts';
import { readCalls } from '../organization/logged-calls.ts';
import { readMail } from '../organization/mail.ts';
import { type Onlooker, openOnlooker } from '../organization/onlooker.ts';
import { type QueueDepth, queueDepths } from './queue-depth.ts';
import { readsIn } from './reads.ts';
import { type Sighting, sightingIn } from './sighting.ts';

/** Everything that can be noticed of the guardian at work, as it happens. */
export interface GuardianWatch {
  /** In the order in which it was noticed. */
  readonly sightings: readonly Sighting[];
  /** Is handed each sighting from now on. */
  readonly onSighting: (listener: (sighting: Sighting) => void) => void;
  /**
   * Resolves once the guardian has nothing to do any more: no message waits in a queue or is being worked on.
   * False when that took longer than allowed.
   */
  readonly settled: (timeoutMs: number) => Promise<boolean>;
  /** Leaves as many messages as wait now out of account from now on: they wait for something else. @returns how many. */
  readonly overlook: () => Promise<number>;
  /** Resolves when watching has ended, after the signal; rejects if it broke off before. */
  readonly ended: Promise<void>;
}

const LOOK_EVERY_MS = 150;

/** So often in a row must the queues be empty: between two of them a message is in none for a moment. */
const QUIET_LOOKS = 4;

/** Hands over what the functions read of an account since the last time. */
const readsTaker = (endpoint: string) => {
  const began = Date.now() / 1_000;
  const taken = new Map<string, number>();
  return async (account: string, by: string): Promise<readonly Sighting[]> => {
    const key = `${account} ${by}`;
    const since = taken.get(key) ?? began;
    const calls = await readCalls(endpoint, since);
    taken.set(key, calls.at(-1)?.at ?? since);
    return readsIn(calls)
      .filter((reads) => reads.account === account && reads.by === by)
      .map((reads) => ({ kind: 'read', reads }));
  };
};

const withReads = async (
  sighting: Sighting,
  takeReads: ReturnType<typeof readsTaker>,
): Promise<readonly Sighting[]> => {
  switch (sighting.kind) {
    case 'concluded':
      return [...(await takeReads(sighting.verdict.principal.account, 'assess-principal')), sighting];
    case 'did':
      return [...(await takeReads(sighting.action.principal.account, 'enforce-verdict')), sighting];
    default:
      return [sighting];
  }
};

const untilAborted = async (signal: AbortSignal, step: () => Promise<void>): Promise<void> => {
  while (!signal.aborted) {
    try {
      await step();
    } catch (error) {
      if (!signal.aborted) {
        throw error;
      }
    }
  }
};

/** What the local AWS answers; somebody may have ended it. */
const answerOf = async <Answer>(asked: Promise<Answer>): Promise<Answer> => {
  try {
    return await asked;
  } catch (cause) {
    throw new UserProblem('The local AWS does not answer any more. Its log is in .local/logs.', { cause });
  }
};

/** What was received, and was not handed over yet. */
interface InHand {
  events: number;
}

const watchBuses = (
  endpoint: string,
  onlooker: Onlooker,
  inHand: InHand,
  notice: (sighting: Sighting) => void,
  signal: AbortSignal,
): Promise<void> => {
  const takeReads = readsTaker(endpoint);
  return untilAborted(signal, async () => {
    const events = await answerOf(onlooker.receive());
    inHand.events = events.length;
    for (const sighting of events.map(sightingIn).filter((known) => known !== undefined)) {
      (await withReads(sighting, takeReads)).forEach(notice);
    }
    inHand.events = 0;
  });
};

const watchMail = (
  endpoint: string,
  latest: number,
  notice: (sighting: Sighting) => void,
  signal: AbortSignal,
): Promise<void> => {
  let since = latest;
  return untilAborted(signal, async () => {
    for (const mail of await answerOf(readMail(endpoint, since))) {
      notice({ kind: 'told', mail });
      since = mail.at;
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal });
  });
};

const countMessages = (depths: readonly QueueDepth[]): number =>
  depths.filter(({ holdsDeadLetters }) => !holdsDeadLetters).reduce((sum, { messages }) => sum + messages, 0);

const settling = (
  endpoint: string,
  onlooker: Onlooker,
  inHand: InHand,
  signal: AbortSignal,
): Pick<GuardianWatch, 'settled' | 'overlook'> => {
  const depths = queueDepths(endpoint);
  let overlooked = 0;
  const isBusy = async (): Promise<boolean> =>
    inHand.events > 0 || countMessages(await depths()) > overlooked || (await onlooker.waiting()) > 0;
  const settled = async (timeoutMs: number): Promise<boolean> => {
    const deadline = Date.now() + timeoutMs;
    for (let quiet = 0; quiet < QUIET_LOOKS; ) {
      if (Date.now() > deadline) {
        return false;
      }
      quiet = (await isBusy()) ? 0 : quiet + 1;
      await sleep(LOOK_EVERY_MS, undefined, { signal });
    }
    return true;
  };
  return {
    settled,
    overlook: async () => {
      overlooked = countMessages(await depths());
      return overlooked;
    },
  };
};

/** Begins to watch, from now on; ends when told to, and leaves nothing behind. */
export const watchGuardian = async (endpoint: string, signal: AbortSignal): Promise<GuardianWatch> => {
  const sightings: Sighting[] = [];
  const listeners: ((sighting: Sighting) => void)[] = [];
  const notice = (sighting: Sighting): void => {
    sightings.push(sighting);
    for (const listener of listeners) {
      listener(sighting);
    }
  };
  const onlooker = await openOnlooker(endpoint);
  const inHand: InHand = { events: 0 };
  const latest = (await readMail(endpoint)).at(-1)?.at ?? 0;
  const ended = Promise.all([
    watchBuses(endpoint, onlooker, inHand, notice, signal),
    watchMail(endpoint, latest, notice, signal),
  ]).then(
    () => onlooker.close(),
    async (error) => {
      await onlooker.close().catch(() => undefined);
      throw error;
    },
  );
  // Whoever waits for the end gets the error; until then it is nobody's.
  ended.catch(() => undefined);
  return {
    sightings,
    onSighting: (listener) => {
      listeners.push(listener);
    },
    ...settling(endpoint, onlooker, inHand, signal),
    ended,
  };
};
