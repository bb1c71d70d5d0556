import { describe, expect, it } from 'vitest';
import { TAMPERING_DETECTED } from '#contracts/tampering-detected.ts';
import { ENFORCER_ROLE } from '#core/guardian-names.ts';
import { iamCall, sessionOf } from '../fakes/cloudtrail-events.ts';
import type { GuardianWorld } from '../fakes/guardian-world.ts';
import { guardArn, userIdOf } from '../fakes/people.ts';
import { keyEvent, worldWithExposedAna } from '../fakes/scenes.ts';

const tampering = (world: GuardianWorld) => world.announced(TAMPERING_DETECTED);

/** A call that succeeded under the name of the guardian's own attempt. */
const underOwnName = (world: GuardianWorld, requestParameters: unknown) =>
  iamCall({
    eventName: 'AttachUserPolicy',
    eventId: 'not-ours',
    at: world.clock.now(),
    by: sessionOf(ENFORCER_ROLE, `attach-${userIdOf('ana')}-1.1`),
    requestParameters,
  });

const afterAttaching = async (): Promise<GuardianWorld> => {
  const world = worldWithExposedAna();
  await world.assess(keyEvent(world, 'CreateAccessKey'));
  await world.enforce(world.bus.published[0]);
  return world;
};

describe('a call that succeeded under the enforcer’s role', () => {
  it('is tampering when it does not say which policy it attached', async () => {
    const world = await afterAttaching();
    world.iam.createUser('bob');
    await world.assess(underOwnName(world, { userName: 'bob', policyArn: 'no ARN at all' }));
    expect(tampering(world)).toHaveLength(1);
  });

  it('is tampering when its parameters are left out, and the event is kept', async () => {
    const world = await afterAttaching();
    await world.assess(underOwnName(world, null));
    expect(tampering(world)).toHaveLength(1);
    expect(world.inbox.buried).toHaveLength(1);
  });

  it('is announced once, however long its effect is waited for', async () => {
    const world = await afterAttaching();
    world.iam.createUser('bob');
    // Bob never has the policy: the event comes back to the queue until it is believed.
    await world.assess(underOwnName(world, { userName: 'bob', policyArn: guardArn('strict') }));
    expect(tampering(world)).toHaveLength(1);
  });
});
