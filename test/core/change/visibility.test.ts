import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expectation } from '#core/change/expectation.ts';
import {
  delayAfter,
  isTooEarly,
  isWorthListingAgain,
  isWorthReadingAgain,
  isWorthWaiting,
  mayShowLater,
} from '#core/change/visibility.ts';
import type { UserId } from '#core/kernel/aws-identifiers.ts';
import { addDuration, milliseconds, minutes, seconds } from '#core/kernel/time.ts';
import { known, type ReadFailure } from '#core/posture/observed.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import type { Finding } from '#core/verdict/mfa-verdict.ts';
import { exposed } from '../../fakes/findings.ts';
import { guardArn, NEW_YEAR, snapshotOf } from '../../fakes/people.ts';
import { CALL, changeOf, recordOf } from '../../fakes/records.ts';

const PASSWORD_MADE: Expectation = { kind: 'password', present: true };
const GUARD = guardArn('standard');

const sinceNewYear = (duration: number) => addDuration(NEW_YEAR, milliseconds(duration));
const readAfter = (duration: number, facts = {}) => snapshotOf('ana', facts, sinceNewYear(duration));

describe('isTooEarly', () => {
  const passwordMade = changeOf({ expectation: PASSWORD_MADE });

  it.each([
    [-1, true],
    [0, false],
    [1, false],
  ])('waits 60 seconds for a change to show, %i ms: %s', (around, early) => {
    expect(isTooEarly(readAfter(seconds(60) + around), [passwordMade], undefined)).toBe(early);
  });

  it('does not wait for what shows already', () => {
    const shown = readAfter(0, { password: known('set') });
    expect(isTooEarly(shown, [passwordMade], undefined)).toBe(false);
  });

  it('waits for nothing where nothing is stated', () => {
    expect(isTooEarly(readAfter(0), [changeOf()], undefined)).toBe(false);
  });

  describe('after several changes', () => {
    const gone: Expectation = { kind: 'password', present: false };
    const key = (id: string): Expectation => ({ kind: 'access-key', id, status: 'active' });
    const at = (second: number, expectation: Expectation) =>
      changeOf({ expectation, call: { ...CALL, at: sinceNewYear(seconds(second)) } });
    const early = (changes: readonly ReturnType<typeof at>[], facts = {}) =>
      [changes, changes.toReversed()].map((order) =>
        isTooEarly(readAfter(seconds(10), facts), order, undefined),
      );

    it.each<[string, readonly ReturnType<typeof at>[], object, boolean]>([
      ['waits for the last on one subject', [at(0, gone), at(1, PASSWORD_MADE)], {}, true],
      ['has the last on one subject', [at(0, PASSWORD_MADE), at(1, gone)], {}, false],
      ['waits for none of two in one second', [at(1, PASSWORD_MADE), at(1, gone)], {}, false],
      ['waits for one that two say in one second', [at(1, PASSWORD_MADE), at(1, PASSWORD_MADE)], {}, true],
      [
        'waits for each of two subjects',
        [at(0, key('AKIAONE')), at(1, key('AKIATWO'))],
        { accessKeys: known([{ id: 'AKIATWO', active: true }]) },
        true,
      ],
      [
        'has both of two subjects',
        [at(0, key('AKIAONE')), at(1, PASSWORD_MADE)],
        { accessKeys: known([{ id: 'AKIAONE', active: true }]), password: known('set') },
        false,
      ],
      ['waits for none where there is none', [], {}, false],
    ])('%s, in whatever order they come', (_what, changes, facts, waits) => {
      expect(early(changes, facts)).toEqual([waits, waits]);
    });
  });

  describe('after the user was deleted', () => {
    const at = (second: number, expectation: Expectation) =>
      changeOf({ expectation, call: { ...CALL, at: sinceNewYear(seconds(second)) } });
    const deleted = at(5, { kind: 'user-gone', at: sinceNewYear(seconds(5)) });
    const detached = (second: number) => at(second, { kind: 'attached-policy', arn: GUARD, present: false });
    const acted = recordOf({ actedUpon: { policyArn: GUARD, at: sinceNewYear(seconds(4)) } });
    const { principal } = readAfter(0);
    const absent: PostureSnapshot = { kind: 'absent', principal, readBegan: sinceNewYear(seconds(10)) };

    it.each([
      ['before', 4, false],
      ['in the same second', 5, false],
      ['later', 6, true],
    ])('what was changed %s, in second %i, is waited for: %s', (_when, second, waits) => {
      expect(isTooEarly(absent, [detached(second), deleted], undefined)).toBe(waits);
      expect(isTooEarly(absent, [deleted, detached(second)], undefined)).toBe(waits);
    });

    it('an attachment from before is not waited for', () => {
      expect(isTooEarly(absent, [deleted], acted)).toBe(false);
      expect(isTooEarly(absent, [changeOf()], acted)).toBe(true);
    });

    it('a read that still shows the user is too early', () => {
      expect(isTooEarly(readAfter(seconds(10)), [detached(4), deleted], undefined)).toBe(true);
    });

    it('changes are waited for when the user was made again in that second', () => {
      const made = at(5, { kind: 'user-present', userId: 'AIDAANAANAANAANAANAA1' as UserId });
      expect(isTooEarly(absent, [detached(4), deleted, made], undefined)).toBe(true);
    });
  });

  describe('after the guardian attached a policy', () => {
    const acted = recordOf({ actedUpon: { policyArn: GUARD, at: sinceNewYear(seconds(100)) } });

    it.each([
      [-1, true],
      [0, false],
      [1, false],
    ])('waits 60 seconds from the attachment for it to show, %i ms: %s', (around, early) => {
      expect(isTooEarly(readAfter(seconds(160) + around), [changeOf()], acted)).toBe(early);
    });

    it('does not wait for an attachment that shows', () => {
      const shown = readAfter(seconds(101), { attachedPolicies: known([GUARD]) });
      expect(isTooEarly(shown, [changeOf()], acted)).toBe(false);
    });

    it('does not wait for it when the change is that it was taken away', () => {
      const detached = changeOf({ expectation: { kind: 'attached-policy', arn: GUARD, present: false } });
      expect(isTooEarly(readAfter(seconds(101)), [detached], acted)).toBe(false);
    });

    it.each<[string, Expectation]>([
      ['it was attached', { kind: 'attached-policy', arn: GUARD, present: true }],
      ['another policy was taken away', { kind: 'attached-policy', arn: guardArn('strict'), present: false }],
      ['a password was deleted', { kind: 'password', present: false }],
    ])('waits for it when the change is that %s', (_what, expectation) => {
      expect(isTooEarly(readAfter(seconds(101)), [changeOf({ expectation })], acted)).toBe(true);
    });

    it('waits for the change as well', () => {
      const late = changeOf({
        expectation: PASSWORD_MADE,
        call: { ...CALL, at: sinceNewYear(seconds(200)) },
      });
      const read = readAfter(seconds(201), { attachedPolicies: known([GUARD]) });
      expect(isTooEarly(read, [late], acted)).toBe(true);
    });
  });
});

describe('patience', () => {
  it.each([
    ['reads that always are too early', isWorthWaiting, 2],
    ['a listing that fails in passing', isWorthListingAgain, 5],
  ])('with %s has an end', (_what, isWorthIt, end) => {
    expect(isWorthIt(milliseconds(minutes(end) - 1))).toBe(true);
    expect(isWorthIt(minutes(end))).toBe(false);
  });
});

describe('mayShowLater', () => {
  it.each([
    ['CreateRole', seconds(60) - 1, true],
    ['CreateRole', seconds(60), false],
    ['UpdateGroup', 0, true],
    ['DeleteGroup', 0, false],
  ])('says whether what %s was about may show later than after %i ms: %s', (eventName, waited, may) => {
    expect(mayShowLater({ eventName }, milliseconds(waited))).toBe(may);
  });
});

describe('delayAfter', () => {
  it.each([
    [-5_000, 1_000],
    [0, 1_000],
    [999, 1_000],
    [1_000, 1_000],
    [1_001, 1_001],
    [29_999, 29_999],
    [30_000, 30_000],
    [30_001, 30_000],
  ])('waits, after %i ms, for %i more', (waited, delay) => {
    expect(delayAfter(milliseconds(waited))).toBe(delay);
  });

  it('always reads at least once and at most eight times within a minute', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59_999 }), (start) => {
        let waited = start;
        let reads = 0;
        for (; waited < seconds(60); reads += 1) {
          waited += delayAfter(milliseconds(waited));
        }
        expect(reads).toBeGreaterThanOrEqual(1);
        expect(reads).toBeLessThanOrEqual(8);
      }),
    );
  });
});

describe('isWorthReadingAgain', () => {
  const blaming = (...reasons: readonly ReadFailure[]): Finding => ({
    kind: 'undetermined',
    gaps: reasons.map((because) => ({ fact: 'password', because })),
  });

  it.each([
    [-1, true],
    [0, false],
    [1, false],
  ])('tries for five minutes what failed in passing, %i ms: %s', (around, again) => {
    expect(isWorthReadingAgain(blaming('throttled'), milliseconds(minutes(5) + around))).toBe(again);
  });

  it.each<[Finding, boolean]>([
    [blaming('throttled'), true],
    [blaming('service-error'), true],
    [blaming('not-visible-yet'), true],
    [blaming('access-denied'), false],
    [blaming('access-denied', 'throttled'), true],
    [{ kind: 'no-access' }, false],
    [exposed({ hasDevice: 'unknown' }), false],
  ])('asks of %j whether another read may tell: %s', (finding, again) => {
    expect(isWorthReadingAgain(finding, milliseconds(0))).toBe(again);
  });
});
