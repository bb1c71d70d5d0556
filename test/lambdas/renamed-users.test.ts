import { describe, expect, it } from 'vitest';
import { minutes, seconds } from '#core/kernel/time.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import type { GuardianWorld } from '../fakes/guardian-world.ts';
import { arnOf, LAST_SUMMER, userIdOf } from '../fakes/people.ts';
import { keyEvent } from '../fakes/scenes.ts';
import { call, withAna } from './about-ana.ts';
import { pendingIn, queuesOf } from './queues.ts';
import { kinds, recordOf } from './results.ts';

/** Ana has another name now, and all that she had. */
const rename = (world: GuardianWorld, from: string, to: string) => {
  const user = world.iam.userNamed(from);
  if (user === undefined) {
    throw new Error(`expected ${from} to be there`);
  }
  world.iam.deleteUser(from);
  world.iam.createUser(to, { ...user, arn: arnOf(to) });
};

const renamed = (world: GuardianWorld, from: string, to: string) =>
  iamCall({
    eventName: 'UpdateUser',
    eventId: `${from} becomes ${to}`,
    at: world.clock.now(),
    requestParameters: { userName: from, newUserName: to },
  });

describe('a user who is renamed', () => {
  const session = { ended: [{ accessKeyId: 'AKIAANA' }] };

  /** Ana's key was deleted; its sessions live on. */
  const withSession = async (): Promise<GuardianWorld> => {
    const world = withAna();
    world.iam.setKey('ana', 'AKIAANA', 'active');
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    world.iam.setKey('ana', 'AKIAANA', 'gone');
    await world.assess(keyEvent(world, 'DeleteAccessKey'));
    return world;
  };

  it('takes along what is remembered', async () => {
    const world = await withSession();
    rename(world, 'ana', 'anna');
    await world.assess(renamed(world, 'ana', 'anna'));
    expect(recordOf(world, 'anna')).toMatchObject({ ...session, verdict: { finding: { kind: 'exposed' } } });
    expect(recordOf(world, 'ana')).toMatchObject({ verdict: { finding: { kind: 'no-access' } } });
    expect(pendingIn(world)).toEqual([]);
  });

  it.each([
    ['in order', [0, 1]],
    ['in the wrong order', [1, 0]],
  ])('twice before anybody looks takes it along: events %s', async (_how, order) => {
    const world = await withSession();
    rename(world, 'ana', 'anna');
    rename(world, 'anna', 'hanna');
    const events = [renamed(world, 'ana', 'anna'), renamed(world, 'anna', 'hanna')];
    const queues = queuesOf(world);
    for (const index of order) {
      queues.arrive(events[index]);
    }
    await queues.run();
    expect(recordOf(world, 'hanna')).toMatchObject({ ...session, verdict: { finding: { kind: 'exposed' } } });
    expect(pendingIn(world)).toEqual([]);
  });

  it('takes along what nobody had looked at yet', async () => {
    const world = withAna();
    const queues = queuesOf(world);
    queues.arrive(keyEvent(world, 'CreateAccessKey'));
    queues.arrive(keyEvent(world, 'DeleteAccessKey'));
    rename(world, 'ana', 'anna');
    queues.arrive(renamed(world, 'ana', 'anna'));
    await queues.run();
    expect(recordOf(world, 'anna')).toMatchObject({ ...session, verdict: { finding: { kind: 'exposed' } } });
  });

  it('takes it along when that is heard of long after the old name was found free', async () => {
    const world = await withSession();
    const event = renamed(world, 'ana', 'anna');
    rename(world, 'ana', 'anna');
    await world.assess(call('TagUser', world.clock.now()));
    expect(recordOf(world, 'ana')).toMatchObject({ verdict: { finding: { kind: 'no-access' } } });
    world.clock.advance(minutes(10));
    await world.assess(event);
    expect(recordOf(world, 'anna')).toMatchObject({ ...session, verdict: { finding: { kind: 'exposed' } } });
  });

  it('takes it along when the new name was looked at before that is heard of', async () => {
    const world = await withSession();
    const event = renamed(world, 'ana', 'anna');
    rename(world, 'ana', 'anna');
    await world.assess(call('TagUser', world.clock.now(), { userName: 'anna' }));
    await world.assess(event);
    expect(recordOf(world, 'anna')).toMatchObject({ ...session, verdict: { finding: { kind: 'exposed' } } });
  });

  it('takes nothing along of somebody new who has the old name by then', async () => {
    const world = withAna();
    rename(world, 'ana', 'anna');
    const event = renamed(world, 'ana', 'anna');
    world.clock.advance(seconds(5));
    world.iam.createUser('ana');
    const queues = queuesOf(world);
    queues.arrive(event);
    const ended = { accessKeyId: 'AKIANEW', status: 'Inactive' };
    queues.arrive(call('UpdateAccessKey', world.clock.now(), ended));
    await queues.run();
    expect(recordOf(world, 'anna')).toMatchObject({ ended: [], verdict: { finding: { kind: 'no-access' } } });
  });

  it('takes nothing over from somebody who had the new name before, and was deleted', async () => {
    const world = await withSession();
    world.iam.deleteUser('ana');
    await world.assess(call('DeleteUser', world.clock.now()));
    world.iam.createUser('bob', { createdAt: LAST_SUMMER });
    rename(world, 'bob', 'ana');
    await world.assess(renamed(world, 'bob', 'ana'));
    expect(recordOf(world, 'ana')).toMatchObject({ ended: [], verdict: { finding: { kind: 'no-access' } } });
  });

  it('is not judged by a read that does not show yet what was done under the old name', async () => {
    const world = withAna();
    world.iam.setPassword('ana', true);
    await world.route(call('DeleteLoginProfile', world.clock.now()));
    rename(world, 'ana', 'anna');
    await world.route(renamed(world, 'ana', 'anna'));
    world.nextLook();
    const look = world.nextLook() ?? world.messageOf(null);
    expect(look.body).toContain('"userName":"anna"');
    await world.deliver(world.steps.assess, look);
    expect(world.inbox.postponed).toHaveLength(1);
    expect(kinds(world)).toEqual([]);
  });

  it('leaves nothing to somebody new who gets the old name', async () => {
    const world = await withSession();
    rename(world, 'ana', 'anna');
    await world.assess(renamed(world, 'ana', 'anna'));
    world.clock.advance(minutes(5));
    world.iam.createUser('ana');
    await world.assess(call('TagUser', world.clock.now()));
    expect(recordOf(world, 'ana')).toMatchObject({ ended: [], verdict: { finding: { kind: 'no-access' } } });
  });
});

describe('a user who is moved to a path', () => {
  it('is the same user, with another ARN and no other verdict', async () => {
    const world = withAna();
    world.iam.setPassword('ana', true);
    await world.assess(call('CreateLoginProfile'));
    const moved = arnOf('team/ana');
    world.iam.setFacts('ana', { arn: moved });
    await world.assess(call('UpdateUser', world.clock.now(), { newPath: '/team/' }));
    expect(kinds(world)).toEqual(['exposed']);
    expect(recordOf(world, 'ana')).toMatchObject({
      version: 1,
      identity: { userId: userIdOf('ana'), arn: moved },
    });
  });
});
