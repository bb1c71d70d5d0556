import { canonicalJson } from '#core/kernel/canonical-json.ts';
import {
  type DurationMs,
  type EpochMs,
  elapsed,
  isBefore,
  isShorter,
  milliseconds,
  seconds,
} from '#core/kernel/time.ts';
import { type AttachFailure, passedByItself } from '#core/ledger/intent.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import { isPassing } from '#core/posture/observed.ts';
import type { PostureSnapshot } from '#core/posture/posture-snapshot.ts';
import type { Finding } from '#core/verdict/mfa-verdict.ts';
import { type Expectation, isVisible } from './expectation.ts';
import type { ObservedCall, PrincipalChange } from './principal-change.ts';

/**
 * How long a read that does not show a change is taken for a late one; after that it is believed. AWS publishes
 * no figure for IAM's consistency; measured propagation is a matter of seconds.
 */
const PATIENCE_WITH_LAGGING_READS = seconds(60);

/** How long reads are waited for that always are too early, because there always is another change. */
const PATIENCE_WITH_CHANGING_READS = seconds(120);

/** How long a read that failed in passing is tried again before its facts count as unknown. */
const PATIENCE_WITH_FAILING_READS = seconds(300);

const SHORTEST_DELAY = seconds(1);
const LONGEST_DELAY = seconds(30);

/** As long again as one has waited already, within bounds: a handful of reads, not one a second. */
export const delayAfter = (waited: DurationMs): DurationMs =>
  milliseconds(Math.min(Math.max(waited, SHORTEST_DELAY), LONGEST_DELAY));

interface Awaited {
  readonly expectation: Expectation;
  readonly since: EpochMs;
}

/** What an expectation is about: two about the same thing can't both be waited for. */
const subjectOf = (expectation: Expectation): string => {
  switch (expectation.kind) {
    case 'user-present':
    case 'user-gone':
    case 'user-named':
      return 'user';
    case 'access-key':
      return `access-key ${expectation.id}`;
    case 'mfa-device':
      return `mfa-device ${expectation.serialNumber}`;
    case 'attached-policy':
      return `attached-policy ${expectation.arn}`;
    case 'inline-policy':
      return `inline-policy ${expectation.name}`;
    default:
      return expectation.kind;
  }
};

/** The last word on each subject. CloudTrail tells time to the second: of two within one, neither is the last. */
const lastOfEach = (awaited: readonly Awaited[]): readonly Awaited[] => {
  const bySubject = Map.groupBy(awaited, ({ expectation }) => subjectOf(expectation));
  return [...bySubject.values()].flatMap((group) => {
    const last = group.filter(({ since }) => !group.some((other) => isBefore(since, other.since)));
    return new Set(last.map(({ expectation }) => canonicalJson(expectation))).size === 1
      ? last.slice(0, 1)
      : [];
  });
};

type Expected = Pick<PrincipalChange, 'call' | 'expectation'>;

/**
 * Whether another change of the same second says something else about the same thing. Nobody can tell which of the
 * two was last, so no read can be held against either.
 */
export const isContradicted = (change: Expected, changes: readonly Expected[]): boolean =>
  changes.some(
    ({ call, expectation }) =>
      call.at === change.call.at &&
      subjectOf(expectation) === subjectOf(change.expectation) &&
      canonicalJson(expectation) !== canonicalJson(change.expectation),
  );

/** Of somebody who was deleted, no read will ever show what was changed before. */
const exceptOfDeleted = (awaited: readonly Awaited[]): readonly Awaited[] => {
  const gone = awaited.find(({ expectation }) => expectation.kind === 'user-gone');
  return gone === undefined
    ? awaited
    : awaited.filter((other) => other === gone || isBefore(gone.since, other.since));
};

/** Our own attachment is waited for like the changes themselves, unless one of them is that it was taken away. */
const awaitedBy = (changes: readonly Expected[], record: PrincipalRecord | undefined): readonly Awaited[] => {
  const fromChanges = lastOfEach(changes.map(({ call, expectation }) => ({ expectation, since: call.at })));
  const { policyArn: arn, at } = record?.actedUpon ?? {};
  if (arn === undefined || at === undefined) {
    return fromChanges;
  }
  const own: Expectation = { kind: 'attached-policy', arn, present: true };
  const takenAway = canonicalJson({ ...own, present: false });
  return changes.some(({ expectation }) => canonicalJson(expectation) === takenAway)
    ? fromChanges
    : [...fromChanges, { expectation: own, since: at }];
};

/** Whether this read may be one from before a change, and it is still worth waiting for a later one. */
export const isTooEarly = (
  snapshot: PostureSnapshot,
  changes: readonly Expected[],
  record: PrincipalRecord | undefined,
): boolean =>
  exceptOfDeleted(awaitedBy(changes, record)).some(
    ({ expectation, since }) =>
      !isVisible(expectation, snapshot) &&
      isShorter(elapsed(since, snapshot.readBegan), PATIENCE_WITH_LAGGING_READS),
  );

/**
 * Whether there still is a point in waiting for a read that shows the last of several changes. Whoever changes the
 * same thing to and fro is judged by what a read shows in between.
 */
export const isWorthWaiting = (waited: DurationMs): boolean =>
  isShorter(waited, PATIENCE_WITH_CHANGING_READS);

/**
 * Whether the judgement hangs on reads that failed in passing, so recently that they are worth another try before
 * people are told that nothing is known.
 */
export const isWorthReadingAgain = (finding: Finding, waited: DurationMs): boolean =>
  finding.kind === 'undetermined' &&
  finding.gaps.some(({ because }) => isPassing(because)) &&
  isShorter(waited, PATIENCE_WITH_FAILING_READS);

/** Whether a listing that fails in passing is worth another try, rather than people who look into it. */
export const isWorthListingAgain = (waited: DurationMs): boolean =>
  isShorter(waited, PATIENCE_WITH_FAILING_READS);

/** Whether what this call was about may be there and not show yet; what was deleted is gone. */
export const mayShowLater = ({ eventName }: Pick<ObservedCall, 'eventName'>, waited: DurationMs): boolean =>
  !eventName.startsWith('Delete') && isShorter(waited, PATIENCE_WITH_LAGGING_READS);

/**
 * Whether the read that found nothing to act upon may be one from before the exposure: another read showed it,
 * and the two need not have been answered by the same replica.
 */
export const mayBeLate = (because: AttachFailure, waited: DurationMs): boolean =>
  passedByItself(because) && isShorter(waited, PATIENCE_WITH_LAGGING_READS);
