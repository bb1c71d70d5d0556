import {
  addDuration,
  type DurationMs,
  type EpochMs,
  elapsed,
  milliseconds,
  seconds,
} from '#core/kernel/time.ts';
import type { PendingChange } from '#core/workload/pending-changes.ts';
import type { InboxMessage } from '#ports/inbox.ts';
import type { GuardianWorld } from '../fakes/guardian-world.ts';

/** When a queue delivers a message again that was not acknowledged, and how often, as the hub's queues do. */
const VISIBILITY_TIMEOUT = seconds(360);
const MOST_RECEIVES = 5;

/** A queue that is still not empty after so many deliveries never will be. */
const MOST_DELIVERIES = 100_000;

export interface Delivery {
  readonly step: 'route' | 'assess';
  readonly message: InboxMessage;
  readonly dueAt: EpochMs;
  readonly received: number;
}

export interface Handled extends Delivery {
  readonly at: EpochMs;
  readonly failed: boolean;
}

interface QueuesOptions {
  /** What one message takes, with several at once; nothing, unless said. */
  readonly handlingTime?: DurationMs;
  /** Called before each delivery. */
  readonly onDelivery?: (delivery: Delivery) => void;
}

const isWork = ({ body }: InboxMessage): boolean => body.startsWith('{"schemaVersion"');

/** The queues of both functions as they are in AWS: messages come when they are due, and fairly among accounts. */
export const queuesOf = (world: GuardianWorld, { handlingTime, onDelivery }: QueuesOptions = {}) => {
  const waiting: Delivery[] = [];
  const dead: Delivery[] = [];
  const handled: Handled[] = [];
  const perGroup = new Map<string | undefined, number>();

  const put = (message: InboxMessage, dueAt: EpochMs, received = 1): void => {
    waiting.push({ step: isWork(message) ? 'assess' : 'route', message, dueAt, received });
  };
  const collect = (): void => {
    for (const { body, group, dueAt } of world.work.messages.splice(0)) {
      put({ body, group, firstSeenAt: dueAt, returned: false }, dueAt);
    }
    for (const { message, delay } of world.inbox.postponed.splice(0)) {
      put({ ...message, returned: true }, addDuration(world.clock.now(), delay));
    }
  };

  const served = ({ message }: Delivery): number => perGroup.get(message.group) ?? 0;

  /** Of those that are due, one of the account that was served least; else the one that is due first. */
  const goesBefore = (one: Delivery, other: Delivery): boolean => {
    const now = world.clock.now();
    const [due, otherDue] = [Math.max(one.dueAt, now), Math.max(other.dueAt, now)];
    return due < otherDue || (due === otherDue && served(one) < served(other));
  };

  const take = (): Delivery | undefined => {
    collect();
    const [first, ...others] = waiting;
    if (first === undefined) {
      return undefined;
    }
    const next = others.reduce((best, one) => (goesBefore(one, best) ? one : best), first);
    waiting.splice(waiting.indexOf(next), 1);
    perGroup.set(next.message.group, served(next) + 1);
    return next;
  };

  const deliver = async (delivery: Delivery): Promise<void> => {
    const { step, message, dueAt, received } = delivery;
    world.clock.advance(milliseconds(Math.max(0, elapsed(world.clock.now(), dueAt))));
    onDelivery?.(delivery);
    const at = world.clock.now();
    const failed = await world.deliver(world.steps[step], message).then(
      () => false,
      () => true,
    );
    handled.push({ ...delivery, at, failed });
    world.clock.advance(handlingTime ?? milliseconds(0));
    if (failed && received >= MOST_RECEIVES) {
      dead.push(delivery);
    } else if (failed) {
      put(message, addDuration(world.clock.now(), VISIBILITY_TIMEOUT), received + 1);
    }
  };

  return {
    waiting,
    dead,
    handled,
    /** An event comes, so much later than now. */
    arrive: (event: unknown, later: DurationMs = milliseconds(0)): void => {
      const dueAt = addDuration(world.clock.now(), later);
      put({ ...world.messageOf(event), firstSeenAt: dueAt }, dueAt);
    },
    put,
    take,
    deliver,
    /** Delivers until every queue is empty, or until this time. */
    run: async (until: EpochMs = Number.MAX_SAFE_INTEGER as EpochMs): Promise<void> => {
      for (let deliveries = 0; deliveries < MOST_DELIVERIES; deliveries += 1) {
        const next = take();
        if (next === undefined) {
          return;
        }
        if (next.dueAt > until) {
          waiting.push(next);
          return;
        }
        await deliver(next);
      }
      throw new Error(`expected the queues to be empty after ${MOST_DELIVERIES} deliveries`);
    },
  };
};

export type Queues = ReturnType<typeof queuesOf>;

interface Work {
  readonly [member: string]: unknown;
}

interface QueuedWork {
  readonly work: Work;
  readonly delay: number;
  readonly group: string;
}

/** What lies in the assessments queue, and for how long it is not to be seen. */
export const queuedIn = ({ work, clock }: GuardianWorld): readonly QueuedWork[] =>
  work.messages.map(({ body, dueAt, group }) => ({
    work: (JSON.parse(body) as { readonly work: Work }).work,
    delay: elapsed(clock.now(), dueAt),
    group,
  }));

/** Every change that nobody has looked at. */
export const pendingIn = ({ ledger }: GuardianWorld): readonly PendingChange[] =>
  ledger.pending().flatMap(({ changes }) => changes);
