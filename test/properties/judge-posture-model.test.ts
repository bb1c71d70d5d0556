import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayHaveLiveSessions } from '#core/posture/ended-credential.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import { FINDING_KINDS, type Finding } from '#core/verdict/mfa-verdict.ts';
import { endedCredentials } from '../arbitraries/ended-credentials.ts';
import { snapshots } from '../arbitraries/postures.ts';
import { NEW_YEAR } from '../fakes/people.ts';
import { tally } from '../fakes/tally.ts';
import { type ModelFinding, modelFinding } from '../model/judge-posture.model.ts';

/** The parts of a finding that the model has an opinion on. */
const comparable = (finding: Finding): ModelFinding => {
  switch (finding.kind) {
    case 'protected':
      return { kind: finding.kind, lasting: finding.lasting };
    case 'exposed':
      return {
        kind: finding.kind,
        open: finding.open.map(({ session }) => session),
        hasDevice: finding.hasDevice,
      };
    default:
      return { kind: finding.kind };
  }
};

const unknownFacts = (snapshot: PostureSnapshot): readonly string[] => {
  if (snapshot.kind !== 'present') {
    return ['user'];
  }
  const { accessKeys, password, mfaDevices, attachedPolicies, enforcementPolicies } = snapshot.user;
  const facts = {
    'access-keys': accessKeys,
    password,
    'mfa-devices': mfaDevices,
    'attached-policies': attachedPolicies,
  };
  return [
    ...Object.entries(facts).flatMap(([name, fact]) => (fact.kind === 'unknown' ? [name] : [])),
    ...Object.values(enforcementPolicies).flatMap(({ kind }) =>
      kind === 'unknown' ? ['enforcement-policy'] : [],
    ),
  ];
};

describe('judgePosture', () => {
  it('finds what the model finds, for every snapshot', () => {
    const met = tally<Finding['kind']>();
    fc.assert(
      fc.property(snapshots, endedCredentials, (snapshot, ended) => {
        const finding = judgePosture(snapshot, ended, NEW_YEAR);
        met.count(finding.kind);
        const living = ended.some((credential) => mayHaveLiveSessions(credential, NEW_YEAR));
        expect(comparable(finding)).toEqual(modelFinding(snapshot, living));
      }),
      { numRuns: 2_000 },
    );
    expect(met.missing(FINDING_KINDS, 50)).toEqual([]);
  });

  it('blames only facts that could not be read, and never nothing', () => {
    const met = tally<Finding['kind']>();
    fc.assert(
      fc.property(snapshots, endedCredentials, (snapshot, ended) => {
        const finding = judgePosture(snapshot, ended, NEW_YEAR);
        met.count(finding.kind);
        const blamed = finding.kind === 'undetermined' ? finding.gaps.map(({ fact }) => fact) : [];
        expect(blamed.length > 0).toBe(finding.kind === 'undetermined');
        expect(unknownFacts(snapshot)).toEqual(expect.arrayContaining(blamed));
      }),
      { numRuns: 1_000 },
    );
    expect(met.missing(['undetermined'], 50)).toEqual([]);
  });

  it('calls a user exposed through the same reasons for each open session', () => {
    fc.assert(
      fc.property(snapshots, endedCredentials, (snapshot, ended) => {
        const finding = judgePosture(snapshot, ended, NEW_YEAR);
        const reasons =
          finding.kind === 'exposed' ? new Set(finding.open.map(({ because }) => because)) : new Set();
        expect(reasons.size).toBe(finding.kind === 'exposed' ? 1 : 0);
      }),
    );
  });
});
