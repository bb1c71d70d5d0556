import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { seconds } from '#core/kernel/time.ts';
import type { InboxMessage } from '#ports/inbox.ts';
import type { MessageStep } from '../../lambdas/message-batch/handle-message.ts';
import { aroundCalls } from '../fakes/around-calls.ts';
import type { GuardianWorld } from '../fakes/guardian-world.ts';
import { guardArn } from '../fakes/people.ts';
import { keyEvent, passwordCreated, policyEvent, worldWithExposedAna } from '../fakes/scenes.ts';
import { tally } from '../fakes/tally.ts';

/** A world in which each call of a port waits for its turn, and the scheduler decides whose turn it is. */
const scheduled = (scheduler: fc.Scheduler): GuardianWorld =>
  worldWithExposedAna({
    around: (port) =>
      aroundCalls(port, (name, call) => scheduler.schedule(Promise.resolve(), name).then(() => call())),
  });

/** A queue delivers again what failed, and returns what was postponed. */
const untilDone = async (world: GuardianWorld, step: MessageStep, message: InboxMessage): Promise<void> => {
  const failed = await world.deliver(step, message).then(
    () => false,
    () => true,
  );
  if (failed) {
    await untilDone(world, step, message);
  }
};

/** Routes an event, then takes looks from the queue until it is empty; others may have taken them first. */
const deliverUntilDone = async (world: GuardianWorld, event: unknown): Promise<void> => {
  await untilDone(world, world.steps.route, world.messageOf(event));
  for (let next = world.nextLook(); next !== undefined; next = world.nextLook()) {
    await untilDone(world, world.steps.assess, next);
  }
};

const byVersion = (world: GuardianWorld): ReadonlyMap<unknown, ReadonlySet<string>> => {
  const contents = new Map<unknown, Set<string>>();
  for (const { verdictVersion, finding, disposition } of world.announced(VERDICT_REACHED)) {
    const known = contents.get(verdictVersion) ?? new Set();
    contents.set(verdictVersion, known.add(canonicalJson({ finding, disposition })));
  }
  return contents;
};

/** About as many as an event takes to be routed and looked at, so that both orders come about. */
const TURNS_UNTIL_GUARDED = 10;

const newestRecord = (world: GuardianWorld) => world.ledger.records()[0];

describe('two assessments at once', () => {
  it('never announce one version with two meanings, and leave nothing unannounced', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = scheduled(scheduler);
        world.iam.setPassword('ana', true);
        const events = [keyEvent(world, 'CreateAccessKey'), passwordCreated(world)];
        await scheduler.waitFor(Promise.all(events.map((event) => deliverUntilDone(world, event))));
        expect([...byVersion(world)].map(([version, contents]) => [version, contents.size])).toEqual([
          [1, 1],
        ]);
        expect(newestRecord(world)).toMatchObject({ version: 1, announcedVersion: 1 });
      }),
      { numRuns: 100 },
    );
  });

  it('always end with what the latest read showed, whatever changes meanwhile', async () => {
    const met = tally<string>();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = scheduled(scheduler);
        const guarded = async (): Promise<void> => {
          for (let turn = 0; turn < TURNS_UNTIL_GUARDED; turn += 1) {
            await scheduler.schedule(Promise.resolve(), 'somebody is about to attach the policy');
          }
          world.iam.attach('ana', guardArn('standard'));
          await deliverUntilDone(world, policyEvent(world, 'AttachUserPolicy'));
        };
        const runs = [deliverUntilDone(world, keyEvent(world, 'CreateAccessKey')), guarded()];
        await scheduler.waitFor(Promise.all(runs));
        const versions = [...byVersion(world).values()];
        met.count(versions.length === 1 ? 'guarded before anybody looked' : 'exposed first');
        expect(versions.every((contents) => contents.size === 1)).toBe(true);
        expect(newestRecord(world)).toMatchObject({
          verdict: { finding: { kind: 'awaiting-enrolment' } },
          announcedVersion: newestRecord(world)?.version,
        });
      }),
      { numRuns: 100 },
    );
    expect(met.missing(['guarded before anybody looked', 'exposed first'], 5)).toEqual([]);
  });

  it('never let an older read replace a later one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = scheduled(scheduler);
        let newest = 0;
        const watch = (): void => {
          const began = newestRecord(world)?.readBegan ?? 0;
          expect(began).toBeGreaterThanOrEqual(newest);
          newest = began;
        };
        const watched = async (event: unknown): Promise<void> => {
          await deliverUntilDone(world, event);
          watch();
        };
        const events = [
          keyEvent(world, 'CreateAccessKey'),
          passwordCreated(world),
          keyEvent(world, 'UpdateAccessKey'),
        ];
        world.iam.setPassword('ana', true);
        await scheduler.waitFor(Promise.all(events.map(watched)));
      }),
      { numRuns: 100 },
    );
  });
});

describe('two deliveries of one exposure at once', () => {
  it('always attach with a single call', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const world = scheduled(scheduler);
        await scheduler.waitFor(deliverUntilDone(world, keyEvent(world, 'CreateAccessKey')));
        const verdict = world.bus.published[0];
        const deliver = () => world.deliver(world.steps.enforce, world.messageOf(verdict));
        await scheduler.waitFor(Promise.all([deliver(), deliver()]));
        world.clock.advance(seconds(2));
        await scheduler.waitFor(deliver());
        expect(world.iam.attachCalls).toHaveLength(1);
        expect(world.ledger.intents()).toMatchObject([{ attempts: [{}] }]);
      }),
      { numRuns: 100 },
    );
  });
});
