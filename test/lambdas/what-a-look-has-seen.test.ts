import { describe, expect, it } from 'vitest';
import type { Expectation } from '#core/change/expectation.ts';
import { addDuration, milliseconds, minutes, seconds } from '#core/kernel/time.ts';
import type { PendingChange } from '#core/workload/pending-changes.ts';
import { hasSeen } from '../../lambdas/assess-principal/follow-look.ts';
import { NEW_YEAR, PASSWORD, snapshotOf } from '../fakes/people.ts';
import { CALL } from '../fakes/records.ts';

const SETTLE_TIME = seconds(20);
const MADE: Expectation = { kind: 'password', present: true };

const sinceNewYear = (duration: number) => addDuration(NEW_YEAR, milliseconds(duration));

const change = (eventId: string, expectation: Expectation, madeAt = 0): PendingChange => ({
  call: { ...CALL, eventId, at: sinceNewYear(madeAt) },
  expectation,
  urgency: 'settling',
  arrivedAt: sinceNewYear(madeAt),
});

const seen = (taken: readonly PendingChange[], readAfter: number, facts = {}): readonly string[] =>
  taken
    .filter(hasSeen(taken, snapshotOf('ana', facts, sinceNewYear(readAfter)), SETTLE_TIME))
    .map(({ call }) => call.eventId);

const key = (id: string): Expectation => ({ kind: 'access-key', id, status: 'active' });

describe('what a look has seen', () => {
  it('is what the read shows', () => {
    expect(seen([change('made', MADE)], 1_000, { password: PASSWORD })).toEqual(['made']);
  });

  it('is not what had to be believed unseen, because something else always was too early', () => {
    const taken = [change('made', MADE), change('key', key('AKIAONE'), 1_000)];
    expect(seen(taken, 2_000, { password: PASSWORD })).toEqual(['made']);
  });

  it('is everything once it is old enough for the read to be believed', () => {
    const taken = [change('made', MADE), change('key', key('AKIAONE'), 1_000)];
    expect(seen(taken, minutes(2))).toEqual(['made', 'key']);
  });

  it('is what a later change has undone, which no read will show any more', () => {
    const undone: Expectation = { kind: 'password', present: false };
    expect(seen([change('made', MADE), change('undone', undone, 1_000)], 2_000)).toEqual(['made', 'undone']);
  });

  it('is what states nothing, if the read began late enough', () => {
    const tagged = [change('tagged', { kind: 'unstated' })];
    expect(seen(tagged, SETTLE_TIME / 2 - 1)).toEqual([]);
    expect(seen(tagged, SETTLE_TIME / 2)).toEqual(['tagged']);
  });
});
