import { describe, expect, it } from 'vitest';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { addDuration, isBefore, seconds } from '#core/kernel/time.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import { aroundCalls } from '../fakes/around-calls.ts';
import { type GuardianWorld, guardianWorld } from '../fakes/guardian-world.ts';
import { NEW_YEAR } from '../fakes/people.ts';
import { recordOf } from '../fakes/records.ts';
import { keyEvent, worldWithExposedAna } from '../fakes/scenes.ts';

/** A world in which somebody else writes the record just before each of the first attempts to save it. */
const withRivals = (rivals: number): { readonly world: GuardianWorld; readonly rivalsLeft: () => number } => {
  let left = rivals;
  const world: GuardianWorld = worldWithExposedAna({
    around: (port) =>
      aroundCalls(port, async (name, call) => {
        if (name === 'savePrincipal' && left > 0) {
          left -= 1;
          const [current] = world.ledger.records();
          const revision = (current?.revision ?? 0) + 1;
          const rival: PrincipalRecord = recordOf({
            ...current,
            revision,
            readBegan: current?.readBegan ?? NEW_YEAR,
          });
          await world.ledger.savePrincipal(rival);
        }
        return call();
      }),
  });
  return { world, rivalsLeft: () => left };
};

describe('assessPrincipal, when somebody else writes the same record', () => {
  it.each([1, 2, 3, 6])('judges again, after %i conflicts', async (rivals) => {
    const { world } = withRivals(rivals);
    await world.deliver(world.steps.assess, await world.lookFor(keyEvent(world, 'CreateAccessKey')));
    expect(world.announced(VERDICT_REACHED)).toMatchObject([
      { verdictVersion: 2, finding: { kind: 'exposed' }, previousFinding: 'no-access' },
    ]);
  });

  it('asks IAM again only when a later read is recorded, not for every write in between', async () => {
    const { world } = withRivals(6);
    await world.deliver(world.steps.assess, await world.lookFor(keyEvent(world, 'CreateAccessKey')));
    // The first rival claims a read of the same instant; the others come with no later one.
    expect(world.telemetry.counted.filter((metric) => metric === 'PrincipalsRead')).toHaveLength(2);
  });

  it('fails the delivery after eight rounds, and succeeds with the next', async () => {
    const { world, rivalsLeft } = withRivals(7);
    const message = await world.lookFor(keyEvent(world, 'CreateAccessKey'));
    await expect(world.deliver(world.steps.assess, message)).rejects.toThrow('within 8 rounds');
    expect(rivalsLeft()).toBe(0);
    expect(world.bus.published).toEqual([]);
    await world.deliver(world.steps.assess, message);
    expect(world.announced(VERDICT_REACHED)).toHaveLength(1);
  });

  it('reads again when the record rests on a later read, and adds what its own event told', async () => {
    const world = worldWithExposedAna();
    const later = recordOf({ readBegan: addDuration(NEW_YEAR, seconds(5)) });
    await world.ledger.savePrincipal(later);
    await world.assess(keyEvent(world, 'UpdateAccessKey', 'Inactive', 'AKIAOLD'));
    const [record] = world.ledger.records();
    expect(record?.ended).toMatchObject([{ accessKeyId: 'AKIAOLD' }]);
    expect(isBefore(later.readBegan, record?.readBegan ?? NEW_YEAR)).toBe(true);
    expect(world.announced(VERDICT_REACHED)).toHaveLength(1);
  });

  it('reads again when two reads began in the same millisecond', async () => {
    const world = worldWithExposedAna();
    await world.ledger.savePrincipal(recordOf());
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    expect(world.ledger.records()).toMatchObject([{ readBegan: NEW_YEAR + 1, version: 2 }]);
  });
});

describe('assessPrincipal, about two users', () => {
  it('keeps them apart', async () => {
    const world = guardianWorld();
    world.iam.createUser('ana');
    world.iam.createUser('bob');
    world.iam.setKey('ana', 'AKIAANA', 'active');
    await world.assess(keyEvent(world, 'CreateAccessKey'));
    expect(world.ledger.records().map(({ principal }) => principal.userName)).toEqual(['ana']);
  });
});
