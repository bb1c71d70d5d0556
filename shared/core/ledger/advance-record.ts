import type { GuardMode } from '#core/action/guard-action.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import { isBefore } from '#core/kernel/time.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import type { MfaVerdict } from '#core/verdict/mfa-verdict.ts';
import { sameVerdict } from '#core/verdict/same-verdict.ts';
import type { CredentialMemory } from './ended-credentials.ts';
import { passedByItself } from './intent.ts';
import type { ActedUpon, PrincipalRecord } from './principal-record.ts';
import { identityIn, leftByIn } from './user-identity.ts';

/** One finished assessment: what was read, what it means, and what made the guardian look. */
export interface Assessment {
  readonly snapshot: PostureSnapshot;
  readonly verdict: MfaVerdict;
  readonly memory: CredentialMemory;
  readonly cause: ObservedCall;
  /** The events of all changes that it is about, the cause's among them. */
  readonly eventIds: readonly string[];
  readonly mode: GuardMode;
}

export type Advance =
  | { readonly kind: 'advanced'; readonly record: PrincipalRecord }
  /** A read that did not begin before this one is recorded already; what this event told still has to be added. */
  | { readonly kind: 'outdated' };

const identityChanged = (previous: PrincipalRecord, snapshot: PostureSnapshot): boolean =>
  snapshot.kind === 'present' &&
  previous.identity !== undefined &&
  previous.identity.userId !== snapshot.user.userId;

const enforcementBegan = (previous: PrincipalRecord, { verdict, mode }: Assessment): boolean =>
  verdict.finding.kind === 'exposed' && previous.mode === 'observe' && mode === 'enforce';

/** The events that the recorded verdict answered; of an older record only the first is known. */
const answeredBefore = ({ answered, cause }: PrincipalRecord): readonly string[] =>
  answered ?? [cause.eventId];

const somethingHappened = (previous: PrincipalRecord, { eventIds }: Assessment): boolean => {
  const answered = new Set(answeredBefore(previous));
  return eventIds.some((eventId) => !answered.has(eventId));
};

/**
 * What people were told could not be attached may be attachable once something happens. What was attached is gone once
 * more, and what passed by itself is back: the read alone says so.
 */
const isWorthAnotherTry = (
  { failed }: ActedUpon,
  previous: PrincipalRecord,
  assessment: Assessment,
): boolean => failed === undefined || passedByItself(failed) || somethingHappened(previous, assessment);

const exposedAgain = (previous: PrincipalRecord, assessment: Assessment): boolean => {
  const { actedUpon } = previous;
  return (
    assessment.verdict.finding.kind === 'exposed' &&
    actedUpon !== undefined &&
    isBefore(actedUpon.at, assessment.snapshot.readBegan) &&
    isWorthAnotherTry(actedUpon, previous, assessment)
  );
};

/**
 * A verdict is news when it differs, or is about another user of the name; when somebody exposed was acted upon in
 * the meantime and a later read finds the same again, after a failure only because of something new: each change is
 * looked at more than once; and when what was only watched may now be acted upon.
 */
const isNews = (previous: PrincipalRecord, assessment: Assessment): boolean =>
  !sameVerdict(previous.verdict, assessment.verdict) ||
  identityChanged(previous, assessment.snapshot) ||
  enforcementBegan(previous, assessment) ||
  exposedAgain(previous, assessment);

/** What people and subscribers heard last; a verdict that was cut off before it was announced is not it. */
const lastAnnounced = (previous: PrincipalRecord | undefined): PrincipalRecord['previousFinding'] =>
  previous?.announcedVersion === previous?.version
    ? previous?.verdict.finding.kind
    : previous?.previousFinding;

/** More than wait for one look; whose attachment fails at every change does not fill the ledger. */
const MOST_ANSWERED = 200;

const answeredNow = (
  previous: PrincipalRecord | undefined,
  { verdict, eventIds }: Assessment,
): readonly string[] => {
  const before =
    previous !== undefined && sameVerdict(previous.verdict, verdict) ? answeredBefore(previous) : [];
  return [...new Set([...before, ...eventIds])].slice(-MOST_ANSWERED);
};

type VersionedPart = Pick<PrincipalRecord, 'version' | 'previousFinding' | 'cause' | 'actedUpon'>;

const versionedPart = (previous: PrincipalRecord | undefined, assessment: Assessment): VersionedPart =>
  previous === undefined || isNews(previous, assessment)
    ? {
        version: (previous?.version ?? 0) + 1,
        previousFinding: lastAnnounced(previous),
        cause: assessment.cause,
        actedUpon: undefined,
      }
    : {
        version: previous.version,
        previousFinding: previous.previousFinding,
        cause: previous.cause,
        actedUpon: previous.actedUpon,
      };

const deviceSerialsIn = (
  snapshot: PostureSnapshot,
  previous: PrincipalRecord | undefined,
): PrincipalRecord['deviceSerials'] =>
  snapshot.kind === 'present' && snapshot.user.mfaDevices.kind === 'known'
    ? snapshot.user.mfaDevices.fact.map(({ serialNumber }) => serialNumber)
    : previous?.deviceSerials;

/** What the ledger should say after this assessment; a read that began earlier never replaces a later one. */
export const advanceRecord = (previous: PrincipalRecord | undefined, assessment: Assessment): Advance => {
  const { snapshot, verdict, memory, mode } = assessment;
  if (previous !== undefined && !isBefore(previous.readBegan, snapshot.readBegan)) {
    return { kind: 'outdated' };
  }
  return {
    kind: 'advanced',
    record: {
      principal: snapshot.principal,
      identity: identityIn(snapshot, previous),
      leftBy: leftByIn(snapshot, previous),
      verdict,
      mode,
      ...versionedPart(previous, assessment),
      answered: answeredNow(previous, assessment),
      readBegan: snapshot.readBegan,
      announcedVersion: previous?.announcedVersion ?? 0,
      activeKeys: memory.activeKeys,
      deviceSerials: deviceSerialsIn(snapshot, previous),
      ended: memory.ended,
      revision: (previous?.revision ?? 0) + 1,
    },
  };
};
