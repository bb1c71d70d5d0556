import { describe, expect, it } from 'vitest';
import type { Expectation } from '#core/change/expectation.ts';
import { isTooEarly } from '#core/change/visibility.ts';
import type { UserId } from '#core/kernel/aws-identifiers.ts';
import { addDuration, milliseconds, seconds } from '#core/kernel/time.ts';
import { known } from '#core/posture/observed.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
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
