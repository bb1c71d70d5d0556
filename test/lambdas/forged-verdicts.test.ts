import { describe, expect, it } from 'vitest';
import { ACTION_TAKEN } from '#contracts/action-taken.ts';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { formatInstant } from '#core/kernel/time.ts';
import { exposed } from '../fakes/findings.ts';
import { guardianWorld } from '../fakes/guardian-world.ts';
import { ANA, arnOf, MEMBER_ACCOUNT, NEW_YEAR, userIdOf } from '../fakes/people.ts';
import { publishedBy } from '../fakes/recording-ports.ts';
import { worldWithExposedAna } from '../fakes/scenes.ts';

/** A verdict that nobody reached; it says what its author likes. */
const forged = (members: Readonly<Record<string, unknown>> = {}) =>
  publishedBy('111122223333', VERDICT_REACHED, {
    schemaVersion: 1,
    principal: ANA,
    identity: { userId: userIdOf('ana'), arn: arnOf('ana') },
    verdictVersion: 7,
    finding: exposed(),
    disposition: { kind: 'none' },
    previousFinding: null,
    cause: {
      eventId: 'forged',
      eventName: 'CreateAccessKey',
      kind: 'access-key-created',
      at: formatInstant(NEW_YEAR),
      actor: { kind: 'root' },
    },
    readBegan: formatInstant(NEW_YEAR),
    ...members,
  });

describe('enforceVerdict, given a forged verdict', () => {
  it('attaches nothing to somebody whom a fresh read does not find exposed', async () => {
    const world = guardianWorld();
    world.iam.createUser('ana');
    await world.enforce(forged());
    expect(world.iam.attachCalls).toEqual([]);
    expect(world.announced(ACTION_TAKEN)).toMatchObject([
      { outcome: { kind: 'failed', because: 'no-longer-needed' } },
    ]);
  });

  it.each([
    ['a user who does not exist', { principal: { ...ANA, userName: 'nobody' } }],
    ['a user of another id', { identity: { userId: userIdOf('mallory'), arn: arnOf('ana') } }],
    ['a user of an account that is not watched', { principal: { ...ANA, account: '999999999999' } }],
  ])('attaches nothing to %s', async (_who, members) => {
    const world = worldWithExposedAna();
    await world.enforce(forged(members));
    expect(world.iam.attachCalls).toEqual([]);
    expect(world.announced(ACTION_TAKEN)).toMatchObject([
      { outcome: { kind: 'failed', because: 'user-gone' } },
    ]);
  });

  it.each(['exempt', 'breakGlass'])(
    'attaches nothing to somebody %s, whatever the verdict says',
    async (list) => {
      const named = { arn: arnOf('ana'), id: userIdOf('ana'), reason: 'reviewed in January' };
      const world = worldWithExposedAna({ principals: { exempt: [], breakGlass: [], [list]: [named] } });
      await world.enforce(forged());
      expect(world.iam.attachCalls).toEqual([]);
    },
  );

  it.each([
    ['without an identity', { identity: null }],
    ['about somebody exempt', { disposition: { kind: 'exempt', reason: 'because' } }],
    ['about somebody protected', { finding: { kind: 'protected', lasting: true } }],
    ['that is undetermined', { finding: { kind: 'undetermined', gaps: [] } }],
  ])('does nothing about a verdict %s', async (_what, members) => {
    const world = worldWithExposedAna();
    await world.enforce(forged(members));
    expect(world.ledger.intents()).toEqual([]);
    expect(world.iam.attachCalls).toEqual([]);
  });

  it.each([
    ['from a member account', publishedBy(MEMBER_ACCOUNT, VERDICT_REACHED, forged().detail)],
    ['of another source', { ...forged(), source: 'com.example' }],
    ['of another kind', { ...forged(), 'detail-type': 'Verdict Withdrawn' }],
    ['of another version', forged({ schemaVersion: 2 })],
    ['with a hostile user name', forged({ principal: { ...ANA, userName: '../admin' } })],
    ['with a hostile account', forged({ principal: { ...ANA, account: '222222222222:role/x' } })],
    ['with a hostile partition', forged({ principal: { ...ANA, partition: 'aws:iam::1:role/' } })],
    ['with a fractional version', forged({ verdictVersion: 1.5 })],
    ['with a negative version', forged({ verdictVersion: -1 })],
  ])('buries one %s', async (_what, event) => {
    const world = worldWithExposedAna();
    await world.enforce(event);
    expect(world.inbox.buried).toHaveLength(1);
    expect(world.inbox.buried[0]?.reason).toContain(
      'expected a "Verdict Reached" event of account 111122223333',
    );
    expect(world.iam.attachCalls).toEqual([]);
  });
});
