import { describe, expect, it } from 'vitest';
import { addDuration, hours, milliseconds, minutes } from '#core/kernel/time.ts';
import { endedCredentialsOf, recallCredentials } from '#core/ledger/ended-credentials.ts';
import { known, unknown } from '#core/posture/observed.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import { ANA, NEW_YEAR, snapshotOf, userIdOf } from '../../fakes/people.ts';
import { CALL, changeOf, recordOf } from '../../fakes/records.ts';

const ago = (duration: number) => addDuration(NEW_YEAR, milliseconds(-duration));

const keys = (...active: readonly string[]) => ({
  accessKeys: known(active.map((id) => ({ id, active: true }))),
});

const ended = (accessKeyId: string, endedAt = NEW_YEAR) => ({ accessKeyId, endedAt });

const keyEnded = (id: string, at = NEW_YEAR, status: 'inactive' | 'gone' = 'gone') =>
  changeOf({ call: { ...CALL, at }, expectation: { kind: 'access-key', id, status } });

const OF_NOBODY = { activeKeys: [], ended: [] };

describe('recallCredentials', () => {
  it('learns from its event that a key is inactive, and when', () => {
    const change = keyEnded('AKIAONE', ago(minutes(5)), 'inactive');
    expect(recallCredentials(undefined, snapshotOf('ana'), [change])).toEqual({
      activeKeys: [],
      ended: [ended('AKIAONE', ago(minutes(5)))],
    });
  });

  it('learns nothing from the deletion of a key that nobody saw active: it may have been inactive for years', () => {
    expect(recallCredentials(undefined, snapshotOf('ana'), [keyEnded('AKIAONE')])).toEqual(OF_NOBODY);
    const inactive = recordOf({ activeKeys: ['AKIATWO'] });
    expect(
      recallCredentials(inactive, snapshotOf('ana', keys('AKIATWO')), [keyEnded('AKIAONE')]).ended,
    ).toEqual([]);
  });

  it('learns of a key that was made active and is gone before any read showed it', () => {
    const change = changeOf({ expectation: { kind: 'access-key', id: 'AKIAONE', status: 'active' } });
    expect(recallCredentials(undefined, snapshotOf('ana'), [change]).ended).toEqual([ended('AKIAONE')]);
  });

  it('counts the latest end of a key that was active again in between', () => {
    const previous = recordOf({ ended: [ended('AKIAONE', ago(hours(35)))] });
    const change = keyEnded('AKIAONE', ago(minutes(5)), 'inactive');
    expect(recallCredentials(previous, snapshotOf('ana'), [change]).ended).toEqual([
      ended('AKIAONE', ago(minutes(5))),
    ]);
  });

  it('learns from two reads that a key is gone, no earlier than the second', () => {
    const previous = recordOf({ activeKeys: ['AKIAONE', 'AKIATWO'], readBegan: ago(hours(1)) });
    expect(recallCredentials(previous, snapshotOf('ana', keys('AKIATWO')), [changeOf()])).toEqual({
      activeKeys: ['AKIATWO'],
      ended: [ended('AKIAONE')],
    });
  });

  it('takes a key that is listed as inactive for one that ended', () => {
    const inactive = { accessKeys: known([{ id: 'AKIAONE', active: false }]) };
    const previous = recordOf({ activeKeys: ['AKIAONE'] });
    expect(recallCredentials(previous, snapshotOf('ana', inactive), [changeOf()]).ended).toEqual([
      ended('AKIAONE'),
    ]);
  });

  it('believes the event about the time rather than the difference of reads', () => {
    const previous = recordOf({ activeKeys: ['AKIAONE'] });
    const change = keyEnded('AKIAONE', ago(minutes(5)));
    expect(recallCredentials(previous, snapshotOf('ana'), [change]).ended).toEqual([
      ended('AKIAONE', ago(minutes(5))),
    ]);
  });

  it('does not take a key for ended that is active', () => {
    const previous = recordOf({ ended: [ended('AKIAONE', ago(minutes(5)))] });
    const change = keyEnded('AKIAONE');
    expect(recallCredentials(previous, snapshotOf('ana', keys('AKIAONE')), [change])).toEqual({
      activeKeys: ['AKIAONE'],
      ended: [],
    });
  });

  it.each([
    [-1, 1],
    [0, 0],
    [1, 0],
  ])('forgets a key 36 hours after its end, %i ms', (around, remembered) => {
    const previous = recordOf({ ended: [ended('AKIAONE', ago(hours(36) + around))] });
    expect(recallCredentials(previous, snapshotOf('ana'), [changeOf()]).ended).toHaveLength(remembered);
  });

  it('keeps what it knows while the keys can not be read', () => {
    const previous = recordOf({ activeKeys: ['AKIAONE'], ended: [ended('AKIATWO')] });
    const unread = snapshotOf('ana', { accessKeys: unknown('throttled') });
    expect(recallCredentials(previous, unread, [changeOf()])).toEqual({
      activeKeys: ['AKIAONE'],
      ended: [ended('AKIATWO')],
    });
  });

  it('remembers the last sign-in without MFA for the twelve hours that its session lives', () => {
    const signedIn = (at: typeof NEW_YEAR) =>
      changeOf({ call: { ...CALL, at }, expectation: { kind: 'password-session' } });
    const [first, last] = [ago(hours(3)), ago(hours(2))];
    const { ended: remembered } = recallCredentials(undefined, snapshotOf('ana'), [
      signedIn(last),
      signedIn(first),
    ]);
    expect(remembered).toEqual([{ passwordSignIn: true, endedAt: last }]);
    const later = (duration: number) => snapshotOf('ana', {}, addDuration(last, milliseconds(duration)));
    const previous = recordOf({ ended: remembered });
    expect(recallCredentials(previous, later(hours(12) - 1), []).ended).toEqual(remembered);
    expect(recallCredentials(previous, later(hours(12)), []).ended).toEqual([]);
  });

  it('remembers the ends that matter longest, however many keys are made and deleted', () => {
    const told = Array.from({ length: 500 }, (_key, index) =>
      keyEnded(`AKIA${index}`, ago(minutes(500 - index)), 'inactive'),
    );
    const signIn = changeOf({
      call: { ...CALL, at: ago(hours(9)) },
      expectation: { kind: 'password-session' },
    });
    const { ended: remembered } = recallCredentials(undefined, snapshotOf('ana'), [...told, signIn], []);
    expect(remembered).toHaveLength(21);
    expect(remembered).toContainEqual(ended('AKIA499', ago(minutes(1))));
    expect(remembered).toContainEqual({ passwordSignIn: true, endedAt: ago(hours(9)) });
    expect(remembered).not.toContainEqual(ended('AKIA0', ago(minutes(500))));
  });

  it('believes the event while the keys can not be read', () => {
    const unread = snapshotOf('ana', { accessKeys: unknown('throttled') });
    const made = changeOf({ expectation: { kind: 'access-key', id: 'AKIANEW', status: 'active' } });
    expect(recallCredentials(undefined, unread, [made])).toEqual({ activeKeys: ['AKIANEW'], ended: [] });
    const previous = recordOf({ activeKeys: ['AKIAONE', 'AKIATWO'] });
    expect(recallCredentials(previous, unread, [keyEnded('AKIAONE', ago(minutes(5)))])).toEqual({
      activeKeys: ['AKIATWO'],
      ended: [ended('AKIAONE', ago(minutes(5)))],
    });
  });

  it('keeps what it knows while the user can not be read', () => {
    const previous = recordOf({ activeKeys: ['AKIAONE'], ended: [ended('AKIATWO')] });
    const unreadable: PostureSnapshot = {
      kind: 'unreadable',
      because: 'throttled',
      principal: ANA,
      readBegan: NEW_YEAR,
    };
    expect(recallCredentials(previous, unreadable, [changeOf()])).toMatchObject({
      activeKeys: ['AKIAONE'],
      ended: [ended('AKIATWO')],
    });
    expect(recallCredentials(undefined, unreadable, [changeOf()])).toEqual(OF_NOBODY);
  });

  it('keeps what it knows of a user who is not there, who may go on under another name', () => {
    const previous = recordOf({ activeKeys: ['AKIAONE'], ended: [ended('AKIATWO')] });
    const absent: PostureSnapshot = { kind: 'absent', principal: ANA, readBegan: NEW_YEAR };
    expect(recallCredentials(previous, absent, [keyEnded('AKIAONE', ago(minutes(5)))])).toEqual({
      activeKeys: [],
      ended: [ended('AKIATWO'), ended('AKIAONE', ago(minutes(5)))],
    });
  });

  it('starts afresh with somebody new of the same name', () => {
    const previous = recordOf({ activeKeys: ['AKIAONE'], ended: [ended('AKIATWO')] });
    const somebodyNew = snapshotOf('ana', { userId: userIdOf('somebodynew'), ...keys('AKIATHREE') });
    expect(recallCredentials(previous, somebodyNew, [changeOf()])).toEqual({
      activeKeys: ['AKIATHREE'],
      ended: [],
    });
  });

  it('remembers each key once', () => {
    const previous = recordOf({ activeKeys: ['AKIAONE'], ended: [ended('AKIAONE')] });
    expect(recallCredentials(previous, snapshotOf('ana'), [keyEnded('AKIAONE')]).ended).toHaveLength(1);
  });
});

describe('endedCredentialsOf', () => {
  const previous = recordOf({ ended: [ended('AKIAONE')] });

  it('is what is remembered of the user whom the read shows', () => {
    expect(endedCredentialsOf(previous, snapshotOf('ana'))).toEqual([ended('AKIAONE')]);
  });

  it('is nothing of somebody else who had the name before, of nobody, or of a stranger', () => {
    const somebodyNew = snapshotOf('ana', { userId: userIdOf('somebodynew') });
    const absent: PostureSnapshot = { kind: 'absent', principal: ANA, readBegan: NEW_YEAR };
    expect(endedCredentialsOf(previous, somebodyNew)).toEqual([]);
    expect(endedCredentialsOf(previous, absent)).toEqual([]);
    expect(endedCredentialsOf(undefined, snapshotOf('ana'))).toEqual([]);
  });
});
