import { describe, expect, it } from 'vitest';
import { elapsed, minutes, seconds } from '#core/kernel/time.ts';
import { aroundCalls } from '../fakes/around-calls.ts';
import type { GuardianWorld } from '../fakes/guardian-world.ts';
import { NEW_YEAR } from '../fakes/people.ts';
import { call, groupAttached, names, run, worldWith } from './expansions.ts';
import { pendingIn, queuedIn, queuesOf } from './queues.ts';
import { lookedAt } from './results.ts';

describe('expandConcern, of what is not there', () => {
  it('concludes at once that nobody is concerned by what was deleted', async () => {
    const world = worldWith();
    await run(world, call(world, 'DeleteGroup', { groupName: 'devs' }));
    expect(world.directory.asked).toHaveLength(1);
    expect(pendingIn(world)).toEqual([]);
  });

  it('asks again for a minute about what was made, for IAM may lag behind', async () => {
    const world = worldWith();
    const queues = queuesOf(world, {
      onDelivery: () => {
        if (world.directory.asked.length === 2) {
          world.directory.set('role deploy', ['ana']);
        }
      },
    });
    queues.arrive(call(world, 'CreateRole', { roleName: 'deploy' }));
    await queues.run();
    expect(lookedAt(world)).toEqual(['ana']);
    expect(world.directory.asked).toHaveLength(3);
  });

  it('believes it after that minute', async () => {
    const world = worldWith();
    await run(world, call(world, 'UpdateAssumeRolePolicy', { roleName: 'deploy' }));
    expect(world.directory.asked.length).toBeLessThanOrEqual(5);
    expect(elapsed(NEW_YEAR, world.clock.now())).toBeLessThan(seconds(120));
    expect(pendingIn(world)).toEqual([]);
  });
});

describe('expandConcern, when IAM does not answer', () => {
  it.each(['throttled', 'service-error'] as const)('asks again later: %s', async (because) => {
    const world = worldWith({ pageSize: 2 });
    world.directory.set('group devs', names(3));
    world.directory.failNext(because, 2);
    const { dead } = await run(world, groupAttached(world));
    expect(lookedAt(world)).toEqual(names(3));
    expect(dead).toEqual([]);
  });

  it('gives up after five minutes, for people to look into it, and looks at everybody once they have', async () => {
    const world = worldWith();
    world.directory.set('group devs', names(3));
    world.directory.failNext('service-error', 100);
    const queues = await run(world, groupAttached(world));
    expect(queues.dead).toHaveLength(1);
    expect(world.directory.asked.length).toBeLessThan(30);
    expect(lookedAt(world)).toEqual([]);
    world.directory.recover();
    for (const { message } of queues.dead) {
      queues.put({ ...message, returned: false }, world.clock.now());
    }
    await queues.run();
    expect(lookedAt(world)).toEqual(names(3));
    expect(pendingIn(world)).toEqual([]);
  });

  it('fails where it is denied, says what may be wrong, and finds everybody with the next change', async () => {
    const world = worldWith();
    world.directory.set('group devs', names(3));
    await world.route(groupAttached(world));
    const look = world.nextLook() ?? world.messageOf(null);
    world.directory.failNext('access-denied');
    await expect(world.deliver(world.steps.assess, look)).rejects.toThrow(
      'expected to read who is concerned by the group devs in account 222222222222, received access-denied',
    );
    world.clock.advance(minutes(1));
    await run(world, groupAttached(world));
    expect(lookedAt(world)).toEqual(names(3));
  });
});

describe('expandConcern, when very many write at once', () => {
  it('does the page again, and loses nobody', async () => {
    let refusals = 0;
    const isBusy = (name: string): boolean => {
      const busy = name === 'savePending' && world.directory.asked.length > 0 && refusals < 25;
      refusals += busy ? 1 : 0;
      return busy;
    };
    const world: GuardianWorld = worldWith({
      around: (port) => aroundCalls(port, async (name, made) => (isBusy(name) ? 'conflict' : made())),
    });
    world.directory.set('group devs', names(3));
    await run(world, groupAttached(world));
    expect(lookedAt(world)).toEqual(names(3));
    expect(queuedIn(world)).toEqual([]);
  });
});
