import { describe, expect, it } from 'vitest';
import { ACTION_TAKEN } from '#contracts/action-taken.ts';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { minutes, seconds } from '#core/kernel/time.ts';
import { known } from '#core/posture/observed.ts';
import { aroundCalls } from '../fakes/around-calls.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { arnOf, guardArn } from '../fakes/people.ts';
import { keyEvent, passwordCreated, policyEvent, worldWithExposedAna } from '../fakes/scenes.ts';

const verdicts = (world: GuardianWorld) =>
  world.bus.published.filter((event) => event['detail-type'] === VERDICT_REACHED);

const outcomes = (world: GuardianWorld) =>
  world.announced(ACTION_TAKEN).map(({ outcome }) => (outcome as { readonly kind: string }).kind);

const attachedToAna = (world: GuardianWorld) => world.iam.userNamed('ana')?.attachedPolicies;

describe('enforceVerdict, when its own read lags behind the one that found the exposure', () => {
  it('waits for a later read, and attaches', async () => {
    const world = worldWithExposedAna();
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    world.iam.setKey('ana', 'AKIAANA', 'gone');
    world.iam.lagBehind(3);
    world.iam.setKey('ana', 'AKIAANA', 'active');
    await world.enforce(verdicts(world)[0]);
    expect(attachedToAna(world)).toEqual(known([guardArn('standard')]));
    expect(outcomes(world)).toEqual(['attached']);
  });
});

describe('enforceVerdict, twice at once with one verdict', () => {
  it('has one outcome', async () => {
    const world = worldWithExposedAna();
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    const [verdict] = verdicts(world);
    await Promise.all([world.enforce(verdict), world.enforce(verdict)]);
    expect(new Set(outcomes(world))).toEqual(new Set(['attached']));
    expect(world.iam.attachCalls).toHaveLength(1);
  });
});

describe('enforceVerdict, overtaken while it reads', () => {
  it('leaves the outcome to whoever attached', async () => {
    let overtake: (() => Promise<void>) | undefined;
    const world = worldWithExposedAna({
      around: (port) =>
        aroundCalls(port, async (name, call) => {
          if (name === 'read' && overtake !== undefined) {
            const run = overtake;
            overtake = undefined;
            await run();
          }
          return call();
        }),
    });
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    const [verdict] = verdicts(world);
    const late = world.messageOf(verdict);
    world.clock.advance(minutes(2));
    overtake = () => world.enforce(verdict);
    await world.deliver(world.steps.enforce, late);
    expect(outcomes(world)).toEqual(['attached']);
    expect(world.ledger.intents()).toMatchObject([{ outcome: { kind: 'attached' } }]);
  });
});

describe('a key and a password that are made together', () => {
  it('leave no gap: a policy that is detached at once is attached again', async () => {
    const world = worldWithExposedAna();
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    world.iam.setPassword('ana', true);
    await world.assess(passwordCreated(world));
    for (const verdict of verdicts(world)) {
      await world.enforce(verdict);
    }
    world.clock.advance(seconds(1));
    world.iam.detach('ana', guardArn('strict'));
    await world.assess(policyEvent(world, 'DetachUserPolicy', 'strict'));
    await world.enforce(verdicts(world).at(-1));
    expect(attachedToAna(world)).toEqual(known([guardArn('strict')]));
    expect(world.iam.attachCalls).toHaveLength(2);
  });
});

describe('a user who is renamed before anybody looked', () => {
  it('is found under the new name', async () => {
    const world = guardianWorld();
    world.iam.createUser('ana');
    world.iam.setKey('ana', 'AKIAANA', 'active');
    const renamed = iamCall({
      eventName: 'UpdateUser',
      at: world.clock.now(),
      requestParameters: { userName: 'temporary', newUserName: 'ana' },
    });
    await world.assess(renamed);
    expect(world.announced(VERDICT_REACHED)).toMatchObject([
      { principal: { userName: 'ana' }, finding: { kind: 'exposed' } },
    ]);
  });
});

describe('a user who is renamed between the verdict and the action', () => {
  it('is guarded under the new name, and people hear of both', async () => {
    const world = worldWithExposedAna();
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    const ana = world.iam.userNamed('ana');
    world.iam.deleteUser('ana');
    world.iam.createUser('bob', { ...ana, arn: arnOf('bob') });
    await world.enforce(verdicts(world)[0]);
    const renamed = iamCall({
      eventName: 'UpdateUser',
      at: world.clock.now(),
      requestParameters: { userName: 'ana', newUserName: 'bob' },
    });
    await world.assess(renamed);
    await world.enforce(
      verdicts(world).find(({ detail }) => JSON.stringify(detail).includes('"userName":"bob"')),
    );
    expect(world.iam.userNamed('bob')?.attachedPolicies).toEqual(known([guardArn('standard')]));
    for (const verdict of verdicts(world)) {
      await world.notify(verdict);
    }
    expect(new Set(world.notifier.sent.map(({ id }) => id)).size).toBe(2);
  });
});
