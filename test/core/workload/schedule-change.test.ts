import { describe, expect, it } from 'vitest';
import { milliseconds, minutes, seconds } from '#core/kernel/time.ts';
import type { PendingChange, PendingChanges } from '#core/workload/pending-changes.ts';
import { scheduleChange } from '#core/workload/schedule-change.ts';
import type { Subject } from '#core/workload/subject.ts';
import { ANA, NEW_YEAR, principalNamed } from '../../fakes/people.ts';
import {
  change,
  DEVELOPERS,
  pendingOf,
  QUEUED,
  SETTLE_TIME,
  sinceNewYear,
  UNSTATED,
  URGENT,
} from './changes.ts';

const TERMS = { settleTime: SETTLE_TIME };
const AT_ONCE = { urgency: 'urgent', delay: 0 };
const PROMISED = { number: 8, promisedAt: NEW_YEAR, dueAt: sinceNewYear(SETTLE_TIME), queued: false };
const later = (number: number) => ({ urgency: 'settling', delay: SETTLE_TIME, number });

const schedule = (
  known: PendingChanges | undefined,
  added: PendingChange,
  insists = false,
  subject: Subject = ANA,
) => scheduleChange(known, subject, added, { ...TERMS, insists });

const many = (count: number): readonly PendingChange[] =>
  Array.from({ length: count }, (_, index) => change(`event-${index}`));

describe('scheduleChange, of what is not urgent', () => {
  it('promises a look when the first change comes', () => {
    expect(schedule(undefined, change('one'))).toEqual({
      became: 'scheduled',
      pending: {
        ...pendingOf({ revision: 1, changes: [change('one')] }),
        nextLook: { ...PROMISED, number: 1 },
      },
      looks: [later(1)],
    });
  });

  it('joins a look that is queued, and queues none', () => {
    const known = pendingOf({ changes: [change('one')], nextLook: QUEUED });
    expect(schedule(known, change('two'))).toEqual({
      became: 'joined',
      pending: { ...known, changes: [change('one'), change('two')], revision: 8 },
      looks: [],
    });
  });

  it.each([
    [SETTLE_TIME + minutes(15) - 1, 'joined'],
    [SETTLE_TIME + minutes(15), 'scheduled'],
  ])(
    'joins a look whose message is late, but not one that must be lost, after %i ms: %s',
    (waited, became) => {
      const known = pendingOf({ changes: [change('one')], nextLook: QUEUED });
      expect(schedule(known, change('two', { arrivedAt: sinceNewYear(waited) })).became).toBe(became);
    },
  );

  it.each([
    [seconds(10) - 1, 'waiting', []],
    [seconds(10), 'scheduled', [later(8)]],
  ])(
    'waits for somebody who promised, unless he must have been cut off, after %i ms: %s',
    (waited, became, looks) => {
      const known = pendingOf({ changes: [change('one')], nextLook: { ...QUEUED, queued: false } });
      const scheduling = schedule(known, change('two', { arrivedAt: sinceNewYear(waited) }));
      expect(scheduling).toMatchObject({ became, looks });
      expect(scheduling.pending?.changes).toHaveLength(2);
    },
  );

  it('does not wait for anybody when it can not come back', () => {
    const known = pendingOf({ nextLook: { ...QUEUED, queued: false } });
    expect(schedule(known, change('two'), true)).toMatchObject({
      became: 'scheduled',
      pending: { nextLook: PROMISED },
      looks: [later(8)],
    });
  });

  it('writes nothing when the event comes again, but for a look that nobody promised', () => {
    const known = pendingOf({ changes: [change('one')], nextLook: QUEUED });
    expect(schedule(known, change('one'))).toEqual({ became: 'joined', pending: undefined, looks: [] });
    const slow = { ...known, nextLook: { ...QUEUED, queued: false } };
    expect(schedule(slow, change('one'))).toEqual({ became: 'waiting', pending: undefined, looks: [] });
    const lost = { ...known, nextLook: undefined };
    expect(schedule(lost, change('one'))).toMatchObject({ became: 'scheduled', looks: [later(8)] });
  });
});

describe('scheduleChange, of what is urgent', () => {
  it('asks for a look at once, and leaves a promised one as it is', () => {
    const known = pendingOf({ changes: [change('one')], nextLook: QUEUED });
    expect(schedule(known, change('two', URGENT))).toMatchObject({
      became: 'scheduled',
      pending: { urgentSince: NEW_YEAR, urgentLooks: 1, nextLook: QUEUED },
      looks: [AT_ONCE],
    });
  });

  it('leaves it to that look to promise another one, where a read can not be held against the change', () => {
    const removed = change('one', { ...UNSTATED, ...URGENT });
    expect(schedule(undefined, removed).looks).toEqual([AT_ONCE]);
  });

  it('is never held up by somebody who promised a look', () => {
    const known = pendingOf({ nextLook: { ...QUEUED, queued: false } });
    expect(schedule(known, change('one', URGENT))).toMatchObject({ became: 'scheduled', looks: [AT_ONCE] });
  });

  it('asks again when the event comes again, for nobody knows whether it did before', () => {
    const known = pendingOf({ changes: [change('one', URGENT)], urgentSince: NEW_YEAR, urgentLooks: 1 });
    expect(schedule(known, change('one', URGENT)).looks).toEqual([AT_ONCE]);
  });

  it.each([
    [4, 59_999, [AT_ONCE]],
    [5, 59_999, [later(8)]],
    [5, 60_000, [AT_ONCE]],
  ])('joins the others after five within a minute: after %i, %i ms later', (urgentLooks, waited, looks) => {
    const known = pendingOf({ urgentSince: NEW_YEAR, urgentLooks });
    expect(schedule(known, change('one', { ...URGENT, arrivedAt: sinceNewYear(waited) })).looks).toEqual(
      looks,
    );
  });
});

describe('scheduleChange, of a collective', () => {
  const urgent = change('one', { ...UNSTATED, ...URGENT });

  it('finds out at once who is concerned, and once', () => {
    expect(schedule(undefined, urgent, false, DEVELOPERS).looks).toEqual([AT_ONCE]);
  });

  it.each([
    [1, [AT_ONCE]],
    [2, [later(8)]],
  ])('joins the others after two within a minute: after %i', (urgentLooks, looks) => {
    const known = pendingOf({ subject: DEVELOPERS, urgentSince: NEW_YEAR, urgentLooks });
    expect(schedule(known, urgent, false, DEVELOPERS).looks).toEqual(looks);
  });
});

describe('scheduleChange, when very much is pending', () => {
  const full = pendingOf({ changes: many(100), nextLook: QUEUED });

  it('takes a hundred changes', () => {
    const almost = pendingOf({ changes: many(99), nextLook: QUEUED });
    expect(schedule(almost, change('one more'))).toMatchObject({ became: 'joined' });
  });

  it('lets a further one come back, and changes nothing', () => {
    expect(schedule(full, change('one more'))).toEqual({ became: 'full', pending: undefined, looks: [] });
  });

  it('still has room for a copy, for one like another, and for one of which nothing is stated', () => {
    expect(schedule(full, change('event-5')).became).toBe('joined');
    expect(schedule(full, change('newer', { eventName: 'Call event-5' })).became).toBe('joined');
    expect(schedule(full, change('tagged', UNSTATED)).became).toBe('joined');
    const fuller = { ...full, changes: [...full.changes, change('tagged', UNSTATED)] };
    expect(schedule(fuller, change('event-5')).became).toBe('joined');
    expect(schedule(fuller, change('one more')).became).toBe('full');
  });

  it('looks at once all the same when that is urgent', () => {
    expect(schedule(full, change('one more', URGENT))).toMatchObject({
      became: 'full',
      pending: { changes: full.changes, urgentLooks: 1 },
      looks: [AT_ONCE],
    });
  });

  it('has it looked at when no look is to come, or it would be full for ever', () => {
    const stuck = { ...full, nextLook: undefined };
    expect(schedule(stuck, change('one more'))).toMatchObject({ became: 'full', looks: [later(8)] });
  });
});

describe('scheduleChange', () => {
  it('goes by the latest spelling of a name', () => {
    const spelled = principalNamed('Ana');
    expect(schedule(pendingOf(), change('one'), false, spelled).pending?.subject).toEqual(spelled);
  });

  it('promises a look for now when nothing is waited for', () => {
    const scheduling = scheduleChange(undefined, ANA, change('one'), { settleTime: milliseconds(0) });
    expect(scheduling.looks).toEqual([{ urgency: 'settling', delay: 0, number: 1 }]);
  });
});
