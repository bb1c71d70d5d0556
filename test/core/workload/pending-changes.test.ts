import { describe, expect, it } from 'vitest';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';
import { milliseconds, minutes, seconds } from '#core/kernel/time.ts';
import {
  hasToSettle,
  isPending,
  isSettled,
  isTaken,
  leadingChange,
  type PendingChange,
  withChange,
} from '#core/workload/pending-changes.ts';
import { guardArn } from '../../fakes/people.ts';
import { CALL } from '../../fakes/records.ts';
import { change, SETTLE_TIME, sinceNewYear, UNSTATED, URGENT } from './changes.ts';

const TAGGED = { eventName: 'TagUser', ...UNSTATED };
const ids = (changes: readonly PendingChange[]) => changes.map(({ call }) => call.eventId);
const madeAt = (eventId: string, at: number, members: Partial<PendingChange> = TAGGED): PendingChange => {
  const made = change(eventId, members);
  return { ...made, call: { ...made.call, at: sinceNewYear(at) } };
};

describe('withChange', () => {
  it('keeps of a loop of one call the last, and when it came', () => {
    const loop = [3, 1, 2].map((number) => ({
      ...madeAt(`tag-${number}`, number),
      arrivedAt: sinceNewYear(seconds(number)),
    }));
    const changes = loop.reduce<readonly PendingChange[]>(withChange, []);
    expect(ids(changes)).toEqual(['tag-3']);
    expect(changes[0]?.arrivedAt).toBe(sinceNewYear(seconds(2)));
  });

  it('is as urgent as any of the loop', () => {
    const urgent = change('two', { ...TAGGED, ...URGENT });
    for (const changes of [
      [change('one', TAGGED), urgent],
      [urgent, change('one', TAGGED)],
    ]) {
      expect(changes.reduce<readonly PendingChange[]>(withChange, [])).toMatchObject([{ urgency: 'urgent' }]);
    }
  });

  it.each<[string, Partial<PendingChange> & { readonly eventName?: string }]>([
    ['another call', { eventName: 'UntagUser' }],
    ['another expectation', { expectation: { kind: 'password', present: false } }],
    ['a renaming', { formerName: 'anna' as never }],
  ])('keeps %s beside it', (_what, members) => {
    const one = change('one', TAGGED);
    expect(ids(withChange([one], change('two', { ...TAGGED, ...members })))).toEqual(['one', 'two']);
  });

  it('knows a change by what it says, in whatever order a store gives it back', () => {
    const attached = change('one', {
      eventName: 'AttachUserPolicy',
      expectation: { kind: 'attached-policy', arn: guardArn('strict'), present: true },
    });
    const given = {
      ...attached,
      expectation: { present: true, arn: guardArn('strict'), kind: 'attached-policy' },
    };
    const again = change('two', attached as Partial<PendingChange>);
    const repeated = { ...again, call: { ...again.call, eventName: 'AttachUserPolicy' } };
    expect(withChange([given as PendingChange], repeated)).toHaveLength(1);
  });

  it('takes two deletions of one name for one, whenever they were', () => {
    const gone = (eventId: string, at: number) =>
      madeAt(eventId, at, { ...TAGGED, expectation: { kind: 'user-gone', at: sinceNewYear(at) } });
    expect(withChange([gone('one', 1)], gone('two', 2))).toMatchObject([
      { expectation: { kind: 'user-gone', at: sinceNewYear(2) } },
    ]);
  });

  it('adds nothing, and changes nothing, when an event comes again', () => {
    const changes = [change('one'), change('two')];
    expect(withChange(changes, { ...change('two'), arrivedAt: sinceNewYear(minutes(1)) })).toBe(changes);
  });
});

describe('isPending', () => {
  it('is so while the very event is, not one like it', () => {
    expect(isPending([change('one', TAGGED)], change('one', TAGGED))).toBe(true);
    expect(isPending([change('one', TAGGED)], change('two', TAGGED))).toBe(false);
    expect(isPending([change('one', TAGGED)], change('one', { eventName: 'UntagUser' }))).toBe(false);
  });
});

describe('isTaken', () => {
  it('is so unless one like it has come since', () => {
    const taken = [change('one', TAGGED)];
    expect(isTaken(taken, change('one', TAGGED))).toBe(true);
    expect(isTaken(taken, change('two', TAGGED))).toBe(false);
    expect(isTaken(taken, { ...change('one', TAGGED), arrivedAt: sinceNewYear(1) })).toBe(false);
  });
});

describe('isSettled', () => {
  it.each<[string, Partial<PendingChange>, number, boolean]>([
    ['a stated change', {}, 0, true],
    ['a stated urgent change', URGENT, 0, true],
    ['an unstated change', UNSTATED, SETTLE_TIME / 2 - 1, false],
    ['an unstated change', UNSTATED, SETTLE_TIME / 2, true],
    ['an unstated urgent change', { ...UNSTATED, ...URGENT }, SETTLE_TIME / 2 - 1, false],
    ['an unstated urgent change', { ...UNSTATED, ...URGENT }, SETTLE_TIME / 2, true],
  ])('is said of %s (%j) for a read %i ms after it came: %s', (_what, members, waited, settled) => {
    expect(isSettled(change('one', members), sinceNewYear(waited), SETTLE_TIME)).toBe(settled);
  });

  it('is said of everything at once when nothing is waited for', () => {
    expect(isSettled(change('one', { ...UNSTATED, ...URGENT }), sinceNewYear(0), milliseconds(0))).toBe(true);
  });
});

describe('hasToSettle', () => {
  it.each([
    ['signed-in', false],
    ['session-started', false],
    ['role-assumed-with-device', false],
    ['sign-in-token-issued', false],
    ['local-session-started', false],
    ['group-membership-changed', true],
    ['service-credential-changed', true],
  ] as const)('asks of a call that is %s whether it changed what is read: %s', (kind, settles) => {
    expect(hasToSettle({ ...change('one', UNSTATED), call: { ...CALL, kind } })).toBe(settles);
  });

  it('takes no kind of call for a use in one row of the table, and for a change in another', () => {
    const kindsOf = (response: string) =>
      WATCHED_EVENTS.filter((row) => row.response === response).map(({ kind }) => kind);
    const changes = kindsOf('look');
    expect(kindsOf('look-at-use').filter((kind) => changes.includes(kind))).toEqual([]);
  });
});

describe('leadingChange', () => {
  it('is an urgent one before others, and the latest of its kind', () => {
    const tagged = madeAt('tagged', 9);
    const first = madeAt('first', 1, URGENT);
    const second = madeAt('second', 2, URGENT);
    const one = (...changes: readonly PendingChange[]) => leadingChange(changes)?.call.eventId;
    expect(one(tagged, first, second)).toBe('second');
    expect(one(second, tagged, first)).toBe('second');
    expect(one(tagged, madeAt('later', 10))).toBe('later');
    expect(one()).toBeUndefined();
  });
});
