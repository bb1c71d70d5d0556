import { beforeAll, describe, expect, it } from 'vitest';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { type EpochMs, elapsed, hours, milliseconds, minutes, seconds } from '#core/kernel/time.ts';
import { aroundCalls } from '../fakes/around-calls.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { MEMBER_ACCOUNT, NEW_YEAR } from '../fakes/people.ts';
import { pendingIn, type Queues, queuesOf } from './queues.ts';

const FLOODED = '444455556666' as AccountId;
const POLICY = `arn:aws:iam::${FLOODED}:policy/everything`;
const USERS = Array.from({ length: 5_000 }, (_, index) => `user-${index}`);

/** With ten functions that take ten messages each, a message takes about as long. */
const HANDLING_TIME = milliseconds(5);

const inAccount = (account: string, eventName: string, at: EpochMs, requestParameters: object) => ({
  ...iamCall({ eventName, eventId: `${eventName} at ${at}`, at, requestParameters }),
  account,
});

describe('a policy that five thousand users hold', { timeout: 120_000 }, () => {
  const callsPerMessage: number[] = [];
  const readsAt: EpochMs[] = [];
  let world: GuardianWorld;
  let queues: Queues;

  beforeAll(async () => {
    let calls = 0;
    world = guardianWorld({
      settleTime: seconds(20),
      around: (port) =>
        aroundCalls(port, (name, made) => {
          calls += 1;
          if (name === 'read') {
            readsAt.push(world.clock.now());
          }
          return made();
        }),
    });
    world.directory.set(`policy ${POLICY}`, USERS);
    world.iam.createUser('ana');
    world.iam.setPassword('ana', true);
    queues = queuesOf(world, {
      handlingTime: HANDLING_TIME,
      onDelivery: () => {
        callsPerMessage.push(calls);
        calls = 0;
      },
    });
    const versionSet = { policyArn: POLICY, versionId: 'v2' };
    queues.arrive(inAccount(FLOODED, 'SetDefaultPolicyVersion', NEW_YEAR, versionSet));
    // In the midst of it somebody elsewhere gets a password, and somebody in the same account loses a device.
    const ana = { userName: 'ana' };
    queues.arrive(inAccount(MEMBER_ACCOUNT, 'CreateLoginProfile', NEW_YEAR, ana), minutes(2));
    const device = { userName: 'zoe', serialNumber: `arn:aws:iam::${FLOODED}:mfa/phone` };
    queues.arrive(inAccount(FLOODED, 'DeactivateMFADevice', NEW_YEAR, device), minutes(3));
    await queues.run();
  }, 120_000);

  const recordOf = (userName: string) =>
    world.ledger.records().find(({ principal }) => principal.userName === userName);
  const lookedAtAfter = (userName: string): number =>
    elapsed(NEW_YEAR, recordOf(userName)?.readBegan ?? NEW_YEAR);

  it('has every one of them looked at, once', () => {
    const inFlooded = world.ledger
      .records()
      .filter(({ principal }) => principal.account === FLOODED && principal.userName !== 'zoe');
    expect(inFlooded).toHaveLength(USERS.length);
    expect(readsAt).toHaveLength(USERS.length + 2);
    expect(pendingIn(world)).toEqual([]);
    expect(queues.dead).toEqual([]);
  });

  it('is bounded work for each message: a page of users, or one user', () => {
    expect(Math.max(...callsPerMessage)).toBeLessThanOrEqual(600);
    expect(world.directory.asked).toHaveLength(50);
  });

  it('never makes more calls in the account than its budget allows, and uses that up', () => {
    const perMinute = Map.groupBy(readsAt, (at) => Math.floor(elapsed(NEW_YEAR, at) / minutes(1)));
    const most = Math.max(...[...perMinute.values()].map((reads) => reads.length));
    // Fifteen calls a second are a look a second.
    expect(most).toBeLessThanOrEqual(60 + 25);
    expect(elapsed(NEW_YEAR, world.clock.now())).toBeLessThan(hours(2.5));
  });

  it('does not delay somebody in another account', () => {
    expect(lookedAtAfter('ana')).toBeLessThan(minutes(2) + seconds(25));
    expect(world.announced(VERDICT_REACHED)).toContainEqual(
      expect.objectContaining({ finding: expect.objectContaining({ kind: 'exposed' }) }),
    );
  });

  it('does not delay what is urgent in the same account', () => {
    expect(lookedAtAfter('zoe')).toBeLessThan(minutes(3) + seconds(2));
  });

  it('costs a few messages a user, however long they have to wait', () => {
    expect(queues.handled.length).toBeLessThan(USERS.length * 8);
  });
});
