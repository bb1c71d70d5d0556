import { describe, expect, it } from 'vitest';
import { ACTION_TAKEN } from '#contracts/action-taken.ts';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { minutes, seconds } from '#core/kernel/time.ts';
import { known } from '#core/posture/observed.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { guardArn } from '../fakes/people.ts';
import { keyEvent, worldWithExposedAna } from '../fakes/scenes.ts';

const verdicts = (world: GuardianWorld) =>
  world.bus.published.filter((event) => event['detail-type'] === VERDICT_REACHED);

const outcomes = (world: GuardianWorld) => world.announced(ACTION_TAKEN).map(({ outcome }) => outcome);

/** Acts upon whatever was announced since there were so many verdicts. */
const enforceSince = async (world: GuardianWorld, before: number): Promise<void> => {
  for (const verdict of verdicts(world).slice(before)) {
    await world.enforce(verdict);
  }
};

/** Something happens to ana; what is announced is acted upon before the next look at her. */
const happens = async (world: GuardianWorld, ...events: readonly unknown[]): Promise<void> => {
  for (const event of events) {
    await world.route(event);
  }
  for (let look = world.nextLook(); look !== undefined; look = world.nextLook()) {
    const before = verdicts(world).length;
    await world.deliver(world.steps.assess, look);
    await enforceSince(world, before);
    world.clock.advance(seconds(1));
  }
};

const newKey = (world: GuardianWorld, accessKeyId: string) => {
  world.iam.setKey('ana', accessKeyId, 'active');
  return keyEvent(world, 'CreateAccessKey', undefined, accessKeyId);
};

const emptied = {
  kind: 'text',
  text: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:DeleteBucket","Resource":"*"}]}',
} as const;

const rewritten = (world: GuardianWorld) =>
  iamCall({
    eventName: 'CreatePolicyVersion',
    eventId: 'rewritten',
    at: world.clock.now(),
    requestParameters: { policyArn: guardArn('standard'), policyDocument: emptied.text, setAsDefault: true },
  });

const tagged = (world: GuardianWorld, eventId: string) =>
  iamCall({
    eventName: 'TagUser',
    eventId,
    at: world.clock.now(),
    requestParameters: { userName: 'ana', tags: [] },
  });

/** Ana is guarded, and somebody empties the policy that guards her. Changes settle for a while here. */
const worldWithEmptiedPolicy = (): GuardianWorld => {
  const world = guardianWorld({ settleTime: seconds(20) });
  world.iam.createUser('ana', { attachedPolicies: known([guardArn('standard')]) });
  world.iam.setKey('ana', 'AKIAANA', 'active');
  world.directory.set(`policy ${guardArn('standard')}`, ['ana']);
  world.iam.setPolicy('ana', 'standard', emptied);
  return world;
};

describe('an attachment that failed', () => {
  it('is made up for when the user changes again and the obstacle is gone', async () => {
    const world = worldWithExposedAna();
    world.iam.answerAttach({ kind: 'refused', because: 'policy-quota-reached' }, 1);
    await happens(world, newKey(world, 'AKIAANA'));
    expect(outcomes(world)).toMatchObject([{ kind: 'failed', because: 'policy-quota-reached' }]);
    world.clock.advance(minutes(5));
    await happens(world, newKey(world, 'AKIAMORE'));
    expect(outcomes(world).at(-1)).toMatchObject({ kind: 'attached' });
    expect(world.iam.userNamed('ana')?.attachedPolicies).toEqual(known([guardArn('standard')]));
  });

  it('is given up and told after ten attempts that IAM did not take', async () => {
    const world = worldWithExposedAna();
    world.iam.answerAttach({ kind: 'try-again' }, 1_000);
    await happens(world, newKey(world, 'AKIAANA'));
    expect(world.iam.attachCalls).toHaveLength(10);
    expect(outcomes(world)).toMatchObject([{ kind: 'failed', because: 'not-confirmed' }]);
  });
});

describe('a change after which nothing can be attached', () => {
  it('is told of once, however often it is looked at', async () => {
    const world = worldWithEmptiedPolicy();
    await happens(world, rewritten(world));
    expect(world.telemetry.counted.filter((one) => one === 'PrincipalsRead').length).toBeGreaterThan(2);
    expect(verdicts(world)).toHaveLength(1);
    expect(outcomes(world)).toMatchObject([{ kind: 'failed', because: 'enforcement-policy-altered' }]);
  });

  it('is told of once, however often and late its event is delivered', async () => {
    const world = worldWithEmptiedPolicy();
    const event = rewritten(world);
    await happens(world, event, event);
    world.clock.advance(minutes(5));
    await happens(world, newKey(world, 'AKIAMORE'));
    await happens(world, event);
    await happens(world, newKey(world, 'AKIAMORE'), event);
    expect(verdicts(world)).toHaveLength(2);
    expect(outcomes(world)).toHaveLength(2);
  });

  it('is told of once with the others that the first look took, and again with one that came later', async () => {
    const world = worldWithExposedAna({ settleTime: seconds(20) });
    world.iam.answerAttach({ kind: 'refused', because: 'policy-quota-reached' }, 1_000);
    await happens(world, tagged(world, 'first'), newKey(world, 'AKIAANA'));
    expect(verdicts(world)).toHaveLength(1);
    await happens(world, tagged(world, 'second'));
    expect(verdicts(world)).toHaveLength(2);
    expect(outcomes(world)).toHaveLength(2);
  });

  it('does not hide another one that is looked at with it', async () => {
    const world = worldWithEmptiedPolicy();
    await world.route(rewritten(world));
    const expansion = world.nextLook();
    await world.deliver(world.steps.assess, expansion ?? world.messageOf({}));
    const look = world.nextLook();
    await world.deliver(world.steps.assess, look ?? world.messageOf({}));
    await enforceSince(world, 0);
    await happens(world, tagged(world, 'tagged'));
    expect(verdicts(world)).toHaveLength(2);
  });
});
