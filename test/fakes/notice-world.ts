import { encodeTamperingDetected, TAMPERING_DETECTED } from '#contracts/tampering-detected.ts';
import { encodeVerdictReached, VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { addDuration, type DurationMs, type EpochMs, elapsed, isBefore, seconds } from '#core/kernel/time.ts';
import type { Message } from '#core/notice/notice.ts';
import type { Severity } from '#core/verdict/severity-level.ts';
import type { Clock } from '#ports/clock.ts';
import type { Inbox, InboxMessage } from '#ports/inbox.ts';
import { handleMessage } from '../../lambdas/message-batch/handle-message.ts';
import type { Telemetry } from '../../lambdas/message-batch/telemetry.ts';
import { notifyPeople } from '../../lambdas/notify-people/notify-people.ts';
import { exposed } from './findings.ts';
import { inMemoryNoticeLedger } from './in-memory-notice-ledger.ts';
import { manualClock } from './manual-clock.ts';
import { ANA, HUB_ACCOUNT, principalNamed } from './people.ts';
import {
  type PublishedEvent,
  publishedBy,
  recordingNotifier,
  recordingTelemetry,
} from './recording-ports.ts';
import { CALL, recordOf } from './records.ts';

/** The verdict that a user is exposed, as it comes from the internal bus. */
export const exposureOf = (userName: string, severity: Severity = 'high'): PublishedEvent =>
  publishedBy(
    HUB_ACCOUNT,
    VERDICT_REACHED,
    encodeVerdictReached(
      recordOf({
        principal: principalNamed(userName),
        identity: undefined,
        verdict: { finding: exposed({ severity }), disposition: { kind: 'none' } },
      }),
    ),
  );

/** A call under one of the guardian's own roles, as it comes from the internal bus. */
export const tamperingNamed = (eventId: string): PublishedEvent =>
  publishedBy(
    HUB_ACCOUNT,
    TAMPERING_DETECTED,
    encodeTamperingDetected({
      schemaVersion: 1,
      account: ANA.account,
      call: { ...CALL, eventId },
      principal: null,
      errorCode: null,
    }),
  );

/** Whom the messages tell of: once for each message of his own, once for each line of a digest. */
export const toldOf = (messages: readonly Message[]): readonly string[] =>
  messages
    .flatMap(({ id, subject, body }) =>
      isDigest({ id }) ? body.split('\n').filter((line) => line.startsWith('- MFA Guardian: ')) : [subject],
    )
    .map((line) => /MFA Guardian: (\S+) in /.exec(line)?.[1] ?? line);

export const isDigest = ({ id }: Pick<Message, 'id'>): boolean => id.startsWith('digest/');

/** A queue gives a message out again when this has passed and nobody acknowledged it. */
const VISIBILITY_TIMEOUT = seconds(360);

/** Far more deliveries than any case needs; a queue that is still not empty then never will be. */
const MOST_DELIVERIES = 20_000;

interface Waiting {
  readonly message: InboxMessage;
  readonly visibleAt: EpochMs;
}

interface NoticeWorldOptions {
  /** Puts something around the ports, the queue included. */
  readonly around?: <Port extends object>(port: Port) => Port;
  /** How far a worker's clock is ahead. */
  readonly ahead?: (worker: number) => DurationMs;
}

const loggingTelemetry = () => {
  const logged: { readonly message: string; readonly details: Readonly<Record<string, unknown>> }[] = [];
  const telemetry: Telemetry = {
    ...recordingTelemetry(),
    info: (message, details) => {
      logged.push({ message, details });
    },
  };
  return { logged, telemetry };
};

/** notify-people alone, at a queue of its own, with fakes of everything around it. */
export const noticeWorld = ({
  around = (port) => port,
  ahead = () => seconds(0),
}: NoticeWorldOptions = {}) => {
  const clock = manualClock();
  const notifier = recordingNotifier();
  const sentAt: EpochMs[] = [];
  const ledger = inMemoryNoticeLedger();
  const { logged, telemetry } = loggingTelemetry();
  const queue: Waiting[] = [];
  const buried: string[] = [];
  const failures: unknown[] = [];

  const inbox: Inbox = {
    postpone: async (message, delay) => {
      queue.push({ message: { ...message, returned: true }, visibleAt: addDuration(clock.now(), delay) });
    },
    bury: async (_message, reason) => {
      buried.push(reason);
    },
  };
  const notifierWithTimes: typeof notifier = {
    sent: notifier.sent,
    sendOnce: async (message) => {
      await notifier.sendOnce(message);
      sentAt[notifier.sent.length - 1] ??= clock.now();
    },
  };
  const clockOf = (worker: number): Clock => ({ now: () => addDuration(clock.now(), ahead(worker)) });
  const ports = { notifier: around(notifierWithTimes), notices: around(ledger), inbox: around(inbox) };

  let deliveries = 0;

  const deliver = async ({ message }: Waiting, worker: number): Promise<void> => {
    deliveries += 1;
    if (deliveries > MOST_DELIVERIES) {
      throw new Error(`expected the queue to be empty after ${MOST_DELIVERIES} deliveries`);
    }
    const step = notifyPeople({
      hubAccount: HUB_ACCOUNT,
      context: { mode: 'observe', accountNames: {} },
      notifier: ports.notifier,
      notices: ports.notices,
      clock: clockOf(worker),
    });
    const visibleAt = addDuration(clock.now(), VISIBILITY_TIMEOUT);
    try {
      await handleMessage(ports.inbox, step, message, telemetry);
    } catch (error) {
      failures.push(error);
      queue.push({ message, visibleAt });
    }
  };

  /** The message that can be seen first; time passes until then. */
  const next = (): Waiting | undefined => {
    const first = queue.toSorted((left, right) => elapsed(right.visibleAt, left.visibleAt))[0];
    if (first !== undefined) {
      queue.splice(queue.indexOf(first), 1);
      clock.set(isBefore(clock.now(), first.visibleAt) ? first.visibleAt : clock.now());
    }
    return first;
  };

  return {
    clock,
    ledger,
    sent: notifier.sent,
    /** When each of the messages was sent. */
    sentAt,
    logged,
    buried,
    /** What made deliveries fail. */
    failures,
    /** Puts messages into the queue, to be seen after the delay. */
    arrive: (events: readonly PublishedEvent[], delay: DurationMs = seconds(0)): void => {
      const firstSeenAt = addDuration(clock.now(), delay);
      for (const event of events) {
        const message = { body: JSON.stringify(event), firstSeenAt, returned: false };
        queue.push({ message, visibleAt: firstSeenAt });
      }
    },
    /** Works through the queue, and through what comes back to it, until it is empty. */
    work: async (worker = 0): Promise<void> => {
      for (let waiting = next(); waiting !== undefined; waiting = next()) {
        await deliver(waiting, worker);
      }
    },
    /** Works until the next message would only be seen after the instant. */
    workUntil: async (instant: EpochMs): Promise<void> => {
      while (queue.some(({ visibleAt }) => !isBefore(instant, visibleAt))) {
        const waiting = next();
        if (waiting !== undefined) {
          await deliver(waiting, 0);
        }
      }
      clock.set(instant);
    },
  };
};

export type NoticeWorld = ReturnType<typeof noticeWorld>;
