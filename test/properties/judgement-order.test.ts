import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Gap, known, type Observed, type ReadFailure, unknown } from '#core/posture/observed.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import { FINDING_KINDS, type Finding } from '#core/verdict/mfa-verdict.ts';
import { endedCredentials } from '../arbitraries/ended-credentials.ts';
import { presentSnapshots } from '../arbitraries/postures.ts';
import { readFailures } from '../arbitraries/read-failures.ts';
import { NEW_YEAR, RULES } from '../fakes/people.ts';
import { PROOF_TIMEOUT, proofRuns } from '../fakes/proof-runs.ts';
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

const judge = (snapshot: Present, ended: Ended) => judgePosture(snapshot, ended, NEW_YEAR, RULES);

const withFacts = (snapshot: Present, facts: Partial<UserPosture>): Present => ({
  ...snapshot,
  user: { ...snapshot.user, ...facts },
});

const FACTS = [
  'accessKeys',
  'password',
  'mfaDevices',
  'boundary',
  'serviceCredentials',
  'sshPublicKeys',
  'signingCertificates',
] as const;

type Hidden = (typeof FACTS)[number] | 'identityPolicies';

const hiddenFacts = fc.constantFrom<Hidden>(...FACTS, 'identityPolicies', 'identityPolicies');

/** The same people, of whom one thing less is known: a fact, or what the last of their policies says. */
const hiding = (snapshot: Present, fact: Hidden, because: ReadFailure): Present => {
  if (fact !== 'identityPolicies') {
    return withFacts(snapshot, { [fact]: unknown(because) });
  }
  const { policies, gaps } = snapshot.user.identityPolicies;
  const unread: Gap = { fact: 'policy-document', because, of: 'the last one' };
  return withFacts(snapshot, {
    identityPolicies: { policies: policies.slice(0, -1), gaps: [...gaps, unread] },
  });
};

const reversed = <Item>(list: Observed<readonly Item[]>): Observed<readonly Item[]> =>
  list.kind === 'known' ? known(list.fact.toReversed()) : list;

/** The same facts, each list of them the other way round. */
const listedOtherwise = ({ user, ...snapshot }: Present): Present => ({
  ...snapshot,
  user: {
    ...user,
    accessKeys: reversed(user.accessKeys),
    mfaDevices: reversed(user.mfaDevices),
    attachedPolicies: reversed(user.attachedPolicies),
    serviceCredentials: reversed(user.serviceCredentials),
    identityPolicies: {
      policies: user.identityPolicies.policies.toReversed(),
      gaps: user.identityPolicies.gaps.toReversed(),
    },
    serviceControl:
      user.serviceControl.kind === 'known'
        ? {
            kind: 'known',
            levels: user.serviceControl.levels.map((level) => level.toReversed()).toReversed(),
          }
        : user.serviceControl,
    tags: user.tags.toReversed(),
  },
});

/** A key that may enrol a device is taken for one that can: less is known, and that much is said all the same. */
const mayEnrolByKey = (finding: Finding): boolean =>
  finding.kind === 'awaiting-enrolment' && finding.enrolment === 'with-key';

describe('judgePosture', { timeout: PROOF_TIMEOUT }, () => {
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
      { numRuns: proofRuns(200) },
    );
    expect(met.missing(FINDING_KINDS, 3)).toEqual([]);
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
      { numRuns: proofRuns(200) },
    );
  });

  it('never depends on the order in which IAM lists things, policies included', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(presentSnapshots, endedCredentials, (snapshot, ended) => {
        const found = judge(snapshot, ended);
        met.count(snapshot.user.identityPolicies.policies.length > 1 ? found.kind : 'one policy at most');
        expect(judge(listedOtherwise(snapshot), ended.toReversed())).toEqual(found);
      }),
      { numRuns: proofRuns(200) },
    );
    expect(met.missing(FINDING_KINDS, 3)).toEqual([]);
  });

  it('never turns to another determined finding because a fact is hidden, and never calls the exposed anything quieter', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(
        presentSnapshots,
        endedCredentials,
        hiddenFacts,
        readFailures,
        (snapshot, ended, fact, because) => {
          const before = judge(snapshot, ended);
          const after = judge(hiding(snapshot, fact, because), ended);
          met.count(`${before.kind} to ${after.kind}`);
          fc.pre(!mayEnrolByKey(after));
          expect(['undetermined', before.kind]).toContain(after.kind);
          expect(badness(after)).toBeGreaterThanOrEqual(
            Math.min(badness(before), BADNESS.indexOf('undetermined')),
          );
        },
      ),
      { numRuns: proofRuns(500) },
    );
    expect(
      met.missing(
        FINDING_KINDS.flatMap((kind) => [`${kind} to ${kind}`, `${kind} to undetermined`]),
        3,
      ),
    ).toEqual([]);
  });

  it('never calls protection lasting because a fact is hidden', () => {
    fc.assert(
      fc.property(presentSnapshots, endedCredentials, hiddenFacts, (snapshot, ended, fact) => {
        const before = judge(snapshot, ended);
        const after = judge(hiding(snapshot, fact, 'throttled'), ended);
        const claimed = after.kind === 'protected' && after.lasting;
        expect(claimed && !(before.kind === 'protected' && before.lasting)).toBe(false);
      }),
      { numRuns: proofRuns(200) },
    );
  });
});
