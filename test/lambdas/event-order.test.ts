import { describe, expect, it } from 'vitest';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { addDuration, hours, milliseconds, minutes, seconds } from '#core/kernel/time.ts';
import { eventNamed } from '../fakes/cloudtrail-events.ts';
import { guardianWorld } from '../fakes/guardian-world.ts';
import { arnOf, NEW_YEAR, userIdOf } from '../fakes/people.ts';
import { keyEvent } from '../fakes/scenes.ts';
import { call, withAna } from './about-ana.ts';
import { pendingIn, queuesOf } from './queues.ts';
import { findings, kinds, reads, recordOf, waited } from './results.ts';

const SETTLE_TIME = seconds(20);

describe('a user who was created and can not be read yet', () => {
  const created = eventNamed('create-user');

  it('is read again at growing intervals, until it shows', async () => {
    const world = guardianWorld({ settleTime: milliseconds(0) });
    world.iam.lagBehind(4);
    world.iam.createUser('ana');
    const queues = queuesOf(world);
    queues.arrive(created);
    await queues.run();
    expect(findings(world)).toEqual([{ kind: 'no-access' }]);
    expect(recordOf(world, 'ana')?.identity).toEqual({ userId: userIdOf('ana'), arn: arnOf('ana') });
    expect(reads(world)).toBe(5);
    expect(waited(world)).toBeGreaterThanOrEqual(seconds(8));
  });

  it('is taken to be gone after a minute, and eight reads at most', async () => {
    const world = guardianWorld();
    const queues = queuesOf(world);
    queues.arrive(created);
    await queues.run();
    expect(findings(world)).toEqual([{ kind: 'no-access' }]);
    expect(recordOf(world, 'ana')?.identity).toBeUndefined();
    expect(reads(world)).toBeLessThanOrEqual(8);
    expect(waited(world)).toBeLessThan(seconds(95));
    expect(pendingIn(world)).toEqual([]);
  });

  it('is not waited for when the event comes an hour late', async () => {
    const world = guardianWorld({ settleTime: SETTLE_TIME });
    world.clock.advance(hours(1));
    const queues = queuesOf(world);
    queues.arrive(created);
    await queues.run();
    expect(reads(world)).toBe(1);
  });
});

describe('events that come in the wrong order', () => {
  const story = [
    call('CreateLoginProfile', addDuration(NEW_YEAR, seconds(1))),
    call('DeleteLoginProfile', addDuration(NEW_YEAR, seconds(2))),
    call('CreateLoginProfile', addDuration(NEW_YEAR, seconds(3))),
  ];

  it.each([[[0, 1, 2]], [[2, 1, 0]], [[1, 2, 0]], [[2, 0, 1, 2, 1]]])(
    'lead to the same verdict, told once: %j',
    async (order) => {
      const world = withAna();
      world.iam.setPassword('ana', true);
      world.clock.advance(seconds(5));
      const queues = queuesOf(world);
      for (const index of order) {
        queues.arrive(story[index]);
      }
      await queues.run();
      expect(kinds(world)).toEqual(['exposed']);
      expect(reads(world)).toBe(1);
    },
  );

  it('are judged by the last of them, not by the last to come, when reads lag behind', async () => {
    const world = withAna();
    world.iam.lagBehind(1);
    world.iam.setPassword('ana', true);
    world.clock.advance(seconds(5));
    const queues = queuesOf(world);
    for (const event of story.toReversed()) {
      queues.arrive(event);
    }
    await queues.run();
    expect(kinds(world)).toEqual(['exposed']);
    expect(reads(world)).toBe(2);
  });
});

describe('an event that is repeated', () => {
  it('changes nothing, however often and whenever it comes', async () => {
    const world = withAna();
    world.iam.setPassword('ana', true);
    const queues = queuesOf(world);
    const event = call('CreateLoginProfile');
    for (const later of [seconds(0), seconds(1), seconds(30), minutes(10), hours(5)]) {
      queues.arrive(event, later);
    }
    await queues.run();
    expect(kinds(world)).toEqual(['exposed']);
    expect(recordOf(world, 'ana')).toMatchObject({ version: 1 });
    expect(pendingIn(world)).toEqual([]);
  });
});

describe('an event that comes hours late', () => {
  it('is judged by what is now', async () => {
    const world = withAna();
    world.clock.advance(hours(6));
    world.iam.setPassword('ana', true);
    const queues = queuesOf(world);
    queues.arrive(call('DeleteLoginProfile'));
    await queues.run();
    expect(kinds(world)).toEqual(['exposed']);
    expect(reads(world)).toBe(1);
  });

  it('tells nothing of somebody else who has the name by now', async () => {
    const world = withAna();
    world.iam.deleteUser('ana');
    world.clock.advance(hours(2));
    world.iam.createUser('ana');
    const queues = queuesOf(world);
    const key = { accessKeyId: 'AKIAOLD', status: 'Inactive' };
    queues.arrive(call('UpdateAccessKey', addDuration(NEW_YEAR, hours(1)), key));
    await queues.run();
    expect(findings(world)).toEqual([{ kind: 'no-access' }]);
    expect(recordOf(world, 'ana')?.ended).toEqual([]);
  });
});

describe('a user who was deleted and created anew under the same name', () => {
  it('is somebody else, by the id, though nobody looked in between', async () => {
    const world = withAna();
    world.iam.setKey('ana', 'AKIAOLD', 'active');
    await world.assess(keyEvent(world, 'CreateAccessKey', undefined, 'AKIAOLD'));
    world.iam.deleteUser('ana');
    world.clock.advance(minutes(2));
    world.iam.createUser('ana');
    const queues = queuesOf(world);
    queues.arrive(call('DeleteAccessKey', addDuration(NEW_YEAR, minutes(1)), { accessKeyId: 'AKIAOLD' }));
    queues.arrive(call('DeleteUser', addDuration(NEW_YEAR, minutes(1))));
    queues.arrive(call('TagUser', addDuration(NEW_YEAR, minutes(2))));
    await queues.run();
    expect(kinds(world)).toEqual(['exposed', 'no-access']);
    const [before, after] = world.announced(VERDICT_REACHED).map(({ identity }) => identity);
    expect(after).not.toEqual(before);
    expect(recordOf(world, 'ana')).toMatchObject({ activeKeys: [], ended: [] });
  });

  it('is not taken for gone because the deletion is heard of last', async () => {
    const world = withAna();
    world.clock.advance(minutes(2));
    world.iam.deleteUser('ana');
    world.iam.createUser('ana');
    world.iam.setPassword('ana', true);
    const queues = queuesOf(world);
    queues.arrive(call('CreateLoginProfile', world.clock.now()));
    queues.arrive(call('DeleteUser', addDuration(NEW_YEAR, minutes(1))), seconds(30));
    await queues.run();
    expect(kinds(world)).toEqual(['exposed']);
    expect(waited(world)).toBeLessThan(minutes(3));
  });
});
