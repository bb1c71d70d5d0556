import { describe, expect, it } from 'vitest';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import {
  addDuration,
  type EpochMs,
  elapsed,
  hours,
  milliseconds,
  minutes,
  seconds,
} from '#core/kernel/time.ts';
import { callsOf } from '#core/workload/call-budget.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { ANA, MEMBER_ACCOUNT, NEW_YEAR } from '../fakes/people.ts';
import { pendingIn, queuedIn, queuesOf } from './queues.ts';
import { reads } from './results.ts';

const SETTLE_TIME = seconds(20);
const POLICY = `arn:aws:iam::${MEMBER_ACCOUNT}:policy/everything`;
const LOOP = 1_000;

const worldWithAna = () => {
  const world = guardianWorld({ settleTime: SETTLE_TIME });
  world.iam.createUser('ana');
  world.iam.setPassword('ana', true);
  return world;
};

const waits = (world: GuardianWorld) =>
  world.telemetry.counted.filter((one) => one === 'BudgetsExceeded').length;

const call = (eventName: string, requestParameters: object, number = 1) =>
  iamCall({ eventName, eventId: `${eventName} ${number}`, requestParameters });

const settling = { account: MEMBER_ACCOUNT, urgency: 'settling' } as const;
const urgent = { account: MEMBER_ACCOUNT, urgency: 'urgent' } as const;

/** Uses up so much of a budget, and tells when all of it will have been earned. */
const useUp = async (world: GuardianWorld, budget: typeof settling | typeof urgent, duration: number) => {
  const latest = addDuration(world.clock.now(), hours(1));
  return (await world.ledger.reserve(budget, milliseconds(duration), world.clock.now(), latest)) as EpochMs;
};

describe('a loop of a thousand calls', () => {
  it.each([
    ['TagUser at once', 'TagUser', { userName: 'ana' }, milliseconds(0), 1],
    ['TagUser in a minute and a half', 'TagUser', { userName: 'ana' }, milliseconds(90), 5],
    [
      'RemoveUserFromGroup at once',
      'RemoveUserFromGroup',
      { userName: 'ana', groupName: 'a' },
      milliseconds(0),
      6,
    ],
    ['SetDefaultPolicyVersion at once', 'SetDefaultPolicyVersion', { policyArn: POLICY }, milliseconds(0), 5],
    [
      'SetDefaultPolicyVersion in a while',
      'SetDefaultPolicyVersion',
      { policyArn: POLICY },
      milliseconds(90),
      12,
    ],
    ['UpdateAccountPasswordPolicy', 'UpdateAccountPasswordPolicy', {}, milliseconds(10), 2],
  ])('of %s costs a handful of reads', async (_what, eventName, parameters, pause, most) => {
    const world = worldWithAna();
    world.directory.set(`policy ${POLICY}`, ['ana']);
    world.directory.set('account', ['ana']);
    const queues = queuesOf(world);
    for (let number = 0; number < LOOP; number += 1) {
      queues.arrive(call(eventName, parameters, number), milliseconds(number * pause));
    }
    await queues.run();
    expect(reads(world)).toBeGreaterThan(0);
    expect(reads(world)).toBeLessThanOrEqual(most);
    expect(world.directory.asked.length).toBeLessThanOrEqual(most);
    expect(world.announced(VERDICT_REACHED)).toHaveLength(1);
    expect(pendingIn(world)).toEqual([]);
  });

  it('does not hold up what is urgent about the same user', async () => {
    const world = worldWithAna();
    const queues = queuesOf(world);
    for (let number = 0; number < LOOP; number += 1) {
      queues.arrive(call('TagUser', { userName: 'ana' }, number), milliseconds(number));
    }
    queues.arrive(call('DeactivateMFADevice', { userName: 'ana', serialNumber: POLICY }), milliseconds(500));
    await queues.run(addDuration(NEW_YEAR, milliseconds(501)));
    expect(world.announced(VERDICT_REACHED)).toHaveLength(1);
  });

  it('of changes to and fro, which no read can keep up with, does not put off the verdict for ever', async () => {
    const world = worldWithAna();
    const inline = { userName: 'ana', policyName: 'flicker' };
    const queues = queuesOf(world);
    for (let number = 0; number < 200; number += 1) {
      const at = addDuration(NEW_YEAR, seconds(2 * number));
      const event = iamCall({
        eventName: number % 2 === 0 ? 'PutUserPolicy' : 'DeleteUserPolicy',
        eventId: `flicker ${number}`,
        at,
        // Each time another one that no read ever shows.
        requestParameters: { ...inline, policyName: number % 2 === 0 ? `flicker-${number}` : 'listed' },
      });
      queues.arrive(event, seconds(2 * number));
    }
    await queues.run(addDuration(NEW_YEAR, seconds(200)));
    expect(world.announced(VERDICT_REACHED)).toHaveLength(1);
    await queues.run();
    expect(pendingIn(world)).toEqual([]);
  });
});

describe('a look whose calls the budget does not allow for now', () => {
  it('comes back when they are earned, and is not counted a second time', async () => {
    const world = worldWithAna();
    await world.route(call('TagUser', { userName: 'ana' }));
    const look = world.nextLook() ?? world.messageOf(null);
    await useUp(world, settling, seconds(30));
    await world.deliver(world.steps.assess, look);
    const [postponed] = world.inbox.postponed.splice(0);
    expect(postponed?.delay).toBe(seconds(30 + 1 - 20));
    expect(postponed?.message.body).toContain('"reserved":true');
    world.clock.advance(postponed?.delay ?? milliseconds(0));
    await world.deliver(world.steps.assess, postponed?.message ?? look);
    expect([reads(world), waits(world)]).toEqual([1, 1]);
    expect(await useUp(world, settling, 0)).toBe(addDuration(NEW_YEAR, seconds(20 + 31)));
  });

  it('waits as it is when very much is reserved already, and reserves nothing', async () => {
    const world = worldWithAna();
    await world.route(call('TagUser', { userName: 'ana' }));
    const look = world.nextLook() ?? world.messageOf(null);
    await useUp(world, settling, minutes(11));
    await world.deliver(world.steps.assess, look);
    expect(world.inbox.postponed).toMatchObject([{ message: { body: look.body }, delay: minutes(10) }]);
    expect(reads(world)).toBe(0);
  });

  it('still is the look to come for whatever changes meanwhile', async () => {
    const world = worldWithAna();
    await useUp(world, settling, minutes(5));
    const queues = queuesOf(world);
    for (let number = 0; number < 20; number += 1) {
      queues.arrive(call('TagUser', { userName: 'ana' }, number), seconds(10 * number));
    }
    await queues.run(addDuration(NEW_YEAR, minutes(4)));
    expect(queuedIn(world)).toEqual([]);
    expect(queues.waiting).toHaveLength(1);
    await queues.run();
    expect(reads(world)).toBe(1);
    expect(pendingIn(world)).toEqual([]);
  });

  it('does not wait for anything in another account, nor does what is urgent wait for it', async () => {
    const world = worldWithAna();
    await useUp(world, settling, minutes(9));
    await useUp(world, { ...urgent, account: '444455556666' as never }, minutes(9));
    const queues = queuesOf(world);
    queues.arrive(call('DeactivateMFADevice', { userName: 'ana', serialNumber: POLICY }));
    await queues.run(addDuration(NEW_YEAR, seconds(1)));
    expect(reads(world)).toBe(1);
  });
});

describe('a user who takes many calls to read', () => {
  const policies = Array.from({ length: 500 }, (_, index) => ({
    holder: { kind: 'group', groupName: `group-${index % 10}` } as const,
    policy: { kind: 'inline', name: `policy-${index}` } as const,
    text: '{"Version":"2012-10-17","Statement":[]}',
  }));

  it('is charged for, so that nobody can have the account throttled by it', async () => {
    const world = worldWithAna();
    world.iam.setFacts('ana', { identityPolicies: { policies, gaps: [] } });
    const calls = callsOf(await world.iam.reader.read(ANA));
    expect(calls).toBe(531);
    const from = world.clock.now();
    await world.assess(call('TagUser', { userName: 'ana' }));
    const earnedAt = await useUp(world, settling, 0);
    expect(elapsed(from, earnedAt)).toBeGreaterThanOrEqual(Math.floor((calls * 1_000) / 15));
  });
});
