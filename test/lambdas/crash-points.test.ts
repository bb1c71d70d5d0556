import { describe, expect, it } from 'vitest';
import { ACTION_TAKEN } from '#contracts/action-taken.ts';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { known } from '#core/posture/observed.ts';
import { type CrashPoint, crashingAt } from '../fakes/around-calls.ts';
import type { GuardianWorld } from '../fakes/guardian-world.ts';
import { guardArn } from '../fakes/people.ts';
import { keyEvent, worldWithExposedAna } from '../fakes/scenes.ts';

type Around = <Port extends object>(port: Port) => Port;
type Run = (around: Around) => Promise<GuardianWorld>;

/** Runs once with every crash that is possible, before and after each call that an undisturbed run makes. */
const everyCrash = async (run: Run): Promise<readonly (readonly [CrashPoint, GuardianWorld])[]> => {
  const undisturbed = crashingAt({ call: 0, when: 'before' });
  await run(undisturbed.wrap);
  const points = Array.from({ length: undisturbed.calls() }, (_, index) => index + 1).flatMap((call) =>
    (['before', 'after'] as const).map((when): CrashPoint => ({ call, when })),
  );
  return Promise.all(points.map(async (point) => [point, await run(crashingAt(point).wrap)] as const));
};

/** The verdicts that were announced, but for when the read began: a repeated announcement rests on a read of its own. */
const verdicts = (world: GuardianWorld): readonly string[] => [
  ...new Set(
    world.announced(VERDICT_REACHED).map(({ readBegan: _readBegan, ...verdict }) => canonicalJson(verdict)),
  ),
];

const actions = (world: GuardianWorld): readonly string[] => [
  ...new Set(world.announced(ACTION_TAKEN).map((action) => canonicalJson(action))),
];

const assessed: Run = async (around) => {
  const world = worldWithExposedAna({ around });
  await world.assess(keyEvent(world, 'CreateAccessKey'));
  return world;
};

/** The verdict is reached undisturbed; what is disturbed is acting upon it. */
const enforced =
  (disturb: (world: GuardianWorld) => void): Run =>
  async (around) => {
    let disturbed = false;
    const late: Around = (port) => {
      const wrapped = around(port);
      return new Proxy(port, {
        get: (target, name) => Reflect.get(disturbed ? wrapped : target, name) as unknown,
      });
    };
    const world = worldWithExposedAna({ around: late });
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    disturb(world);
    disturbed = true;
    await world.enforce(world.bus.published[0]);
    return world;
  };

const told: Run = async (around) => {
  const world = worldWithExposedAna({ around });
  await world.assess(keyEvent(world, 'CreateAccessKey'));
  for (const event of [...world.bus.published]) {
    await world.notify(event);
  }
  return world;
};

describe('assessPrincipal, cut off at any point and delivered again', () => {
  it('announces one verdict, and knows that it did', async () => {
    const runs = await everyCrash(assessed);
    expect(runs.length).toBeGreaterThanOrEqual(10);
    for (const [point, world] of runs) {
      expect({ point, verdicts: verdicts(world).length }).toEqual({ point, verdicts: 1 });
      expect(world.ledger.records()).toMatchObject([{ version: 1, announcedVersion: 1 }]);
    }
  });
});

describe('enforceVerdict, cut off at any point and delivered again', { timeout: 30_000 }, () => {
  it('attaches with one call, and tells of it in the same words', async () => {
    const runs = await everyCrash(enforced(() => undefined));
    expect(runs.length).toBeGreaterThanOrEqual(20);
    for (const [point, world] of runs) {
      expect({ point, calls: world.iam.attachCalls.length, actions: actions(world).length }).toEqual({
        point,
        calls: 1,
        actions: 1,
      });
      expect(world.iam.userNamed('ana')?.attachedPolicies).toEqual(known([guardArn('standard')]));
      expect(world.ledger.intents()).toMatchObject([{ outcome: { kind: 'attached' }, announced: true }]);
      expect(world.ledger.records()).toMatchObject([{ actedUpon: { policyArn: guardArn('standard') } }]);
    }
  });

  it('gives up once, and says so in the same words, when IAM refuses', async () => {
    const runs = await everyCrash(
      enforced((world) => world.iam.answerAttach({ kind: 'refused', because: 'policy-quota-reached' }, 9)),
    );
    for (const [point, world] of runs) {
      expect({ point, actions: actions(world).length }).toEqual({ point, actions: 1 });
      expect(world.announced(ACTION_TAKEN).at(-1)).toMatchObject({
        outcome: { kind: 'failed', because: 'policy-quota-reached' },
      });
      expect(world.ledger.records()).toMatchObject([{ version: 1 }]);
      expect(world.ledger.records()[0]?.actedUpon).toEqual({
        at: expect.any(Number),
        failed: 'policy-quota-reached',
      });
    }
  });

  it('gives each call of IAM a session name of its own', async () => {
    const runs = await everyCrash(enforced((world) => world.iam.answerAttach({ kind: 'try-again' }, 1)));
    for (const [, world] of runs) {
      const names = world.iam.attachCalls.map(({ sessionName }) => sessionName);
      expect(new Set(names).size).toBe(names.length);
      expect(world.ledger.intents()).toMatchObject([{ outcome: { kind: 'attached' } }]);
    }
  });

  it('returns messages of lagging reads without losing any', async () => {
    const runs = await everyCrash(enforced((world) => world.iam.answerAttach({ kind: 'accepted' }, 1)));
    for (const [point, world] of runs) {
      expect({ point, actions: actions(world).length }).toEqual({ point, actions: 1 });
      expect(world.iam.userNamed('ana')?.attachedPolicies).toEqual(known([guardArn('standard')]));
    }
  });
});

describe('notifyPeople, cut off at any point and delivered again', () => {
  it('sends each notice once', async () => {
    const runs = await everyCrash(told);
    for (const [point, world] of runs) {
      expect({ point, notices: world.notifier.sent.length }).toEqual({ point, notices: 1 });
    }
  });
});
