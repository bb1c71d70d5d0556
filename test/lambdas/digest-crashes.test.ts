import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DurationMs, milliseconds, seconds } from '#core/kernel/time.ts';
import { aroundCalls, type CrashPoint, crashingAt } from '../fakes/around-calls.ts';
import { exposureOf, isDigest, type NoticeWorld, noticeWorld, toldOf } from '../fakes/notice-world.ts';
import type { PublishedEvent } from '../fakes/recording-ports.ts';
import { tally } from '../fakes/tally.ts';

type Around = <Port extends object>(port: Port) => Port;

const PEOPLE = Array.from({ length: 13 }, (_, index) => `user-${index}`);

const flood = async (around: Around): Promise<NoticeWorld> => {
  const world = noticeWorld({ around });
  world.arrive(PEOPLE.map((name) => exposureOf(name)));
  await world.work();
  return world;
};

describe('a flood of notices, cut off at any point and delivered again', () => {
  it('is told of once each, by no more than ten and a digest', async () => {
    const undisturbed = crashingAt({ call: 0, when: 'before' });
    await flood(undisturbed.wrap);
    const points = Array.from({ length: undisturbed.calls() }, (_, index) => index + 1).flatMap((call) =>
      (['before', 'after'] as const).map((when): CrashPoint => ({ call, when })),
    );
    expect(points.length).toBeGreaterThan(120);
    for (const point of points) {
      const world = await flood(crashingAt(point).wrap);
      expect({ point, told: toldOf(world.sent).toSorted() }).toEqual({ point, told: PEOPLE.toSorted() });
      expect(world.failures).toHaveLength(1);
      expect(world.sent.filter(isDigest)).toHaveLength(1);
    }
  });
});

interface Arrival {
  readonly name: string;
  readonly event: PublishedEvent;
  readonly after: DurationMs;
}

/** Exposures that come in floods or one after the other, within some minutes, some of them several times. */
const arrivals: fc.Arbitrary<readonly Arrival[]> = fc
  .array(
    fc.record({
      user: fc.nat({ max: 30 }),
      urgent: fc.constantFrom(true, false, false),
      after: fc.oneof(
        { weight: 4, arbitrary: fc.nat({ max: 2_000 }) },
        { weight: 1, arbitrary: fc.nat({ max: 150_000 }) },
      ),
    }),
    { minLength: 20, maxLength: 70, size: 'max' },
  )
  .map((all) =>
    all.map(({ user, urgent, after }) => {
      const name = `${urgent ? 'urgent' : 'user'}-${user}`;
      return { name, event: exposureOf(name, urgent ? 'critical' : 'low'), after: milliseconds(after) };
    }),
  );

/** Where the process dies, counted in calls of ports. */
const crashes: fc.Arbitrary<ReadonlyMap<number, CrashPoint['when']>> = fc
  .array(fc.tuple(fc.nat({ max: 400 }), fc.constantFrom('before', 'after')), { maxLength: 40, size: 'max' })
  .map((points) => new Map(points));

const WORKERS = 3;

const kindOf = (answer: unknown): string =>
  typeof answer === 'object' && answer !== null && 'kind' in answer ? String(answer.kind) : String(answer);

/** Each call waits for its turn, which the scheduler decides, and dies where it is told to. */
const disturbing = (
  scheduler: fc.Scheduler,
  fatal: ReadonlyMap<number, CrashPoint['when']>,
  met: (what: string) => void,
): Around => {
  let calls = 0;
  return (port) =>
    aroundCalls(port, async (name, call) => {
      const dies = fatal.get(calls);
      calls += 1;
      await scheduler.schedule(Promise.resolve(), name);
      if (dies === 'before') {
        throw new Error('the process died');
      }
      const answer = await call();
      met(`${name}: ${kindOf(answer)}`);
      if (dies === 'after') {
        throw new Error('the process died');
      }
      return answer;
    });
};

describe('notices at any time, repeated and cut off, handled by several at once', () => {
  it('are each told of exactly once', { timeout: 120_000 }, async () => {
    const met = tally<string>();
    await fc.assert(
      fc.asyncProperty(arrivals, crashes, fc.scheduler(), async (all, fatal, scheduler) => {
        const world = noticeWorld({
          ahead: (worker) => seconds(worker * 2),
          around: disturbing(scheduler, fatal, met.count),
        });
        for (const { event, after } of all) {
          world.arrive([event], after);
        }
        const workers = Array.from({ length: WORKERS }, (_, worker) => world.work(worker));
        await scheduler.waitFor(Promise.all(workers));
        await scheduler.waitFor(world.work());
        const people = new Set(all.map(({ name }) => name));
        expect(toldOf(world.sent).toSorted()).toEqual([...people].toSorted());
      }),
      { numRuns: 200 },
    );
    const rare = ['hold: too-late', 'beginDigest: with-somebody-else', 'takePlace: undefined'];
    expect(met.missing(['hold: held', 'beginDigest: begun', 'beginDigest: told', ...rare], 20)).toEqual([]);
  });
});
