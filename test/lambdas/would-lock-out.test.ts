import { describe, expect, it } from 'vitest';
import { ACTION_TAKEN } from '#contracts/action-taken.ts';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { minutes } from '#core/kernel/time.ts';
import { known } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import type { GuardianWorld } from '../fakes/guardian-world.ts';
import { heldPolicies, inlinePolicy } from '../fakes/held-policies.ts';
import { readAloud } from '../fakes/notices.ts';
import { DEVICE, guardArn } from '../fakes/people.ts';
import { keyEvent, passwordCreated, worldWithExposedAna } from '../fakes/scenes.ts';

const UNKNOWN_LEVELS = { serviceControl: { kind: 'unknown', because: 'not-configured' } } as const;

const DENYING_IAM = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
  ],
});

/** A world in which ana's key is open, with some facts more. */
const worldWhere = (facts: Partial<UserPosture>): GuardianWorld => {
  const world = worldWithExposedAna();
  world.iam.setFacts('ana', facts);
  return world;
};

const enforceNewest = (world: GuardianWorld): Promise<void> =>
  world.enforce(world.bus.published.findLast((event) => event['detail-type'] === VERDICT_REACHED));

const outcomes = (world: GuardianWorld) => world.announced(ACTION_TAKEN).map(({ outcome }) => outcome);

const LOCKING: readonly (readonly [string, Partial<UserPosture>])[] = [
  ['nobody knows the service control policies', UNKNOWN_LEVELS],
  ['another policy denies IAM', { identityPolicies: heldPolicies(inlinePolicy('no-iam', DENYING_IAM)) }],
  [
    'a boundary denies IAM',
    { boundary: known({ name: 'arn:aws:iam::222222222222:policy/b', text: DENYING_IAM }) },
  ],
];

describe.each(LOCKING)('somebody exposed, where %s', (_where, facts) => {
  it('is told of, and nothing is attached', async () => {
    const world = worldWhere(facts);
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    expect(world.announced(VERDICT_REACHED)).toMatchObject([{ finding: { kind: 'exposed' } }]);
    await enforceNewest(world);
    expect(world.iam.attachCalls).toEqual([]);
    expect(world.iam.userNamed('ana')?.attachedPolicies).toEqual(known([]));
    expect(world.ledger.intents()).toMatchObject([
      { attempts: [], outcome: { kind: 'failed', because: 'would-lock-out' }, announced: true },
    ]);
  });

  it('is told of once: of the exposure, and of why it stays', async () => {
    const world = worldWhere(facts);
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    await enforceNewest(world);
    for (const event of [...world.bus.published, ...world.bus.published]) {
      await world.notify(event);
    }
    const [exposure, failure, ...others] = world.notifier.sent;
    expect(others).toEqual([]);
    expect(exposure?.subject).toContain('can act without MFA');
    expect(failure?.subject).toBe('MFA Guardian: could not enforce MFA for ana in 222222222222');
    expect(readAloud(failure?.body)).toContain('so nothing was attached');
  });

  it('gets the policy all the same with a device, unless that is what nobody knows', async () => {
    const world = worldWhere({ ...facts, mfaDevices: DEVICE });
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    await enforceNewest(world);
    expect(outcomes(world)).toMatchObject([
      facts === UNKNOWN_LEVELS
        ? { kind: 'failed', because: 'would-lock-out' }
        : { kind: 'attached', policyArn: guardArn('standard') },
    ]);
  });
});

describe('somebody whom a policy would have locked out', () => {
  it('is guarded when anything about the user changes after it is said what the organization allows', async () => {
    const world = worldWhere(UNKNOWN_LEVELS);
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    await enforceNewest(world);
    world.iam.setFacts('ana', { serviceControl: { kind: 'absent' } });
    world.iam.setPassword('ana', true);
    world.clock.advance(minutes(5));
    await world.assess(passwordCreated(world));
    await enforceNewest(world);
    expect(outcomes(world)).toMatchObject([
      { kind: 'failed', because: 'would-lock-out' },
      { kind: 'attached', policyArn: guardArn('strict') },
    ]);
  });
});
