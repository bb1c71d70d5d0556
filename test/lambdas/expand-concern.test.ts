import { describe, expect, it } from 'vitest';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { addDuration, seconds } from '#core/kernel/time.ts';
import type { GuardianWorld } from '../fakes/guardian-world.ts';
import { ANA, NEW_YEAR } from '../fakes/people.ts';
import { call, groupAttached, names, POLICY, run, SETTLE_TIME, worldWith } from './expansions.ts';
import { pendingIn, queuedIn, queuesOf } from './queues.ts';
import { lookedAt, reads } from './results.ts';

const groupDetached = (world: GuardianWorld) =>
  call(world, 'DetachGroupPolicy', { groupName: 'devs', policyArn: POLICY });
const versionSet = (world: GuardianWorld) =>
  call(world, 'SetDefaultPolicyVersion', { policyArn: POLICY, versionId: 'v2' });

describe('expandConcern', () => {
  it('looks at every member of a group, page by page', async () => {
    const world = worldWith({ pageSize: 2 });
    world.directory.set('group devs', names(5));
    await run(world, groupAttached(world));
    expect(lookedAt(world)).toEqual(names(5));
    expect(world.directory.asked).toEqual(['group devs', 'group devs from 2', 'group devs from 4']);
    expect(reads(world)).toBe(5);
    expect(pendingIn(world)).toEqual([]);
  });

  it('looks at users who hold a policy, and at members of groups that do, each once', async () => {
    const world = worldWith();
    world.directory.set(`policy ${POLICY}`, ['ana', 'bob'], ['devs', 'ops']);
    world.directory.set('group devs', ['ana', 'carl']);
    world.directory.set('group ops', ['dora']);
    await run(world, call(world, 'DeletePolicyVersion', { policyArn: POLICY, versionId: 'v1' }));
    expect(lookedAt(world)).toEqual(['ana', 'bob', 'carl', 'dora']);
    expect(pendingIn(world)).toEqual([]);
    // Ana once as a holder, and once as a member of a group that is listed 20 seconds later.
    expect(reads(world)).toBeLessThanOrEqual(5);
  });

  it('finds what the change did, and says who did it', async () => {
    const world = worldWith();
    world.iam.createUser('ana');
    world.iam.setPassword('ana', true);
    world.directory.set('group devs', ['ana']);
    await run(world, groupAttached(world));
    expect(world.announced(VERDICT_REACHED)).toMatchObject([
      {
        finding: { kind: 'exposed' },
        cause: { eventName: 'AttachGroupPolicy', actor: { sessionName: 'ruth' } },
      },
    ]);
  });

  it('looks at few at once when it is urgent, and once more when IAM has settled', async () => {
    const world = worldWith();
    world.directory.set('group devs', names(10));
    const queues = queuesOf(world);
    queues.arrive(groupDetached(world));
    await queues.run(addDuration(NEW_YEAR, seconds(1)));
    expect(lookedAt(world)).toHaveLength(10);
    await queues.run();
    expect(reads(world)).toBe(20);
    expect(pendingIn(world)).toEqual([]);
  });

  it.each([
    ['many', 11, 100],
    ['several pages of them', 9, 8],
  ])('looks at %s after the settling time, once', async (_what, count, pageSize) => {
    const world = worldWith({ pageSize });
    world.directory.set('group devs', names(count));
    const queues = queuesOf(world);
    queues.arrive(groupDetached(world));
    await queues.run(addDuration(NEW_YEAR, seconds(1)));
    expect(lookedAt(world)).toEqual([]);
    await queues.run();
    expect(reads(world)).toBe(count);
  });

  it('queues a look itself where somebody else only means to, for it can not come back to see', async () => {
    const world = worldWith();
    world.directory.set('group devs', ['ana']);
    await world.route(groupAttached(world));
    const look = world.nextLook() ?? world.messageOf(null);
    const now = world.clock.now();
    await world.ledger.savePending({
      subject: ANA,
      changes: [],
      nextLook: { number: 1, promisedAt: now, dueAt: addDuration(now, SETTLE_TIME), queued: false },
      urgentSince: undefined,
      urgentLooks: 0,
      revision: 1,
    });
    await world.deliver(world.steps.assess, look);
    expect(queuedIn(world)).toMatchObject([{ work: { principal: ANA, number: 2 }, delay: SETTLE_TIME }]);
  });

  it('asks once for a loop of calls, but for two at once', async () => {
    const world = worldWith();
    world.directory.set(`policy ${POLICY}`, ['ana']);
    const queues = queuesOf(world);
    for (let count = 0; count < 30; count += 1) {
      queues.arrive({
        ...versionSet(world),
        detail: { ...versionSet(world).detail, eventID: `set-${count}` },
      });
    }
    await queues.run();
    expect(world.directory.asked).toHaveLength(3);
    expect(pendingIn(world)).toEqual([]);
  });
});
