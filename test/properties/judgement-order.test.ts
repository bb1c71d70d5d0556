import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { known, type Observed, unknown } from '#core/posture/observed.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import { FINDING_KINDS, type Finding } from '#core/verdict/mfa-verdict.ts';
import { endedCredentials } from '../arbitraries/ended-credentials.ts';
import { presentSnapshots } from '../arbitraries/postures.ts';
import { readFailures } from '../arbitraries/read-failures.ts';
import { NEW_YEAR } from '../fakes/people.ts';
import { tally } from '../fakes/tally.ts';

type Present = PostureSnapshot & { readonly kind: 'present' };
type Ended = Parameters<typeof judgePosture>[1];

/** From good to bad. What is not known is worse than anything but what is known to be open. */
const BADNESS: readonly Finding['kind'][] = [
  'no-access',
  'protected',
  'awaiting-enrolment',
  'undetermined',
  'exposed',
];

const badness = (finding: Finding): number => BADNESS.indexOf(finding.kind);

const judge = (snapshot: Present, ended: Ended) => judgePosture(snapshot, ended, NEW_YEAR);

const withFacts = (snapshot: Present, facts: Partial<UserPosture>): Present => ({
  ...snapshot,
  user: { ...snapshot.user, ...facts },
});

const FACTS = ['accessKeys', 'password', 'mfaDevices', 'attachedPolicies'] as const;

const reversed = <Item>(list: Observed<readonly Item[]>): Observed<readonly Item[]> =>
  list.kind === 'known' ? known(list.fact.toReversed()) : list;

describe('judgePosture', () => {
  it('never finds anything worse because there is one more device', () => {
    const met = tally<Finding['kind']>();
    fc.assert(
      fc.property(presentSnapshots, endedCredentials, (snapshot, ended) => {
        const { mfaDevices } = snapshot.user;
        fc.pre(mfaDevices.kind === 'known');
        const more = known([
          ...(mfaDevices.kind === 'known' ? mfaDevices.fact : []),
          { serialNumber: 'GAHT0' },
        ]);
        const before = judge(snapshot, ended);
        met.count(before.kind);
        expect(badness(judge(withFacts(snapshot, { mfaDevices: more }), ended))).toBeLessThanOrEqual(
          badness(before),
        );
      }),
      { numRuns: 1_000 },
    );
    expect(met.missing(FINDING_KINDS, 20)).toEqual([]);
  });

  it('never finds anything better because there is one more active key', () => {
    fc.assert(
      fc.property(presentSnapshots, endedCredentials, (snapshot, ended) => {
        const { accessKeys } = snapshot.user;
        fc.pre(accessKeys.kind === 'known');
        const keys = known([
          ...(accessKeys.kind === 'known' ? accessKeys.fact : []),
          { id: 'AKIANEW', active: true },
        ]);
        const before = judge(snapshot, ended);
        fc.pre(before.kind !== 'undetermined');
        const after = judge(withFacts(snapshot, { accessKeys: keys }), ended);
        expect(badness(after)).toBeGreaterThanOrEqual(badness(before));
      }),
      { numRuns: 500 },
    );
  });

  it('never depends on the order in which IAM lists things', () => {
    fc.assert(
      fc.property(presentSnapshots, endedCredentials, (snapshot, ended) => {
        const { accessKeys, mfaDevices, attachedPolicies } = snapshot.user;
        const other = withFacts(snapshot, {
          accessKeys: reversed(accessKeys),
          mfaDevices: reversed(mfaDevices),
          attachedPolicies: reversed(attachedPolicies),
        });
        expect(judge(other, ended.toReversed())).toEqual(judge(snapshot, ended));
      }),
      { numRuns: 500 },
    );
  });

  it('never turns to another determined finding because a fact is hidden, and never calls the exposed anything quieter', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(
        presentSnapshots,
        endedCredentials,
        fc.constantFrom(...FACTS),
        readFailures,
        (snapshot, ended, fact, because) => {
          const before = judge(snapshot, ended);
          const after = judge(withFacts(snapshot, { [fact]: unknown(because) }), ended);
          met.count(`${before.kind} to ${after.kind}`);
          expect(['undetermined', before.kind]).toContain(after.kind);
          expect(badness(after)).toBeGreaterThanOrEqual(
            Math.min(badness(before), BADNESS.indexOf('undetermined')),
          );
        },
      ),
      { numRuns: 8_000 },
    );
    expect(
      met.missing(
        FINDING_KINDS.flatMap((kind) => [`${kind} to ${kind}`, `${kind} to undetermined`]),
        10,
      ),
    ).toEqual([]);
  });

  it('never calls protection lasting because a fact is hidden', () => {
    fc.assert(
      fc.property(presentSnapshots, endedCredentials, fc.constantFrom(...FACTS), (snapshot, ended, fact) => {
        const before = judge(snapshot, ended);
        const after = judge(withFacts(snapshot, { [fact]: unknown('throttled') }), ended);
        const claimed = after.kind === 'protected' && after.lasting;
        expect(claimed && !(before.kind === 'protected' && before.lasting)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
