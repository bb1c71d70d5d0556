import { describe, expect, it } from 'vitest';
import { encodeWork } from '#contracts/queued-work.ts';
import { addDuration, milliseconds, seconds } from '#core/kernel/time.ts';
import type { PendingChange, PendingChanges } from '#core/workload/pending-changes.ts';
import type { PendingLedger } from '#ports/pending-ledger.ts';
import { finishPending, takePending } from '../../lambdas/workload/take-pending.ts';
import { guardianWorld } from '../fakes/guardian-world.ts';
import { inMemoryPendingLedger, inMemoryWorkQueue } from '../fakes/in-memory-workload.ts';
import { manualClock } from '../fakes/manual-clock.ts';
import { ANA, NEW_YEAR } from '../fakes/people.ts';
import { CALL } from '../fakes/records.ts';
import { pendingIn, queuedIn } from './queues.ts';

const SETTLE_TIME = seconds(20);

const change = (eventId: string): PendingChange => ({
  call: { ...CALL, eventId, eventName: `Call ${eventId}` },
  expectation: { kind: 'unstated' },
  urgency: 'settling',
  arrivedAt: NEW_YEAR,
});

const PROMISED = { promisedAt: NEW_YEAR, dueAt: addDuration(NEW_YEAR, SETTLE_TIME), queued: true };

const pendingAt = (revision: number, ...eventIds: readonly string[]): PendingChanges => ({
  subject: ANA,
  changes: eventIds.map(change),
  nextLook: { ...PROMISED, number: 1 },
  urgentSince: undefined,
  urgentLooks: 0,
  revision,
});

/** A ledger in which so many writers come in between, each with one more change. */
const withRivals = async (rivals: number) => {
  const ledger = inMemoryPendingLedger();
  await ledger.savePending(pendingAt(1, 'first'));
  let left = rivals;
  const savePending: PendingLedger['savePending'] = async (pending) => {
    if (left > 0) {
      left -= 1;
      const current = (await ledger.loadPending(ANA)) ?? pendingAt(1);
      const changes = [...current.changes, change(`rival-${left}`)];
      await ledger.savePending({ ...current, changes, revision: current.revision + 1 });
    }
    return ledger.savePending(pending);
  };
  const clock = manualClock();
  const ports = {
    ledger: { ...ledger, savePending },
    clock,
    work: inMemoryWorkQueue(clock),
    settleTime: SETTLE_TIME,
  };
  return { ledger, ports };
};

const ids = (changes: readonly PendingChange[] = []) => changes.map(({ call }) => call.eventId);

describe('takePending', () => {
  it.each([0, 1, 19])(
    'takes everything that came until it ended its promise, after %i rivals',
    async (rivals) => {
      const { ledger, ports } = await withRivals(rivals);
      const taken = await takePending(pendingAt(1, 'first'), 1, ports);
      expect(taken === 'busy' ? [] : taken.changes).toHaveLength(1 + rivals);
      expect((await ledger.loadPending(ANA))?.nextLook).toBeUndefined();
    },
  );

  it('leaves the promise of another message as it is, and writes nothing', async () => {
    const { ledger, ports } = await withRivals(0);
    for (const number of [undefined, 2]) {
      expect(await takePending(pendingAt(1, 'first'), number, ports)).toEqual(pendingAt(1, 'first'));
    }
    expect((await ledger.loadPending(ANA))?.revision).toBe(1);
  });

  it('gives up after twenty rivals, with the promise as it was', async () => {
    const { ledger, ports } = await withRivals(20);
    expect(await takePending(pendingAt(1, 'first'), 1, ports)).toBe('busy');
    expect((await ledger.loadPending(ANA))?.nextLook?.number).toBe(1);
  });
});

describe('finishPending', () => {
  const finished = { taken: [change('first')], hasSeen: () => true };

  it.each([1, 19])(
    'forgets what was seen and nothing that came in between, after %i rivals',
    async (rivals) => {
      const { ledger, ports } = await withRivals(rivals);
      expect(await finishPending(ANA, finished, ports)).toBe('finished');
      const left = ids((await ledger.loadPending(ANA))?.changes);
      expect(left).toHaveLength(rivals);
      expect(left).not.toContain('first');
    },
  );

  it('gives up after twenty rivals, and has forgotten nothing', async () => {
    const { ledger, ports } = await withRivals(20);
    expect(await finishPending(ANA, finished, ports)).toBe('busy');
    expect(ids((await ledger.loadPending(ANA))?.changes)).toContain('first');
  });

  it('has nothing to do where nothing ever was pending', async () => {
    const clock = manualClock();
    const ports = {
      ledger: inMemoryPendingLedger(),
      clock,
      work: inMemoryWorkQueue(clock),
      settleTime: SETTLE_TIME,
    };
    expect(await finishPending(ANA, finished, ports)).toBe('finished');
  });
});

describe('a look that can not write down what it has seen', () => {
  it('is taken again, and paid for again', async () => {
    let conflicts = 20;
    const isConflict = (name: PropertyKey) =>
      name === 'savePending' && world.ledger.records().length > 0 && conflicts-- > 0;
    const world: ReturnType<typeof guardianWorld> = guardianWorld({
      settleTime: milliseconds(0),
      around: (port) =>
        new Proxy(port, {
          get: (target, name) =>
            isConflict(name) ? async () => 'conflict' : (Reflect.get(target, name) as unknown),
        }),
    });
    world.iam.createUser('ana');
    const { urgency, ...rest } = change('first');
    await world.ledger.savePending({ ...pendingAt(1), changes: [{ ...rest, urgency }], nextLook: undefined });
    const look = JSON.parse(encodeWork({ kind: 'look', principal: ANA, urgency, reserved: true })) as unknown;
    await world.deliver(world.steps.assess, world.messageOf(look));
    expect(pendingIn(world)).toHaveLength(1);
    const [again] = world.inbox.postponed.splice(0);
    expect(again).toMatchObject({ delay: seconds(5) });
    expect(again?.message.body).not.toContain('reserved');
    await world.deliver(world.steps.assess, again?.message ?? world.messageOf(null));
    expect([...pendingIn(world), ...queuedIn(world)]).toEqual([]);
  });
});
