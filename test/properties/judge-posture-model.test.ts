import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPasswordSignIn, mayHaveLiveSessions } from '#core/posture/ended-credential.ts';
import type { Observed } from '#core/posture/observed.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import { ENROLMENTS, FINDING_KINDS, type Finding, type OpenSession } from '#core/verdict/mfa-verdict.ts';
import { endedCredentials } from '../arbitraries/ended-credentials.ts';
import { snapshots } from '../arbitraries/postures.ts';
import { NEW_YEAR, RULES } from '../fakes/people.ts';
import { PROOF_TIMEOUT, proofRuns } from '../fakes/proof-runs.ts';
import { tally } from '../fakes/tally.ts';
import { type ModelFinding, modelFinding } from '../model/judge-posture.model.ts';

/** The parts of a finding that the model has an opinion on. */
const comparable = (finding: Finding): ModelFinding => {
  switch (finding.kind) {
    case 'protected':
      return { kind: finding.kind, lasting: finding.lasting };
    case 'awaiting-enrolment':
      return { kind: finding.kind, enrolment: finding.enrolment };
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

const FACTS = {
  'access-keys': 'accessKeys',
  password: 'password',
  'mfa-devices': 'mfaDevices',
  boundary: 'boundary',
  'service-credentials': 'serviceCredentials',
  'ssh-public-keys': 'sshPublicKeys',
  'signing-certificates': 'signingCertificates',
} as const;

/** What may be blamed: what was not read, and a text that is no policy. */
const blamable = (snapshot: PostureSnapshot): readonly string[] => {
  if (snapshot.kind !== 'present') {
    return ['user'];
  }
  const { user } = snapshot;
  const unread = Object.entries(FACTS).filter(
    ([, name]) => (user[name] satisfies Observed<unknown>).kind === 'unknown',
  );
  const texts = [
    ...user.identityPolicies.policies.map(({ text }) => text),
    ...(user.boundary.kind === 'known' && user.boundary.fact !== 'none' ? [user.boundary.fact.text] : []),
  ];
  return [
    ...unread.map(([fact]) => fact),
    ...user.identityPolicies.gaps.map(({ fact }) => fact),
    ...(texts.some((text) => !text.includes('"Resource"')) ? ['policy-document'] : []),
  ];
};

const countsOf = (open: OpenSession & { readonly answer: 'open' }): number =>
  Object.values(open.open.byAccessLevel).reduce((sum, count) => sum + count, 0);

const isSound = (open: OpenSession): boolean =>
  open.answer === 'no-grant' ||
  (countsOf(open) === open.open.actions && (open.open.actions > 0 || open.open.unlistedActions));

describe('judgePosture', { timeout: PROOF_TIMEOUT }, () => {
  it('finds what the model finds, for every snapshot', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(snapshots, endedCredentials, fc.boolean(), (snapshot, ended, allowPasswordChange) => {
        const finding = judgePosture(snapshot, ended, NEW_YEAR, { allowPasswordChange });
        met.count(finding.kind);
        met.count(finding.kind === 'awaiting-enrolment' ? finding.enrolment : `${allowPasswordChange}`);
        const left = ended.filter((credential) => mayHaveLiveSessions(credential, NEW_YEAR));
        const living = {
          session: left.some((credential) => !isPasswordSignIn(credential)),
          console: left.some(isPasswordSignIn),
        };
        expect(comparable(finding)).toEqual(modelFinding(snapshot, living, allowPasswordChange));
      }),
      { numRuns: proofRuns(1_000) },
    );
    expect(met.missing(FINDING_KINDS, 30)).toEqual([]);
    expect(met.missing(ENROLMENTS, 2)).toEqual([]);
  });

  it('blames only facts that could not be read, each once, and never nothing', () => {
    const met = tally<Finding['kind']>();
    fc.assert(
      fc.property(snapshots, endedCredentials, (snapshot, ended) => {
        const finding = judgePosture(snapshot, ended, NEW_YEAR, RULES);
        met.count(finding.kind);
        const gaps = finding.kind === 'undetermined' ? finding.gaps : [];
        expect(gaps.length > 0).toBe(finding.kind === 'undetermined');
        expect(blamable(snapshot)).toEqual(expect.arrayContaining(gaps.map(({ fact }) => fact)));
        expect(new Set(gaps.map((gap) => JSON.stringify(gap))).size).toBe(gaps.length);
      }),
      { numRuns: proofRuns(500) },
    );
    expect(met.missing(['undetermined'], 50)).toEqual([]);
  });

  it('names the exposed’s open sessions each once, in one order, each with what it reaches', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(snapshots, endedCredentials, (snapshot, ended) => {
        const finding = judgePosture(snapshot, ended, NEW_YEAR, RULES);
        const open = finding.kind === 'exposed' ? finding.open : [];
        open.forEach(({ session, answer }) => {
          met.count(session);
          met.count(answer);
        });
        const named = open.map(({ session }) => session);
        expect(open.length > 0).toBe(finding.kind === 'exposed');
        expect(named).toEqual(SESSION_KINDS.filter((session) => named.includes(session)));
        expect(open.filter((session) => !isSound(session))).toEqual([]);
      }),
      { numRuns: proofRuns(500) },
    );
    expect(met.missing([...SESSION_KINDS, 'open', 'no-grant'], 5)).toEqual([]);
  });
});
