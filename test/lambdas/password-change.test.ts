import { describe, expect, it } from 'vitest';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { known } from '#core/posture/observed.ts';
import type { GuardianWorld } from '../fakes/guardian-world.ts';
import { guardArn } from '../fakes/people.ts';
import { keyEvent, worldWithExposedAna } from '../fakes/scenes.ts';

const newestVerdict = (world: GuardianWorld) =>
  world.bus.published.findLast((event) => event['detail-type'] === VERDICT_REACHED);

describe('whether people may change their password without MFA', () => {
  it.each([
    [true, 'awaiting-enrolment'],
    [false, 'exposed'],
  ])('decides, if %s, what a policy that lets them is worth: %s', async (allowPasswordChange, kind) => {
    const world = worldWithExposedAna({ allowPasswordChange });
    world.iam.attach('ana', guardArn('standard-password-change'));
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    expect(world.announced(VERDICT_REACHED)).toMatchObject([{ finding: { kind } }]);
  });

  it.each([
    [true, 'standard-password-change'],
    [false, 'standard'],
  ] as const)('decides, if %s, which policy is attached, and that suffices: %s', async (allowed, variant) => {
    const world = worldWithExposedAna({ allowPasswordChange: allowed });
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    await world.enforce(newestVerdict(world));
    expect(world.iam.userNamed('ana')?.attachedPolicies).toEqual(known([guardArn(variant)]));
    await world.assess(keyEvent(world, 'UpdateAccessKey', 'Active'));
    expect(newestVerdict(world)?.detail).toMatchObject({ finding: { kind: 'awaiting-enrolment' } });
  });

  it('is asked again before anything is attached', async () => {
    const world = worldWithExposedAna({ allowPasswordChange: false });
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    world.iam.attach('ana', guardArn('standard-password-change'));
    await world.enforce(newestVerdict(world));
    expect(world.iam.userNamed('ana')?.attachedPolicies).toEqual(
      known([guardArn('standard-password-change'), guardArn('standard')]),
    );
  });
});
