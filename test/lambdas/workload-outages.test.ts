import { describe, expect, it } from 'vitest';
import { addDuration, milliseconds, minutes, seconds } from '#core/kernel/time.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { NEW_YEAR } from '../fakes/people.ts';
import { pendingIn, queuesOf } from './queues.ts';

const call = (eventName: string, eventId = `${eventName}-1`) =>
  iamCall({ eventName, eventId, requestParameters: { userName: 'ana' } });

/** A world in which all calls of one name fail while it is broken. */
const breakable = (broken: string) => {
  const state = { isBroken: false };
  const around = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, name) =>
        name === broken && state.isBroken
          ? () => Promise.reject(new Error('a defect'))
          : (Reflect.get(target, name) as unknown),
    });
  const world = guardianWorld({ settleTime: seconds(20), around });
  world.iam.createUser('ana');
  world.iam.setPassword('ana', true);
  return { state, world, queues: queuesOf(world) };
};

const findings = (world: GuardianWorld) =>
  world.ledger.records().map(({ verdict, announcedVersion }) => [verdict.finding.kind, announcedVersion]);

describe('a queue that refuses every message for twenty minutes', () => {
  it('loses no change: each event that could not be queued comes again', async () => {
    const { state, world, queues } = breakable('send');
    state.isBroken = true;
    for (let number = 0; number < 5; number += 1) {
      queues.arrive(call('TagUser', `tag-${number}`), seconds(number));
    }
    await queues.run(addDuration(NEW_YEAR, minutes(20)));
    expect(findings(world)).toEqual([]);
    state.isBroken = false;
    await queues.run();
    expect(pendingIn(world)).toEqual([]);
    expect(findings(world)).toEqual([['exposed', 1]]);
    expect(queues.dead).toEqual([]);
  });
});

describe('a look that fails until it is set aside', () => {
  it.each([
    ['reading', 'read'],
    ['writing the verdict', 'savePrincipal'],
    ['announcing', 'publish'],
    ['taking what is pending', 'loadPending'],
    ['the budget', 'reserve'],
  ])('keeps no later change from being looked at, when %s is what fails', async (_what, broken) => {
    const { state, world, queues } = breakable(broken);
    await world.route(call('TagUser'));
    state.isBroken = true;
    await queues.run();
    expect(queues.dead).toHaveLength(1);
    expect(pendingIn(world)).toHaveLength(1);
    state.isBroken = false;
    queues.arrive(call('UntagUser'));
    await queues.run();
    expect(pendingIn(world)).toEqual([]);
    expect(findings(world)).toEqual([['exposed', 1]]);
  });

  it('looks at everything that is pending when it is taken from the dead-letter queue', async () => {
    const { state, world, queues } = breakable('read');
    await world.route(call('TagUser'));
    state.isBroken = true;
    await queues.run();
    state.isBroken = false;
    const { message } = queues.dead[0] ?? { message: world.messageOf(null) };
    queues.put({ ...message, returned: false }, world.clock.now());
    await queues.run();
    expect(pendingIn(world)).toEqual([]);
    expect(findings(world)).toEqual([['exposed', 1]]);
  });
});

describe('a message that comes twice, or a day late', () => {
  it.each([
    ['twice at once', [0, 0]],
    ['again after five minutes', [0, minutes(5)]],
    ['a day late', [minutes(1_440)]],
  ])('finds nothing to do, or does it: %s', async (_how, lateness) => {
    const { world, queues } = breakable('nothing');
    await world.route(call('TagUser'));
    const look = world.nextLook() ?? world.messageOf(null);
    for (const late of lateness) {
      queues.put(look, addDuration(world.clock.now(), milliseconds(late)));
    }
    await queues.run();
    expect(pendingIn(world)).toEqual([]);
    expect(findings(world)).toEqual([['exposed', 1]]);
    queues.arrive(call('UntagUser'));
    await queues.run();
    expect(pendingIn(world)).toEqual([]);
  });

  it('is not waited for any longer than it can be on its way', async () => {
    const { world, queues } = breakable('nothing');
    await world.route(call('TagUser'));
    const lost = world.nextLook();
    expect(lost).toBeDefined();
    world.clock.advance(minutes(16));
    queues.arrive(call('UntagUser'));
    await queues.run();
    expect(pendingIn(world)).toEqual([]);
    expect(findings(world)).toEqual([['exposed', 1]]);
  });
});

describe('functions whose clocks differ by some seconds', () => {
  it.each([-30, -5, 5, 30])('lose nothing: %i seconds', async (ahead) => {
    const { world, queues } = breakable('nothing');
    await world.route(call('TagUser'));
    const look = world.nextLook() ?? world.messageOf(null);
    world.clock.set(addDuration(NEW_YEAR, seconds(20 + ahead)));
    await world.route(call('UntagUser'));
    world.clock.set(addDuration(NEW_YEAR, seconds(20 - ahead)));
    await world.deliver(world.steps.assess, look);
    world.clock.set(addDuration(NEW_YEAR, seconds(21 + ahead)));
    await world.route(call('CreateLoginProfile'));
    await queues.run();
    expect(pendingIn(world)).toEqual([]);
    expect(findings(world)).toEqual([['exposed', 1]]);
  });

  it('take turns: a read that seems older than what is recorded is read again a little later', async () => {
    const { world, queues } = breakable('nothing');
    world.clock.advance(seconds(30));
    await world.assess(call('TagUser'));
    world.clock.set(addDuration(NEW_YEAR, seconds(25)));
    world.iam.setPassword('ana', false);
    queues.arrive(call('DeleteLoginProfile'));
    await queues.run();
    expect(findings(world)).toEqual([['no-access', 2]]);
    expect(queues.handled.every(({ failed }) => !failed)).toBe(true);
  });
});
