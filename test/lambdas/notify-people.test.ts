import { describe, expect, it } from 'vitest';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { minutes } from '#core/kernel/time.ts';
import { guardianWorld } from '../fakes/guardian-world.ts';
import { HUB_ACCOUNT, MEMBER_ACCOUNT } from '../fakes/people.ts';
import { publishedBy } from '../fakes/recording-ports.ts';
import { keyEvent, passwordCreated, policyEvent, worldWithExposedAna } from '../fakes/scenes.ts';

describe('notifyPeople', () => {
  it('tells people once of an exposure, however often the verdict arrives', async () => {
    const world = worldWithExposedAna();
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    const [verdict] = world.bus.published;
    await world.notify(verdict);
    await world.notify(verdict);
    expect(world.notifier.sent.map(({ subject }) => subject)).toEqual([
      'MFA Guardian: ana in 222222222222 can act without MFA (severity: low)',
    ]);
  });

  it('tells nobody of a user who was created without any access', async () => {
    const world = guardianWorld();
    world.iam.createUser('ana');
    await world.assess(policyEvent(world, 'DetachUserPolicy'));
    expect(world.announced(VERDICT_REACHED)).toMatchObject([{ finding: { kind: 'no-access' } }]);
    await world.notify(world.bus.published[0]);
    expect(world.notifier.sent).toEqual([]);
    expect(world.inbox.buried).toEqual([]);
  });

  it('tells of a second exposure after the first was ended', async () => {
    const world = guardianWorld();
    world.iam.createUser('ana');
    for (const present of [true, false, true]) {
      world.iam.setPassword('ana', present);
      world.clock.advance(minutes(1));
      await world.assess(present ? passwordCreated(world) : keyEvent(world, 'DeleteAccessKey'));
    }
    for (const verdict of world.bus.published) {
      await world.notify(verdict);
    }
    expect(world.notifier.sent.map(({ id }) => id.split('/').at(-1))).toEqual(['1', '3']);
  });

  it.each([
    ['from a member account', publishedBy(MEMBER_ACCOUNT, VERDICT_REACHED, {})],
    ['of another kind', publishedBy(HUB_ACCOUNT, 'Guardian Dismissed', {})],
    ['without a kind', { source: 'mfa-guardian', account: HUB_ACCOUNT, detail: {} }],
    ['that is empty', publishedBy(HUB_ACCOUNT, VERDICT_REACHED, {})],
    ['that is a list', []],
  ])('tells nobody, and buries the message, of one %s', async (_what, event) => {
    const world = guardianWorld();
    await world.notify(event);
    expect(world.notifier.sent).toEqual([]);
    expect(world.inbox.buried).toHaveLength(1);
  });
});
