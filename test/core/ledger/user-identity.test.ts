import { describe, expect, it } from 'vitest';
import { identityIn, leftByIn } from '#core/ledger/user-identity.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import { ANA, arnOf, NEW_YEAR, snapshotOf, userIdOf } from '../../fakes/people.ts';

const HERSELF = { userId: userIdOf('ana'), arn: arnOf('ana') };
const SOMEBODY = { userId: userIdOf('somebody'), arn: arnOf('ana') };

const PRESENT = snapshotOf('ana');
const ABSENT: PostureSnapshot = { kind: 'absent', principal: ANA, readBegan: NEW_YEAR };
const UNREADABLE: PostureSnapshot = { ...ABSENT, kind: 'unreadable', because: 'throttled' };

const known = (identity: typeof HERSELF | undefined, leftBy?: typeof HERSELF) => ({ identity, leftBy });

describe('who has a name', () => {
  it('is whom a read shows, nobody when it shows nobody, and still the same while nothing can be read', () => {
    expect(identityIn(PRESENT, known(SOMEBODY))).toEqual(HERSELF);
    expect(identityIn(ABSENT, known(SOMEBODY))).toBeUndefined();
    expect(identityIn(UNREADABLE, known(SOMEBODY))).toEqual(SOMEBODY);
    expect(identityIn(UNREADABLE, undefined)).toBeUndefined();
  });
});

describe('who left a name', () => {
  it.each([
    ['the last who had it, once nobody has', ABSENT, known(SOMEBODY), SOMEBODY],
    ['the last who had it, as long as nobody has', ABSENT, known(undefined, SOMEBODY), SOMEBODY],
    ['the last of several', ABSENT, known(HERSELF, SOMEBODY), HERSELF],
    ['nobody, if nobody was ever seen', ABSENT, undefined, undefined],
    ['whoever left it before, while nothing can be read', UNREADABLE, known(undefined, SOMEBODY), SOMEBODY],
    ['nobody, while nothing tells that anybody left', UNREADABLE, known(SOMEBODY), undefined],
    ['nobody any more, once somebody has it', PRESENT, known(undefined, SOMEBODY), undefined],
  ])('is %s', (_who, snapshot, previous, left) => {
    expect(leftByIn(snapshot, previous)).toEqual(left);
  });
});
