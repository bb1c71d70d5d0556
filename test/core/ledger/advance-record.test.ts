import { describe, expect, it } from 'vitest';
import { addDuration, epochMs, milliseconds } from '#core/kernel/time.ts';
import { type Advance, type Assessment, advanceRecord } from '#core/ledger/advance-record.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import type { MfaVerdict } from '#core/verdict/mfa-verdict.ts';
import { exposed } from '../../fakes/findings.ts';
import { ANA, arnOf, guardArn, NEW_YEAR, snapshotOf, userIdOf } from '../../fakes/people.ts';
import { CALL, recordOf } from '../../fakes/records.ts';

const EXPOSED: MfaVerdict = {
  finding: exposed(),
  disposition: { kind: 'none' },
};
const NO_ACCESS = recordOf().verdict;
const LATER = addDuration(NEW_YEAR, milliseconds(1));
const NEW_CAUSE = { ...CALL, eventId: 'event-2' };

const assessmentOf = (members: Partial<Assessment> = {}): Assessment => ({
  snapshot: snapshotOf('ana', {}, LATER),
  verdict: NO_ACCESS,
  memory: { activeKeys: [], ended: [] },
  cause: NEW_CAUSE,
  eventIds: [NEW_CAUSE.eventId],
  mode: 'enforce',
  ...members,
});

const advanced = (
  previous: PrincipalRecord | undefined,
  members: Partial<Assessment> = {},
): PrincipalRecord => {
  const advance: Advance = advanceRecord(previous, assessmentOf(members));
  if (advance.kind !== 'advanced') {
    throw new Error(`expected the record to advance, received ${advance.kind}`);
  }
  return advance.record;
};

const ABSENT: PostureSnapshot = { kind: 'absent', principal: ANA, readBegan: LATER };
const UNREADABLE: PostureSnapshot = { ...ABSENT, kind: 'unreadable', because: 'throttled' };

describe('advanceRecord', () => {
  it('begins with the first verdict, unannounced', () => {
    expect(advanced(undefined, { verdict: EXPOSED })).toEqual(
      recordOf({
        verdict: EXPOSED,
        cause: NEW_CAUSE,
        answered: ['event-2'],
        readBegan: LATER,
        version: 1,
        revision: 1,
        announcedVersion: 0,
      }),
    );
  });

  it.each([
    [-1, 'outdated'],
    [0, 'outdated'],
    [1, 'advanced'],
  ])('compares when the reads began: %i ms later is %s', (later, kind) => {
    const snapshot = snapshotOf('ana', {}, addDuration(NEW_YEAR, milliseconds(later)));
    expect(advanceRecord(recordOf(), assessmentOf({ snapshot })).kind).toBe(kind);
  });

  it('keeps version, cause and announcement while the verdict stays the same', () => {
    const previous = recordOf({ version: 4, announcedVersion: 4, previousFinding: 'exposed', revision: 9 });
    expect(advanced(previous)).toEqual({
      ...previous,
      answered: ['event-1', 'event-2'],
      readBegan: LATER,
      revision: 10,
    });
  });

  it('counts a verdict that differs, and names the finding before it', () => {
    const previous = recordOf({ version: 4, announcedVersion: 4 });
    expect(advanced(previous, { verdict: EXPOSED })).toMatchObject({
      version: 5,
      announcedVersion: 4,
      previousFinding: 'no-access',
      cause: NEW_CAUSE,
    });
  });

  it.each<[string, MfaVerdict]>([
    ['its evidence', { ...EXPOSED, finding: exposed({ hasDevice: true }) }],
    ['how it is to be treated', { ...EXPOSED, disposition: { kind: 'exempt', reason: 'a robot' } }],
  ])('takes a verdict that differs only in %s for news', (_what, verdict) => {
    expect(advanced(recordOf({ verdict: EXPOSED }), { verdict }).version).toBe(2);
  });

  it('does not take the order of members for news', () => {
    const { hasDevice, open, severity, kind } = exposed();
    const verdict = { disposition: EXPOSED.disposition, finding: { hasDevice, open, severity, kind } };
    expect(advanced(recordOf({ verdict: EXPOSED }), { verdict }).version).toBe(1);
  });

  describe('of a verdict that was acted upon', () => {
    const actedUpon = { policyArn: guardArn('standard'), at: NEW_YEAR };
    const acted = recordOf({ verdict: EXPOSED, actedUpon, readBegan: epochMs(0) });

    it.each([
      [-1, 1],
      [0, 1],
      [1, 2],
    ])('takes the same finding, read %i ms after the action, for version %i', (later, version) => {
      const snapshot = snapshotOf('ana', {}, addDuration(NEW_YEAR, milliseconds(later)));
      expect(advanced(acted, { verdict: EXPOSED, snapshot }).version).toBe(version);
    });

    it('remembers the action as long as the verdict stays, and no longer', () => {
      const before = snapshotOf('ana', {}, addDuration(NEW_YEAR, milliseconds(-1)));
      expect(advanced(acted, { verdict: EXPOSED, snapshot: before }).actedUpon).toEqual(actedUpon);
      expect(advanced(acted, { verdict: EXPOSED }).actedUpon).toBeUndefined();
      expect(advanced(acted, { verdict: NO_ACCESS }).actedUpon).toBeUndefined();
    });
  });

  it('takes somebody new of the same name for news', () => {
    const userId = userIdOf('somebodynew');
    const { version, identity } = advanced(recordOf(), { snapshot: snapshotOf('ana', { userId }, LATER) });
    expect({ version, identity }).toEqual({ version: 2, identity: { userId, arn: arnOf('ana') } });
  });

  it('takes the first sight of somebody who was never read for no news', () => {
    expect(advanced(recordOf({ identity: undefined })).version).toBe(1);
  });

  it('forgets who it was when the user is gone, and not when the user can not be read', () => {
    expect(advanced(recordOf(), { snapshot: ABSENT }).identity).toBeUndefined();
    expect(advanced(recordOf(), { snapshot: UNREADABLE }).identity).toEqual(recordOf().identity);
    expect(advanced(undefined, { snapshot: UNREADABLE }).identity).toBeUndefined();
  });

  it('keeps the memory of credentials it is given', () => {
    const memory = { activeKeys: ['AKIAONE'], ended: [{ accessKeyId: 'AKIATWO', endedAt: NEW_YEAR }] };
    expect(advanced(recordOf(), { memory })).toMatchObject(memory);
  });
});
