import {
  type DurationMs,
  type EpochMs,
  elapsed,
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
import type { PrincipalChange } from './principal-change.ts';

/**
 * How long a read that does not show a change is taken for a late one; after that it is believed. AWS publishes
 * no figure for IAM's consistency; measured propagation is a matter of seconds.
 */
const PATIENCE_WITH_LAGGING_READS = seconds(60);

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

const contradicts = (left: Expectation, right: Expectation): boolean =>
  left.kind === 'attached-policy' &&
  right.kind === 'attached-policy' &&
  left.arn === right.arn &&
  left.present !== right.present;

/** Our own attachment is waited for like the change itself, unless the change is that it was taken away. */
const awaitedBy = (change: PrincipalChange, record: PrincipalRecord | undefined): readonly Awaited[] => {
  const fromChange: Awaited = { expectation: change.expectation, since: change.call.at };
  const { policyArn: arn, at } = record?.actedUpon ?? {};
  if (arn === undefined || at === undefined) {
    return [fromChange];
  }
  const own: Expectation = { kind: 'attached-policy', arn, present: true };
  return contradicts(change.expectation, own) ? [fromChange] : [fromChange, { expectation: own, since: at }];
};

/** Whether this read may be one from before the change, and it is still worth waiting for a later one. */
export const isTooEarly = (
  snapshot: PostureSnapshot,
  change: PrincipalChange,
  record: PrincipalRecord | undefined,
): boolean =>
  awaitedBy(change, record).some(
    ({ expectation, since }) =>
      !isVisible(expectation, snapshot) &&
      isShorter(elapsed(since, snapshot.readBegan), PATIENCE_WITH_LAGGING_READS),
  );

/**
 * Whether the judgement hangs on reads that failed in passing, so recently that they are worth another try before
 * people are told that nothing is known.
 */
export const isWorthReadingAgain = (finding: Finding, waited: DurationMs): boolean =>
  finding.kind === 'undetermined' &&
  finding.gaps.some(({ because }) => isPassing(because)) &&
  isShorter(waited, PATIENCE_WITH_FAILING_READS);

/**
 * Whether the read that found nothing to act upon may be one from before the exposure: another read showed it,
 * and the two need not have been answered by the same replica.
 */
export const mayBeLate = (because: AttachFailure, waited: DurationMs): boolean =>
  passedByItself(because) && isShorter(waited, PATIENCE_WITH_LAGGING_READS);
