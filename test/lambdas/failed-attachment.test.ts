import { describe, expect, it } from 'vitest';
import { ACTION_TAKEN } from '#contracts/action-taken.ts';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { minutes } from '#core/kernel/time.ts';
import { known } from '#core/posture/observed.ts';
import type { GuardianWorld } from '../fakes/guardian-world.ts';
import { guardArn } from '../fakes/people.ts';
import { keyEvent, worldWithExposedAna } from '../fakes/scenes.ts';

const verdicts = (world: GuardianWorld) =>
  world.bus.published.filter((event) => event['detail-type'] === VERDICT_REACHED);

const outcomes = (world: GuardianWorld) => world.announced(ACTION_TAKEN).map(({ outcome }) => outcome);

/** Something happens to ana, and whatever is announced about her is acted upon. */
const happens = async (world: GuardianWorld): Promise<void> => {
  const before = verdicts(world).length;
  world.clock.advance(minutes(5));
  await world.assess(keyEvent(world, 'CreateAccessKey'));
  for (const verdict of verdicts(world).slice(before)) {
    await world.enforce(verdict);
  }
};

describe('an attachment that failed', () => {
  it('is made up for when the user changes again and the obstacle is gone', async () => {
    const world = worldWithExposedAna();
    world.iam.answerAttach({ kind: 'refused', because: 'policy-quota-reached' }, 1);
    await happens(world);
    expect(outcomes(world)).toMatchObject([{ kind: 'failed', because: 'policy-quota-reached' }]);
    await happens(world);
    expect(outcomes(world).at(-1)).toMatchObject({ kind: 'attached' });
    expect(world.iam.userNamed('ana')?.attachedPolicies).toEqual(known([guardArn('standard')]));
  });

  it('is given up and told after ten attempts that IAM did not take', async () => {
    const world = worldWithExposedAna();
    world.iam.answerAttach({ kind: 'try-again' }, 1_000);
    await happens(world);
    expect(world.iam.attachCalls).toHaveLength(10);
    expect(outcomes(world)).toMatchObject([{ kind: 'failed', because: 'not-confirmed' }]);
  });
});
