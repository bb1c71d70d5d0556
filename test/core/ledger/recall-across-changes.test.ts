import { describe, expect, it } from 'vitest';
import { addDuration, type EpochMs, milliseconds, minutes } from '#core/kernel/time.ts';
import { recallCredentials } from '#core/ledger/ended-credentials.ts';
import { known, unknown } from '#core/posture/observed.ts';
import { guardArn, NEW_YEAR, principalNamed, snapshotOf, userIdOf } from '../../fakes/people.ts';
import { CALL, changeOf, recordOf } from '../../fakes/records.ts';

const ago = (duration: number) => addDuration(NEW_YEAR, milliseconds(-duration));

const keys = (...active: readonly string[]) => ({
  accessKeys: known(active.map((id) => ({ id, active: true }))),
});

const ended = (accessKeyId: string, endedAt = NEW_YEAR) => ({ accessKeyId, endedAt });

describe('recallCredentials, of several changes at once', () => {
  const told = (id: string, status: 'active' | 'inactive' | 'gone', minutesAgo: number) =>
    changeOf({
      call: { ...CALL, at: ago(minutes(minutesAgo)) },
      expectation: { kind: 'access-key', id, status },
    });

  it('learns of a key that was made and deleted before anybody looked', () => {
    const made = told('AKIAONE', 'active', 3);
    const gone = told('AKIAONE', 'gone', 2);
    for (const changes of [
      [made, gone],
      [gone, made],
    ]) {
      expect(recallCredentials(undefined, snapshotOf('ana'), changes)).toEqual({
        activeKeys: [],
        ended: [ended('AKIAONE', ago(minutes(2)))],
      });
    }
  });

  it('keeps several keys apart', () => {
    const changes = [
      told('AKIAONE', 'inactive', 3),
      told('AKIATWO', 'inactive', 2),
      told('AKIASIX', 'gone', 1),
    ];
    expect(recallCredentials(undefined, snapshotOf('ana'), changes).ended).toEqual([
      ended('AKIAONE', ago(minutes(3))),
      ended('AKIATWO', ago(minutes(2))),
    ]);
  });

  it('goes by the last that was said of a key, whatever came first', () => {
    const unread = snapshotOf('ana', { accessKeys: unknown('throttled') });
    const off = told('AKIAONE', 'inactive', 3);
    const on = told('AKIAONE', 'active', 2);
    for (const changes of [
      [off, on],
      [on, off],
    ]) {
      expect(recallCredentials(undefined, unread, changes).activeKeys).toEqual(['AKIAONE']);
    }
  });

  it('leaves out what happened to somebody else, who had the name before this user was made', () => {
    const somebodyNew = snapshotOf('ana', { userId: userIdOf('somebodynew'), createdAt: ago(minutes(2)) });
    const changes = [told('AKIAOLD', 'inactive', 3), told('AKIANEW', 'inactive', 2)];
    expect(recallCredentials(recordOf(), somebodyNew, changes).ended).toEqual([
      ended('AKIANEW', ago(minutes(2))),
    ]);
  });
});

describe('recallCredentials, of a user who had another name', () => {
  const former = recordOf({ principal: principalNamed('anna'), ended: [ended('AKIAONE', ago(minutes(5)))] });

  it('takes over what is remembered under that name', () => {
    const known = recordOf({ ...former, activeKeys: ['AKIATWO'] });
    expect(recallCredentials(undefined, snapshotOf('ana'), [changeOf()], [known]).ended).toEqual([
      ended('AKIAONE', ago(minutes(5))),
      ended('AKIATWO'),
    ]);
  });

  it('adds it to what is known under the new name already', () => {
    const known = recordOf({ ended: [ended('AKIATWO', ago(minutes(4)))], activeKeys: ['AKIASIX'] });
    const read = snapshotOf('ana', keys('AKIASIX'));
    expect(recallCredentials(known, read, [changeOf()], [former])).toEqual({
      activeKeys: ['AKIASIX'],
      ended: [ended('AKIATWO', ago(minutes(4))), ended('AKIAONE', ago(minutes(5)))],
    });
  });

  it('believes the record that knows when a key ended, rather than the one that saw it active', () => {
    const known = recordOf({ ended: [ended('AKIAONE', ago(minutes(4)))] });
    const older = recordOf({ ...former, activeKeys: ['AKIAONE'], ended: [] });
    expect(recallCredentials(known, snapshotOf('ana'), [changeOf()], [older]).ended).toEqual([
      ended('AKIAONE', ago(minutes(4))),
    ]);
  });

  it('finds it where a read has shown since that nobody has that name', () => {
    const left = recordOf({ ...former, identity: undefined, leftBy: recordOf().identity });
    expect(recallCredentials(undefined, snapshotOf('ana'), [changeOf()], [left]).ended).toHaveLength(1);
  });

  it('takes nothing over from somebody else who had that name', () => {
    const stranger = { userId: userIdOf('stranger'), arn: recordOf().identity?.arn ?? guardArn('strict') };
    for (const record of [
      recordOf({ ...former, identity: stranger }),
      recordOf({ ...former, identity: undefined, leftBy: stranger }),
    ]) {
      expect(recallCredentials(undefined, snapshotOf('ana'), [changeOf()], [record]).ended).toEqual([]);
    }
  });

  it('takes over what was told before any read showed whom it was about, if the user was there by then', () => {
    const unread = recordOf({ ...former, identity: undefined });
    const read = (createdAt: EpochMs) =>
      recallCredentials(undefined, snapshotOf('ana', { createdAt }), [changeOf()], [unread]).ended;
    expect(read(ago(minutes(5)))).toHaveLength(1);
    expect(read(ago(minutes(4)))).toEqual([]);
  });
});
