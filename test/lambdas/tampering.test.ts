import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TAMPERING_DETECTED } from '#contracts/tampering-detected.ts';
import { ENFORCER_ROLE, READER_ROLE, RELEASER_ROLE } from '#core/guardian-names.ts';
import { hours, milliseconds } from '#core/kernel/time.ts';
import { aroundCalls } from '../fakes/around-calls.ts';
import { ADMIN_SESSION, iamCall, sessionOf } from '../fakes/cloudtrail-events.ts';
import type { GuardianWorld } from '../fakes/guardian-world.ts';
import { ANA, guardArn, userIdOf } from '../fakes/people.ts';
import { keyEvent, worldWithExposedAna } from '../fakes/scenes.ts';

type Around = <Port extends object>(port: Port) => Port;

const OWN_SESSION = sessionOf(ENFORCER_ROLE, `attach-${userIdOf('ana')}-1.1`);

/** The record of the guardian's own attachment, or one that differs from it. */
const ownRecord = (world: GuardianWorld, differing: Partial<Parameters<typeof iamCall>[0]> = {}) =>
  iamCall({
    eventName: 'AttachUserPolicy',
    eventId: 'own-record',
    at: world.clock.now(),
    by: OWN_SESSION,
    requestParameters: { userName: 'ana', policyArn: guardArn('standard') },
    ...differing,
  });

/** Ana was exposed, and the guardian attached the policy; CloudTrail has yet to tell. */
const afterAttaching = async (around?: Around): Promise<GuardianWorld> => {
  const world = worldWithExposedAna(around === undefined ? {} : { around });
  await world.assess(keyEvent(world, 'CreateAccessKey'));
  await world.enforce(world.bus.published[0]);
  return world;
};

const tampering = (world: GuardianWorld) => world.announced(TAMPERING_DETECTED);

describe('detectTampering', () => {
  it('recognises the record of its own attachment, however often it is delivered', async () => {
    const world = await afterAttaching();
    await world.assess(ownRecord(world));
    await world.assess(ownRecord(world));
    expect(tampering(world)).toEqual([]);
    expect(world.ledger.intents()).toMatchObject([{ attempts: [{ claimedBy: 'own-record' }] }]);
  });

  it('takes a second record under the same session name for somebody else’s', async () => {
    const world = await afterAttaching();
    await world.assess(ownRecord(world));
    await world.assess(ownRecord(world, { eventId: 'second-record' }));
    expect(tampering(world)).toMatchObject([
      { call: { eventId: 'second-record' }, principal: ANA, errorCode: null },
    ]);
  });

  it('always finds one of two records that come at once to be somebody else’s', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        let scheduled = false;
        const world = await afterAttaching((port) =>
          aroundCalls(port, (name, call) =>
            scheduled ? scheduler.schedule(Promise.resolve(), name).then(call) : call(),
          ),
        );
        scheduled = true;
        const records = ['own-record', 'second-record'].map((eventId) =>
          world.deliver(world.steps.route, world.messageOf(ownRecord(world, { eventId }))),
        );
        await scheduler.waitFor(Promise.allSettled(records));
        expect(tampering(world)).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });

  it.each<[string, Partial<Parameters<typeof iamCall>[0]>]>([
    ['another policy', { requestParameters: { userName: 'ana', policyArn: guardArn('strict') } }],
    ['another user', { requestParameters: { userName: 'bob', policyArn: guardArn('standard') } }],
    ['another call', { eventName: 'DetachUserPolicy' }],
    ['an attempt that was never made', { by: sessionOf(ENFORCER_ROLE, `attach-${userIdOf('ana')}-1.2`) }],
    ['an intent that does not exist', { by: sessionOf(ENFORCER_ROLE, `attach-${userIdOf('ana')}-2.1`) }],
    ['a session of any other name', { by: sessionOf(ENFORCER_ROLE, 'ruth') }],
    ['a session name of objects’ members', { by: sessionOf(ENFORCER_ROLE, '__proto__') }],
    ['the role that releases', { by: sessionOf(RELEASER_ROLE, 'ruth'), eventName: 'DetachUserPolicy' }],
  ])('takes %s under its role for tampering', async (_what, differing) => {
    const world = await afterAttaching();
    world.iam.createUser('bob');
    await world.deliver(world.steps.route, world.messageOf(ownRecord(world, differing)));
    expect(tampering(world)).toMatchObject([{ account: ANA.account, call: { eventId: 'own-record' } }]);
  });

  it('takes a denied call under its role for tampering, though it says nothing of its target', async () => {
    const world = await afterAttaching();
    await world.assess(
      ownRecord(world, {
        by: sessionOf(ENFORCER_ROLE, 'ruth'),
        requestParameters: null,
        errorCode: 'AccessDenied',
      }),
    );
    expect(tampering(world)).toMatchObject([{ principal: null, errorCode: 'AccessDenied' }]);
  });

  it('recognises the record of its own attempt that IAM refused', async () => {
    const world = worldWithExposedAna();
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    world.iam.answerAttach({ kind: 'refused', because: 'access-denied' }, 1);
    await world.enforce(world.bus.published[0]);
    await world.assess(ownRecord(world, { requestParameters: null, errorCode: 'AccessDenied' }));
    expect(tampering(world)).toEqual([]);
  });

  it('still judges the user whom the tampering was about', async () => {
    const world = worldWithExposedAna();
    await world.assess(ownRecord(world, { by: sessionOf(ENFORCER_ROLE, 'ruth') }));
    expect(tampering(world)[0]).toMatchObject({ principal: ANA });
    expect(world.ledger.records()).toMatchObject([{ principal: ANA }]);
  });

  it.each([
    [-1, 0],
    [0, 1],
    [1, 1],
  ])('explains a record for 24 hours (%i ms)', async (late, notices) => {
    const world = await afterAttaching();
    const outcome = world.ledger.intents()[0]?.outcome;
    const finished = outcome?.kind === 'attached' ? outcome.at : world.clock.now();
    world.clock.set(finished);
    world.clock.advance(milliseconds(hours(24) + late));
    await world.assess(ownRecord(world));
    expect(tampering(world)).toHaveLength(notices);
  });

  it.each([
    ['the reader, who can change nothing', sessionOf(READER_ROLE, 'anything')],
    ['an administrator', ADMIN_SESSION],
  ])('has nothing to say about a change by %s', async (_who, by) => {
    const world = worldWithExposedAna();
    await world.assess(ownRecord(world, { by }));
    await world.assess(iamCall({ eventName: 'DeleteLoginProfile', requestParameters: { userName: 'ana' } }));
    expect(tampering(world)).toEqual([]);
  });

  it('tells people of it, and no more than once', async () => {
    const world = await afterAttaching();
    const event = ownRecord(world, { by: sessionOf(ENFORCER_ROLE, 'ruth') });
    await world.assess(event);
    await world.assess(event);
    for (const message of world.bus.published.filter((one) => one['detail-type'] === TAMPERING_DETECTED)) {
      await world.notify(message);
    }
    expect(world.notifier.sent.map(({ subject }) => subject)).toEqual([
      "MFA Guardian: somebody else used the guardian's role in 222222222222",
    ]);
  });
});
