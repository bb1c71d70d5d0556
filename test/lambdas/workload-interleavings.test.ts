import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { type DurationMs, seconds } from '#core/kernel/time.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import { aroundCalls } from '../fakes/around-calls.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { MEMBER_ACCOUNT } from '../fakes/people.ts';
import { tally } from '../fakes/tally.ts';
import { pendingIn, type Queues, queuesOf } from './queues.ts';

const POLICY = `arn:aws:iam::${MEMBER_ACCOUNT}:policy/everything`;

/** How many messages are worked on at once. */
const WORKERS = 4;

/** A world in which each call of a port waits for its turn, and the scheduler decides whose turn it is. */
const scheduled = (scheduler: fc.Scheduler, settleTime: DurationMs): GuardianWorld => {
  const world = guardianWorld({
    settleTime,
    pageSize: 2,
    around: (port) =>
      aroundCalls(port, (name, made) => scheduler.schedule(Promise.resolve(), name).then(() => made())),
  });
  world.iam.createUser('ana');
  return world;
};

/**
 * Works on several messages at once. Whoever has nothing to do takes the message that is due next, at the time when
 * it is: so all the time that a settling takes may pass between two steps of somebody else.
 */
const workOff = (queues: Queues, scheduler: fc.Scheduler): Promise<unknown> => {
  const work = async (): Promise<void> => {
    for (let idle = 0; idle < 30; ) {
      const next = queues.take();
      idle = next === undefined ? idle + 1 : 0;
      await (next === undefined ? scheduler.schedule(Promise.resolve(), 'idle') : queues.deliver(next));
    }
  };
  return scheduler.waitFor(Promise.all(Array.from({ length: WORKERS }, work)));
};

const call = (eventName: string, parameters: object, eventId: string) =>
  iamCall({ eventName, eventId, requestParameters: parameters });

const ANA = { userName: 'ana' };

const events = fc.array(
  fc
    .tuple(
      fc.constantFrom<readonly [string, object]>(
        ['TagUser', ANA],
        ['UntagUser', ANA],
        ['CreateLoginProfile', ANA],
        ['RemoveUserFromGroup', { ...ANA, groupName: 'devs' }],
        ['DeactivateMFADevice', { ...ANA, serialNumber: `arn:aws:iam::${MEMBER_ACCOUNT}:mfa/phone` }],
        ['SetDefaultPolicyVersion', { policyArn: POLICY, versionId: 'v2' }],
        ['AttachGroupPolicy', { groupName: 'devs', policyArn: POLICY }],
      ),
      fc.constantFrom('a', 'b', 'c'),
    )
    .map(([[eventName, parameters], id]) => call(eventName, parameters, `${eventName}-${id}`)),
  { minLength: 2, maxLength: 6 },
);

const settleTimes = fc.constantFrom(0, 1, 20).map(seconds);

/** Whatever is announced of one version says the same. */
const expectOneMeaningEach = (world: GuardianWorld): void => {
  const versions = Map.groupBy(world.announced(VERDICT_REACHED), ({ principal, verdictVersion }) =>
    JSON.stringify([principal, verdictVersion]),
  );
  for (const announced of versions.values()) {
    expect(new Set(announced.map(({ finding }) => JSON.stringify(finding))).size).toBe(1);
  }
};

/** Ana is the only one who has anything. */
const expectLatest = ({ principal, verdict, announcedVersion, version }: PrincipalRecord): void => {
  expect(verdict.finding.kind).toBe(principal.userName === 'ana' ? 'exposed' : 'no-access');
  expect(announcedVersion).toBe(version);
};

describe('several events, routed and looked at at once, in any order of steps', { timeout: 120_000 }, () => {
  it('always end with nothing pending, and with what the last read showed', async () => {
    const met = tally<string>();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), events, settleTimes, async (scheduler, arriving, settleTime) => {
        const world = scheduled(scheduler, settleTime);
        world.iam.setPassword('ana', true);
        world.directory.set(`policy ${POLICY}`, ['ana', 'bob', 'carl'], ['devs']);
        world.directory.set('group devs', ['ana', 'dora']);
        const queues = queuesOf(world);
        for (const event of arriving) {
          queues.arrive(event);
        }
        await workOff(queues, scheduler);
        expect([...pendingIn(world), ...queues.waiting, ...queues.dead]).toEqual([]);
        expectOneMeaningEach(world);
        for (const record of world.ledger.records()) {
          met.count(record.verdict.finding.kind);
          expectLatest(record);
        }
      }),
      { numRuns: 250 },
    );
    expect(met.missing(['exposed', 'no-access'], 50)).toEqual([]);
  });

  it('always see a change that was made before its event came, whoever looks meanwhile', async () => {
    const met = tally<string>();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.nat(40), settleTimes, async (scheduler, turns, settleTime) => {
        const world = scheduled(scheduler, settleTime);
        const queues = queuesOf(world);
        queues.arrive(call('TagUser', ANA, 'before'));
        queues.arrive(call('RemoveUserFromGroup', { ...ANA, groupName: 'devs' }, 'before too'));
        const changeLater = async (): Promise<void> => {
          for (let turn = 0; turn < turns; turn += 1) {
            await scheduler.schedule(Promise.resolve(), 'somebody is about to set a password');
          }
          // Of a change that says nothing of itself: no read can be held against it.
          world.iam.setPassword('ana', true);
          queues.arrive(call('UploadSigningCertificate', ANA, 'after'));
          await workOff(queues, scheduler);
        };
        await scheduler.waitFor(Promise.all([workOff(queues, scheduler), changeLater()]));
        met.count(
          world.announced(VERDICT_REACHED).length === 1 ? 'looked at once' : 'looked at before and after',
        );
        expect(pendingIn(world)).toEqual([]);
        expect(world.ledger.records()).toMatchObject([{ verdict: { finding: { kind: 'exposed' } } }]);
      }),
      { numRuns: 250 },
    );
    expect(met.missing(['looked at once', 'looked at before and after'], 10)).toEqual([]);
  });
});
