import { describe, expect, it } from 'vitest';
import { ACTION_TAKEN } from '#contracts/action-taken.ts';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import { elapsed, minutes, seconds } from '#core/kernel/time.ts';
import { known } from '#core/posture/observed.ts';
import type { GuardianWorld } from '../fakes/guardian-world.ts';
import { ADMINISTRATOR_ACCESS, ANA, guardArn, NEW_YEAR, userIdOf } from '../fakes/people.ts';
import { keyEvent, passwordCreated, policyEvent, worldWithExposedAna } from '../fakes/scenes.ts';

const newestVerdict = (world: GuardianWorld) =>
  world.bus.published.findLast((event) => event['detail-type'] === VERDICT_REACHED);

/** Ana is found exposed, and that is acted upon. */
const exposedAndEnforced = async (
  world: GuardianWorld,
  before: (world: GuardianWorld) => void = () => undefined,
): Promise<GuardianWorld> => {
  await world.assess(keyEvent(world, 'CreateAccessKey'));
  before(world);
  await world.enforce(newestVerdict(world));
  return world;
};

const outcomes = (world: GuardianWorld) => world.announced(ACTION_TAKEN).map(({ outcome }) => outcome);

describe('enforceVerdict', () => {
  it('attaches the policy to an exposed user, reads it back, and says so', async () => {
    const world = await exposedAndEnforced(worldWithExposedAna());
    expect(world.iam.userNamed('ana')?.attachedPolicies).toEqual(known([guardArn('standard')]));
    expect(world.announced(ACTION_TAKEN)).toMatchObject([
      {
        schemaVersion: 1,
        intentId: `attach-${userIdOf('ana')}-1`,
        principal: ANA,
        verdictVersion: 1,
        outcome: { kind: 'attached', policyArn: guardArn('standard') },
      },
    ]);
    expect(world.iam.attachCalls).toMatchObject([{ sessionName: `attach-${userIdOf('ana')}-1.1` }]);
  });

  it('acts once on a verdict that is delivered twice', async () => {
    const world = await exposedAndEnforced(worldWithExposedAna());
    await world.enforce(newestVerdict(world));
    expect(world.iam.attachCalls).toHaveLength(1);
    expect(outcomes(world)).toHaveLength(1);
  });

  it('attaches the strict policy to somebody with a password', async () => {
    const world = worldWithExposedAna();
    world.iam.setPassword('ana', true);
    await exposedAndEnforced(world);
    expect(world.iam.attachCalls).toMatchObject([{ policyArn: guardArn('strict') }]);
  });

  it('leaves the verdict behind after acting: the next read finds the user guarded', async () => {
    const world = await exposedAndEnforced(worldWithExposedAna());
    await world.assess(policyEvent(world, 'AttachUserPolicy'));
    expect(newestVerdict(world)?.detail).toMatchObject({
      finding: { kind: 'awaiting-enrolment' },
      previousFinding: 'exposed',
    });
  });

  it('attaches again, under another name, when somebody took the policy away', async () => {
    const world = await exposedAndEnforced(worldWithExposedAna());
    world.clock.advance(seconds(1));
    world.iam.detach('ana', guardArn('standard'));
    await world.assess(policyEvent(world, 'DetachUserPolicy'));
    await world.enforce(newestVerdict(world));
    expect(world.iam.attachCalls.map(({ sessionName }) => sessionName)).toEqual([
      `attach-${userIdOf('ana')}-1.1`,
      `attach-${userIdOf('ana')}-2.1`,
    ]);
    expect(world.iam.userNamed('ana')?.attachedPolicies).toEqual(known([guardArn('standard')]));
  });

  it('writes and attaches nothing in observe mode', async () => {
    const world = await exposedAndEnforced(worldWithExposedAna({ mode: 'observe' }));
    expect(world.iam.attachCalls).toEqual([]);
    expect(world.ledger.intents()).toEqual([]);
    expect(world.announced(ACTION_TAKEN)).toEqual([]);
  });

  it('has nothing to do about anybody who is not exposed', async () => {
    const world = worldWithExposedAna();
    world.iam.setKey('ana', 'AKIAANA', 'inactive');
    await world.assess(passwordCreated(world));
    await world.enforce(newestVerdict(world));
    expect(world.ledger.intents()).toEqual([]);
  });

  it('waits for its attachment to show before it calls it done', async () => {
    const world = await exposedAndEnforced(worldWithExposedAna(), ({ iam }) => iam.lagBehind(4));
    expect(outcomes(world)).toMatchObject([{ kind: 'attached' }]);
    expect(world.iam.attachCalls).toHaveLength(1);
    expect(elapsed(NEW_YEAR, world.clock.now())).toBeGreaterThanOrEqual(seconds(4));
  });

  it('tries again 20 seconds after an attempt that never showed', async () => {
    const world = await exposedAndEnforced(worldWithExposedAna(), ({ iam }) =>
      iam.answerAttach({ kind: 'accepted' }, 1),
    );
    expect(world.ledger.intents()).toMatchObject([{ attempts: [{}, {}], outcome: { kind: 'attached' } }]);
    const [first, second] = world.ledger.intents()[0]?.attempts ?? [];
    expect(elapsed(first?.at ?? NEW_YEAR, second?.at ?? NEW_YEAR)).toBeGreaterThanOrEqual(seconds(20));
    expect(elapsed(first?.at ?? NEW_YEAR, second?.at ?? NEW_YEAR)).toBeLessThan(seconds(25));
  });

  it('tries again when IAM did not take the call', async () => {
    const world = await exposedAndEnforced(worldWithExposedAna(), ({ iam }) =>
      iam.answerAttach({ kind: 'try-again' }, 2),
    );
    expect(outcomes(world)).toMatchObject([{ kind: 'attached' }]);
    expect(world.iam.attachCalls).toHaveLength(3);
  });

  it('reads again what failed in passing, and then acts', async () => {
    const world = await exposedAndEnforced(worldWithExposedAna(), ({ iam }) =>
      iam.failReads('attachedPolicies', 'throttled', 3),
    );
    expect(outcomes(world)).toMatchObject([{ kind: 'attached' }]);
  });

  it('gives up, and says so, after five minutes of failing reads', async () => {
    const world = await exposedAndEnforced(worldWithExposedAna(), ({ iam }) =>
      iam.failReads('attachedPolicies', 'throttled', 500),
    );
    expect(outcomes(world)).toMatchObject([{ kind: 'failed', because: 'facts-unknown' }]);
    expect(elapsed(NEW_YEAR, world.clock.now())).toBeGreaterThanOrEqual(minutes(5));
    expect(world.iam.attachCalls).toEqual([]);
  });
});

describe('enforceVerdict, where it can not attach', () => {
  const tellOf = async (world: GuardianWorld): Promise<readonly string[]> => {
    await world.notify(world.bus.published.at(-1));
    return world.notifier.sent.map(({ subject }) => subject);
  };

  it('tells people when the user has as many policies as IAM allows', async () => {
    const world = worldWithExposedAna();
    for (let number = 0; number < 10; number += 1) {
      world.iam.attach('ana', `${ADMINISTRATOR_ACCESS}${number}` as Arn);
    }
    await exposedAndEnforced(world);
    expect(outcomes(world)).toMatchObject([{ kind: 'failed', because: 'policy-quota-reached' }]);
    expect(await tellOf(world)).toEqual(['MFA Guardian: could not enforce MFA for ana in 222222222222']);
  });

  it.each([
    [
      'altered',
      { kind: 'text', text: '{"Version":"2012-10-17","Statement":[]}' },
      'enforcement-policy-altered',
    ],
    ['missing', { kind: 'no-such-policy' }, 'enforcement-policy-absent'],
  ] as const)('does not attach a policy that is %s, and tells people', async (_how, text, because) => {
    const world = await exposedAndEnforced(worldWithExposedAna(), ({ iam }) =>
      iam.setPolicy('ana', 'standard', text),
    );
    expect(world.iam.attachCalls).toEqual([]);
    expect(outcomes(world)).toMatchObject([{ kind: 'failed', because }]);
    expect(await tellOf(world)).toHaveLength(1);
  });

  it('tells people when the enforcer is denied', async () => {
    const world = await exposedAndEnforced(worldWithExposedAna(), ({ iam }) =>
      iam.answerAttach({ kind: 'refused', because: 'access-denied' }, 1),
    );
    expect(outcomes(world)).toMatchObject([{ kind: 'failed', because: 'access-denied' }]);
    expect(await tellOf(world)).toHaveLength(1);
  });

  it('bothers nobody when the user is gone by then', async () => {
    const world = await exposedAndEnforced(worldWithExposedAna(), ({ iam }) => iam.deleteUser('ana'));
    expect(outcomes(world)).toMatchObject([{ kind: 'failed', because: 'user-gone' }]);
    expect(await tellOf(world)).toEqual([]);
  });
});
