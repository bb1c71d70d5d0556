import { describe, expect, it } from 'vitest';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { minutes, seconds } from '#core/kernel/time.ts';
import { eventNamed, iamCall } from '../fakes/cloudtrail-events.ts';
import { guardianWorld } from '../fakes/guardian-world.ts';
import { guardArn, NEW_YEAR } from '../fakes/people.ts';
import { kinds, waited } from './results.ts';

const PASSWORD_CREATED = iamCall({ eventName: 'CreateLoginProfile', requestParameters: { userName: 'ana' } });

const exposedButLagging = (staleReads: number) => {
  const world = guardianWorld();
  world.iam.createUser('ana');
  world.iam.lagBehind(staleReads);
  world.iam.setPassword('ana', true);
  return world;
};

describe('assessPrincipal, when reads lag behind', () => {
  it('waits for a read that shows the change, and tells only what that one shows', async () => {
    const world = exposedButLagging(3);
    await world.assess(PASSWORD_CREATED);
    expect(kinds(world)).toEqual(['exposed']);
    expect(waited(world)).toBeLessThan(seconds(20));
  });

  it('believes the read after a minute', async () => {
    const world = exposedButLagging(100);
    await world.assess(PASSWORD_CREATED);
    expect(kinds(world)).toEqual(['no-access']);
    expect(waited(world)).toBeGreaterThanOrEqual(seconds(60));
    expect(waited(world)).toBeLessThan(seconds(95));
  });

  it('returns the message with when it was first seen', async () => {
    const world = exposedButLagging(1);
    const message = { ...(await world.lookFor(PASSWORD_CREATED)), firstSeenAt: NEW_YEAR };
    world.clock.advance(seconds(5));
    await world.deliver(world.steps.assess, message);
    const { body: _otherNow, ...rest } = message;
    expect(world.inbox.postponed).toMatchObject([{ message: rest, delay: seconds(5) }]);
    expect(world.ledger.records()).toEqual([]);
  });

  it('waits until a new user shows, however often IAM says that there is no such user', async () => {
    const world = guardianWorld();
    world.iam.lagBehind(3);
    world.iam.createUser('ana');
    await world.assess(eventNamed('create-user'));
    expect(world.announced(VERDICT_REACHED)).toMatchObject([
      { identity: {}, finding: { kind: 'no-access' } },
    ]);
  });

  it('waits for its own attachment to show, whatever event comes in between', async () => {
    const world = guardianWorld();
    world.iam.createUser('ana');
    world.iam.setPassword('ana', true);
    await world.assess(PASSWORD_CREATED);
    const [verdict] = world.bus.published;
    await world.enforce(verdict);
    world.iam.detach('ana', guardArn('strict'));
    world.iam.lagBehind(3);
    world.iam.attach('ana', guardArn('strict'));
    await world.assess(PASSWORD_CREATED);
    expect(kinds(world)).toEqual(['exposed', 'awaiting-enrolment']);
  });

  it('believes at once that its own attachment was taken away, if that is the change', async () => {
    const world = guardianWorld();
    world.iam.createUser('ana');
    world.iam.setPassword('ana', true);
    await world.assess(PASSWORD_CREATED);
    await world.enforce(world.bus.published[0]);
    world.clock.advance(seconds(1));
    world.iam.detach('ana', guardArn('strict'));
    const detached = iamCall({
      eventName: 'DetachUserPolicy',
      at: world.clock.now(),
      requestParameters: { userName: 'ana', policyArn: guardArn('strict') },
    });
    await world.deliver(world.steps.assess, await world.lookFor(detached));
    expect(world.inbox.postponed).toEqual([]);
    expect(kinds(world)).toEqual(['exposed', 'exposed']);
  });
});

describe('assessPrincipal, when reads fail', () => {
  it.each(['throttled', 'service-error', 'not-visible-yet'] as const)(
    'reads again what failed in passing (%s), and tells nobody meanwhile',
    async (because) => {
      const world = guardianWorld();
      world.iam.createUser('ana');
      world.iam.setPassword('ana', true);
      world.iam.failReads('mfaDevices', because, 4);
      await world.assess(PASSWORD_CREATED);
      expect(kinds(world)).toEqual(['exposed']);
      expect(waited(world)).toBeGreaterThan(seconds(1));
    },
  );

  it('is undetermined after five minutes of failing reads', async () => {
    const world = guardianWorld();
    world.iam.createUser('ana');
    world.iam.setPassword('ana', true);
    world.iam.failReads('mfaDevices', 'throttled', 100);
    await world.assess(PASSWORD_CREATED);
    expect(world.announced(VERDICT_REACHED)).toMatchObject([
      { finding: { kind: 'undetermined', gaps: [{ fact: 'mfa-devices', because: 'throttled' }] } },
    ]);
    expect(waited(world)).toBeGreaterThanOrEqual(minutes(5));
    expect(waited(world)).toBeLessThan(minutes(6));
  });

  it('is undetermined at once when reading is denied', async () => {
    const world = guardianWorld();
    world.iam.createUser('ana');
    world.iam.failReads('user', 'access-denied', 1);
    await world.assess(PASSWORD_CREATED);
    expect(world.announced(VERDICT_REACHED)).toMatchObject([
      {
        identity: null,
        finding: { kind: 'undetermined', gaps: [{ fact: 'user', because: 'access-denied' }] },
      },
    ]);
    expect(waited(world)).toBeLessThan(seconds(1));
  });

  it('remembers who it was while it can not read the user', async () => {
    const world = guardianWorld();
    world.iam.createUser('ana');
    world.iam.setPassword('ana', true);
    await world.assess(PASSWORD_CREATED);
    world.iam.failReads('user', 'access-denied', 1);
    await world.assess(PASSWORD_CREATED);
    const [before, after] = world.announced(VERDICT_REACHED);
    expect(after).toMatchObject({ finding: { kind: 'undetermined' }, identity: before?.['identity'] });
  });

  it('does not wait for what does not matter', async () => {
    const world = guardianWorld();
    world.iam.createUser('ana');
    world.iam.failReads('mfaDevices', 'throttled', 1);
    await world.assess(PASSWORD_CREATED);
    expect(kinds(world)).toEqual(['no-access']);
  });
});
