import { describe, expect, it } from 'vitest';
import { afterLook, confirmLook, takeLook } from '#core/workload/keep-promise.ts';
import type { PendingChange } from '#core/workload/pending-changes.ts';
import { standingOf } from '#core/workload/promised-look.ts';
import { change, pendingOf, QUEUED, SETTLE_TIME, sinceNewYear } from './changes.ts';

const NOT_QUEUED = { ...QUEUED, queued: false };
const [ONE, TWO] = [change('one'), change('two')];
const seen = () => true;
const looked = (taken: readonly PendingChange[], hasSeen: (one: PendingChange) => boolean = seen) => ({
  taken,
  hasSeen,
});

describe('confirmLook', () => {
  it('notes that a message lies in the queue, once', () => {
    const confirmed = confirmLook(pendingOf({ nextLook: NOT_QUEUED }), 7);
    expect(confirmed).toEqual(pendingOf({ nextLook: QUEUED, revision: 8 }));
    expect(confirmLook(pendingOf({ nextLook: QUEUED }), 7)).toBeUndefined();
  });

  it('never says so of a look that was taken, or that somebody else promised', () => {
    expect(confirmLook(pendingOf(), 7)).toBeUndefined();
    expect(confirmLook(pendingOf({ nextLook: NOT_QUEUED }), 6)).toBeUndefined();
  });
});

describe('takeLook', () => {
  it('ends the promise that the message keeps, and no other', () => {
    expect(takeLook(pendingOf({ nextLook: QUEUED }), 7)).toEqual(pendingOf({ revision: 8 }));
    expect(takeLook(pendingOf({ nextLook: QUEUED }), 6)).toBeUndefined();
    expect(takeLook(pendingOf({ nextLook: QUEUED }), undefined)).toBeUndefined();
    expect(takeLook(pendingOf(), 7)).toBeUndefined();
  });

  it('ends one whose message came before anybody could note it', () => {
    expect(takeLook(pendingOf({ nextLook: NOT_QUEUED }), 7)?.nextLook).toBeUndefined();
  });
});

describe('afterLook', () => {
  it('forgets what was seen', () => {
    expect(
      afterLook(pendingOf({ changes: [ONE, TWO] }), looked([ONE, TWO]), sinceNewYear(0), SETTLE_TIME),
    ).toEqual({
      pending: pendingOf({ revision: 8 }),
      looks: [],
    });
  });

  it.each([
    ['came while it looked', looked([ONE])],
    ['it may not have seen', looked([ONE, TWO], (one) => one === ONE)],
  ])('has looked at later what %s', (_what, finished) => {
    expect(afterLook(pendingOf({ changes: [ONE, TWO] }), finished, sinceNewYear(5), SETTLE_TIME)).toEqual({
      pending: pendingOf({
        changes: [TWO],
        nextLook: {
          number: 8,
          promisedAt: sinceNewYear(5),
          dueAt: sinceNewYear(5 + SETTLE_TIME),
          queued: false,
        },
        revision: 8,
      }),
      looks: [{ urgency: 'settling', delay: SETTLE_TIME, number: 8 }],
    });
  });

  it('relies on a look that is queued, and on no other', () => {
    const after5 = (nextLook: typeof QUEUED | typeof NOT_QUEUED) =>
      afterLook(pendingOf({ changes: [ONE, TWO], nextLook }), looked([ONE]), sinceNewYear(5), SETTLE_TIME);
    expect(after5(QUEUED)).toMatchObject({ pending: { changes: [TWO], nextLook: QUEUED }, looks: [] });
    expect(after5(NOT_QUEUED)).toMatchObject({
      pending: { nextLook: { number: 8 } },
      looks: [{ number: 8 }],
    });
  });

  it('writes nothing where somebody else was quicker', () => {
    const nothing = { pending: undefined, looks: [] };
    expect(afterLook(pendingOf(), looked([ONE]), sinceNewYear(5), SETTLE_TIME)).toEqual(nothing);
    const pending = pendingOf({ changes: [TWO], nextLook: QUEUED });
    expect(afterLook(pending, looked([ONE]), sinceNewYear(5), SETTLE_TIME)).toEqual(nothing);
  });
});

describe('standingOf', () => {
  it('is none where nothing is promised', () => {
    expect(standingOf(undefined, sinceNewYear(0))).toBe('none');
  });
});
