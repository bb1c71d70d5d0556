import { describe, expect, it } from 'vitest';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { seconds } from '#core/kernel/time.ts';
import { type CrashPoint, crashingAt } from '../fakes/around-calls.ts';
import { iamCall } from '../fakes/cloudtrail-events.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { MEMBER_ACCOUNT, userIdOf } from '../fakes/people.ts';
import { keyEvent } from '../fakes/scenes.ts';
import { pendingIn, type Queues, queuesOf } from './queues.ts';

const SETTLE_TIME = seconds(20);
const POLICY = `arn:aws:iam::${MEMBER_ACCOUNT}:policy/everything`;

type Around = <Port extends object>(port: Port) => Port;
type Run = (around: Around) => Promise<{ readonly world: GuardianWorld; readonly queues: Queues }>;

const call = (eventName: string, requestParameters: object, more: object = {}) =>
  iamCall({ eventName, eventId: `${eventName}-1`, requestParameters, ...more });

const worldWithAna = (around: Around): GuardianWorld => {
  const world = guardianWorld({ settleTime: SETTLE_TIME, pageSize: 2, around });
  world.iam.createUser('ana');
  world.iam.setPassword('ana', true);
  world.iam.setKey('ana', 'AKIAANA', 'active');
  return world;
};

/** Everything arrives within two seconds, and then the queues are worked off. */
const runOf =
  (
    eventsIn: (world: GuardianWorld) => readonly unknown[],
    prepare: (world: GuardianWorld) => void = () => undefined,
  ): Run =>
  async (around) => {
    const world = worldWithAna(around);
    prepare(world);
    const queues = queuesOf(world);
    for (const [index, event] of eventsIn(world).entries()) {
      queues.arrive(event, seconds(index));
    }
    await queues.run();
    return { world, queues };
  };

/** Runs once with every crash that is possible, before and after each call that an undisturbed run makes. */
const everyCrash = async (run: Run) => {
  const undisturbed = crashingAt({ call: 0, when: 'before' });
  await run(undisturbed.wrap);
  const points = Array.from({ length: undisturbed.calls() }, (_, index) => index + 1).flatMap((number) =>
    (['before', 'after'] as const).map((when): CrashPoint => ({ call: number, when })),
  );
  return Promise.all(points.map(async (point) => ({ point, ...(await run(crashingAt(point).wrap)) })));
};

/** Versions that were announced; a crash while announcing can make one of them come twice, with the same words. */
const versionsOf = (world: GuardianWorld) => [
  ...new Set(
    world
      .announced(VERDICT_REACHED)
      .map(({ principal, verdictVersion, finding }) =>
        JSON.stringify({ principal, verdictVersion, finding }),
      ),
  ),
];

const lastFindings = (world: GuardianWorld) =>
  Object.fromEntries(
    world.ledger
      .records()
      .map(({ principal, verdict, announcedVersion, version }) => [
        principal.userName,
        `${verdict.finding.kind} ${announcedVersion === version ? 'announced' : 'kept to itself'}`,
      ]),
  );

const expectNothingLost = (
  { point, world, queues }: Awaited<ReturnType<typeof everyCrash>>[number],
  findings: object,
  versions: number,
): void => {
  expect({ point, pending: pendingIn(world), dead: queues.dead }).toEqual({ point, pending: [], dead: [] });
  expect({ point, findings: lastFindings(world) }).toEqual({ point, findings });
  expect({ point, versions: versionsOf(world).length }).toEqual({ point, versions });
};

describe('routing and looking, cut off at any point and delivered again', { timeout: 60_000 }, () => {
  it('looks at a change, and tells of it once', async () => {
    const runs = await everyCrash(runOf((world) => [keyEvent(world, 'CreateAccessKey')]));
    expect(runs.length).toBeGreaterThanOrEqual(24);
    for (const one of runs) {
      expectNothingLost(one, { ana: 'exposed announced' }, 1);
    }
  });

  it('looks at each of several changes, urgent and not, that join one another', async () => {
    const runs = await everyCrash(
      runOf((world) => [
        keyEvent(world, 'CreateAccessKey'),
        call('TagUser', { userName: 'ana' }),
        call('RemoveUserFromGroup', { userName: 'ana', groupName: 'devs' }),
        call('CreateLoginProfile', { userName: 'ana' }),
      ]),
    );
    expect(runs.length).toBeGreaterThanOrEqual(50);
    for (const one of runs) {
      expectNothingLost(one, { ana: 'exposed announced' }, 1);
    }
  });

  it('looks at whomever a change of a group or a policy concerns', async () => {
    const prepare = (world: GuardianWorld) => {
      world.directory.set(`policy ${POLICY}`, ['ana', 'bob', 'carl'], ['devs']);
      world.directory.set('group devs', ['dora']);
    };
    const runs = await everyCrash(
      runOf(() => [call('DeletePolicyVersion', { policyArn: POLICY, versionId: 'v1' })], prepare),
    );
    expect(runs.length).toBeGreaterThanOrEqual(100);
    for (const one of runs) {
      const nobody = 'no-access announced';
      expectNothingLost(one, { ana: 'exposed announced', bob: nobody, carl: nobody, dora: nobody }, 4);
    }
  });

  it('follows a rename, and takes along what nobody had looked at', async () => {
    const run: Run = async (around) => {
      let disturbed = false;
      const later: Around = (port) => {
        const wrapped = around(port);
        return new Proxy(port, {
          get: (target, name) => Reflect.get(disturbed ? wrapped : target, name) as unknown,
        });
      };
      const world = worldWithAna(later);
      const queues = queuesOf(world);
      await world.route(keyEvent(world, 'CreateAccessKey', undefined, 'AKIAGONE'));
      world.iam.deleteUser('ana');
      world.iam.createUser('anna', { userId: userIdOf('ana') });
      disturbed = true;
      queues.arrive(call('UpdateUser', { userName: 'ana', newUserName: 'anna' }, { at: world.clock.now() }));
      await queues.run();
      return { world, queues };
    };
    for (const { point, world, queues } of await everyCrash(run)) {
      const anna = world.ledger.records().find(({ principal }) => principal.userName === 'anna');
      const ended = [expect.objectContaining({ accessKeyId: 'AKIAGONE' })];
      expect({ point, ended: anna?.ended }).toEqual({ point, ended });
      expect({ point, pending: pendingIn(world), dead: queues.dead }).toEqual({
        point,
        pending: [],
        dead: [],
      });
    }
  });
});
