import type { CollectiveConcern } from '#core/change/concern.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import type { AccountId, Partition } from '#core/kernel/aws-identifiers.ts';
import type { EpochMs } from '#core/kernel/time.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';

/** Look at one user, for whatever is pending about it. */
export interface LookWork {
  readonly kind: 'look';
  readonly principal: PrincipalName;
  readonly urgency: WatchedEvent['urgency'];
  /** Whether the calls of this look are reserved in the account's budget already. */
  readonly reserved?: true;
  /** When the first read began that failed in passing. */
  readonly failingSince?: EpochMs;
}

/** Find out who is concerned, one page at a time. */
export interface ExpandWork {
  readonly kind: 'expand';
  readonly partition: Partition;
  readonly account: AccountId;
  readonly concern: CollectiveConcern;
  readonly call: ObservedCall;
  readonly urgency: WatchedEvent['urgency'];
  /** Where the page before this one ended; absent for the first. */
  readonly marker?: string;
  readonly reserved?: true;
}

/** What is queued for assessing, by the guardian itself. */
export type Work = LookWork | ExpandWork;

/** The account whose share of the work this is. */
export const accountOf = (work: Work): AccountId =>
  work.kind === 'look' ? work.principal.account : work.account;
