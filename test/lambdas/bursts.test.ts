import { describe, expect, it } from 'vitest';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { addDuration, elapsed, milliseconds, minutes, seconds } from '#core/kernel/time.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { ADMINISTRATOR_ACCESS, ANA, guardArn, NEW_YEAR, userIdOf } from '../fakes/people.ts';
import { pendingIn, queuesOf } from './queues.ts';
import { kinds, reads } from './results.ts';

const SETTLE_TIME = seconds(20);
const PARAMETERS = { userName: 'ana' };
const DEVICE = 'arn:aws:iam::222222222222:mfa/phone';

const call = (world: GuardianWorld, eventName: string, parameters: object = {}, responseElements?: unknown) =>
  iamCall({
    eventName,
    eventId: `${eventName} ${JSON.stringify(parameters)}`,
    at: world.clock.now(),
    requestParameters: { ...PARAMETERS, ...parameters },
    responseElements,
  });

const attached = (world: GuardianWorld, policyArn: string) => call(world, 'AttachUserPolicy', { policyArn });

/** What Terraform does for somebody new, in the order in which it does it. */
const onboarding = (world: GuardianWorld) => [
  call(world, 'CreateUser', {}, { user: { userId: userIdOf('ana') } }),
  call(world, 'CreateLoginProfile'),
  call(world, 'AddUserToGroup', { groupName: 'developers' }),
  attached(world, ADMINISTRATOR_ACCESS),
  attached(world, 'arn:aws:iam::aws:policy/job-function/Billing'),
  attached(world, 'arn:aws:iam::aws:policy/IAMReadOnlyAccess'),
];

const withNewAna = () => {
  const world = guardianWorld({ settleTime: SETTLE_TIME });
  world.iam.createUser('ana');
  world.iam.setPassword('ana', true);
  for (const arn of [ADMINISTRATOR_ACCESS, 'arn:aws:iam::aws:policy/job-function/Billing'] as const) {
    world.iam.attach('ana', arn as typeof ADMINISTRATOR_ACCESS);
  }
  world.iam.attach('ana', 'arn:aws:iam::aws:policy/IAMReadOnlyAccess' as typeof ADMINISTRATOR_ACCESS);
  return world;
};

describe('one person onboarded by Terraform', () => {
  it.each([
    ['within seconds', seconds(1)],
    ['at once', milliseconds(0)],
    ['slowly', seconds(3)],
  ])('is read once, judged once and told of once: %s', async (_how, pause) => {
    const world = withNewAna();
    const queues = queuesOf(world);
    for (const [index, event] of onboarding(world).entries()) {
      queues.arrive(event, milliseconds(index * pause));
    }
    await queues.run();
    expect(kinds(world)).toEqual(['exposed']);
    expect(reads(world)).toBe(1);
    expect(pendingIn(world)).toEqual([]);
    for (const event of [...world.bus.published]) {
      await world.notify(event);
    }
    expect(world.notifier.sent).toHaveLength(1);
  });

  it('is looked at twice at most when it takes longer than the waiting', async () => {
    const world = withNewAna();
    const queues = queuesOf(world);
    for (const [index, event] of onboarding(world).entries()) {
      queues.arrive(event, milliseconds(index * seconds(5)));
    }
    await queues.run();
    expect(kinds(world)).toEqual(['exposed']);
    expect(reads(world)).toBeLessThanOrEqual(2);
  });

  it('is told of with the last of what was done', async () => {
    const world = withNewAna();
    const queues = queuesOf(world);
    for (const event of onboarding(world)) {
      queues.arrive(event);
    }
    await queues.run();
    expect(world.announced(VERDICT_REACHED)).toMatchObject([
      { principal: ANA, cause: { actor: { sessionName: 'ruth' } } },
    ]);
  });
});

describe('an urgent change', () => {
  it.each([
    ['a device is deactivated', 'DeactivateMFADevice', { serialNumber: DEVICE }],
    ['the enforcement is detached', 'DetachUserPolicy', { policyArn: guardArn('standard') }],
    ['an inline policy is deleted', 'DeleteUserPolicy', { policyName: 'enforce' }],
    ['the boundary is taken away', 'DeleteUserPermissionsBoundary', {}],
    ['the user leaves a group', 'RemoveUserFromGroup', { groupName: 'guarded' }],
  ])('is looked at at once, in the midst of a burst, when %s', async (_what, eventName, parameters) => {
    const world = withNewAna();
    const queues = queuesOf(world);
    for (const event of onboarding(world)) {
      queues.arrive(event);
    }
    queues.arrive(call(world, eventName, parameters), seconds(5));
    await queues.run(addDuration(NEW_YEAR, seconds(6)));
    expect(kinds(world)).toEqual(['exposed']);
    expect(elapsed(NEW_YEAR, world.clock.now())).toBeLessThan(seconds(6));
    await queues.run();
    expect(kinds(world)).toEqual(['exposed']);
    expect(pendingIn(world)).toEqual([]);
  });

  it('is looked at once more where a read can not be held against it, for IAM may lag behind', async () => {
    const world = withNewAna();
    const queues = queuesOf(world);
    world.iam.setPassword('ana', false);
    world.iam.lagBehind(1);
    world.iam.setPassword('ana', true);
    queues.arrive(call(world, 'RemoveUserFromGroup', { groupName: 'guarded' }));
    await queues.run();
    expect(kinds(world)).toEqual(['no-access', 'exposed']);
    expect(reads(world)).toBe(2);
    expect(elapsed(NEW_YEAR, world.clock.now())).toBeGreaterThanOrEqual(SETTLE_TIME);
  });

  it('is looked at later once more, although a look was promised before it came', async () => {
    const world = withNewAna();
    const queues = queuesOf(world);
    queues.arrive(call(world, 'TagUser'));
    queues.arrive(call(world, 'RemoveUserFromGroup', { groupName: 'guarded' }), seconds(19));
    await queues.run();
    expect(elapsed(NEW_YEAR, world.clock.now())).toBeGreaterThanOrEqual(seconds(19) + SETTLE_TIME);
    expect(pendingIn(world)).toEqual([]);
  });

  it('is not held up by a settling time of minutes', async () => {
    const world = guardianWorld({ settleTime: minutes(5) });
    world.iam.createUser('ana');
    world.iam.setPassword('ana', true);
    const queues = queuesOf(world);
    queues.arrive(call(world, 'TagUser'));
    queues.arrive(call(world, 'DeactivateMFADevice', { serialNumber: DEVICE }));
    await queues.run(addDuration(NEW_YEAR, seconds(1)));
    expect(kinds(world)).toEqual(['exposed']);
  });
});

describe('two users', () => {
  it('never wait for one another', async () => {
    const world = withNewAna();
    world.iam.createUser('bob');
    const queues = queuesOf(world);
    queues.arrive(call(world, 'CreateLoginProfile'));
    queues.arrive(call(world, 'TagUser', { userName: 'bob' }));
    await queues.run();
    expect(reads(world)).toBe(2);
    expect(kinds(world).toSorted()).toEqual(['exposed', 'no-access']);
  });
});
