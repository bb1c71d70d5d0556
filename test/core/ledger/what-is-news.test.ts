import { describe, expect, it } from 'vitest';
import { addDuration, milliseconds } from '#core/kernel/time.ts';
import { type Assessment, advanceRecord } from '#core/ledger/advance-record.ts';
import type { ActedUpon, PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { MfaVerdict } from '#core/verdict/mfa-verdict.ts';
import { exposed } from '../../fakes/findings.ts';
import { guardArn, NEW_YEAR, snapshotOf } from '../../fakes/people.ts';
import { CALL, recordOf } from '../../fakes/records.ts';

const EXPOSED: MfaVerdict = {
  finding: exposed(),
  disposition: { kind: 'none' },
};
const NO_ACCESS = recordOf().verdict;

const advanced = (
  previous: PrincipalRecord,
  {
    verdict,
    mode = 'enforce',
    eventIds = [CALL.eventId],
  }: Pick<Assessment, 'verdict'> & Partial<Pick<Assessment, 'mode' | 'eventIds'>>,
): PrincipalRecord | undefined => {
  const advance = advanceRecord(previous, {
    snapshot: snapshotOf('ana', {}, addDuration(NEW_YEAR, milliseconds(1))),
    verdict,
    mode,
    memory: { activeKeys: [], ended: [] },
    cause: CALL,
    eventIds,
  });
  return advance.kind === 'advanced' ? advance.record : undefined;
};

describe('advanceRecord', () => {
  it.each([
    ['observe', 'enforce', EXPOSED, 2],
    ['observe', 'enforce', NO_ACCESS, 1],
    ['enforce', 'observe', EXPOSED, 1],
    ['enforce', 'enforce', EXPOSED, 1],
    ['observe', 'observe', EXPOSED, 1],
  ] as const)('from %s to %s mode, the same verdict %j is version %i', (before, mode, verdict, version) => {
    const previous = recordOf({ verdict, mode: before, version: 1 });
    expect(advanced(previous, { verdict, mode })).toMatchObject({ version, mode });
  });

  it('tells what changed since the last verdict that was announced, not since one that was cut off', () => {
    const cutOff = recordOf({
      verdict: EXPOSED,
      version: 2,
      announcedVersion: 1,
      previousFinding: 'protected',
    });
    expect(advanced(cutOff, { verdict: NO_ACCESS })?.previousFinding).toBe('protected');
  });

  it.each([
    ['exposed', EXPOSED, 2],
    ['quiet', NO_ACCESS, 1],
  ] as const)(
    'takes a verdict that was acted upon for news only while it is exposed: %s',
    (_what, verdict, version) => {
      const previous = recordOf({ verdict, version: 1, actedUpon: { at: NEW_YEAR } });
      expect(advanced(previous, { verdict })?.version).toBe(version);
    },
  );

  it.each<[string, Omit<ActedUpon, 'at'>, readonly string[], number]>([
    ['attached', { policyArn: guardArn('standard') }, ['event-1'], 2],
    ['failed', { failed: 'policy-quota-reached' }, ['event-1'], 1],
    ['failed', { failed: 'enforcement-policy-altered' }, ['event-0', 'event-1'], 1],
    ['failed', { failed: 'enforcement-policy-altered' }, ['event-1', 'event-2'], 2],
    ['passed by itself', { failed: 'no-longer-needed' }, ['event-1'], 2],
    ['passed by itself', { failed: 'user-gone' }, ['event-1'], 2],
  ])(
    'takes who is exposed after what was done for news: %s, %j, by %j: version %i',
    (_what, done, eventIds, version) => {
      const previous = recordOf({
        verdict: EXPOSED,
        answered: ['event-0', 'event-1'],
        actedUpon: { at: NEW_YEAR, ...done },
      });
      expect(advanced(previous, { verdict: EXPOSED, eventIds })?.version).toBe(version);
    },
  );

  it('knows of an older record only the event that led to it', () => {
    const previous = recordOf({ verdict: EXPOSED, actedUpon: { at: NEW_YEAR, failed: 'access-denied' } });
    expect(advanced(previous, { verdict: EXPOSED, eventIds: ['event-1'] })?.version).toBe(1);
    expect(advanced(previous, { verdict: EXPOSED, eventIds: ['event-2'] })?.version).toBe(2);
  });

  it('remembers the last 200 events that left a verdict as it is, and forgets them with it', () => {
    const answered = Array.from({ length: 200 }, (_, index) => `event-${index}`);
    const previous = recordOf({ verdict: EXPOSED, answered });
    const eventIds = ['event-199', 'event-200'];
    expect(advanced(previous, { verdict: EXPOSED, eventIds })?.answered).toEqual([
      ...answered.slice(1),
      'event-200',
    ]);
    expect(advanced(previous, { verdict: NO_ACCESS, eventIds })?.answered).toEqual(eventIds);
  });
});
