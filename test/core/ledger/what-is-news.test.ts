import { describe, expect, it } from 'vitest';
import { addDuration, milliseconds } from '#core/kernel/time.ts';
import { type Assessment, advanceRecord } from '#core/ledger/advance-record.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { MfaVerdict } from '#core/verdict/mfa-verdict.ts';
import { exposed } from '../../fakes/findings.ts';
import { NEW_YEAR, snapshotOf } from '../../fakes/people.ts';
import { CALL, recordOf } from '../../fakes/records.ts';

const EXPOSED: MfaVerdict = {
  finding: exposed(),
  disposition: { kind: 'none' },
};
const NO_ACCESS = recordOf().verdict;

const advanced = (
  previous: PrincipalRecord,
  { verdict, mode = 'enforce' }: Pick<Assessment, 'verdict'> & Partial<Pick<Assessment, 'mode'>>,
): PrincipalRecord | undefined => {
  const advance = advanceRecord(previous, {
    snapshot: snapshotOf('ana', {}, addDuration(NEW_YEAR, milliseconds(1))),
    verdict,
    mode,
    memory: { activeKeys: [], ended: [] },
    cause: CALL,
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
});
