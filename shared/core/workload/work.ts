import type { ObservedCall } from '#core/change/principal-change.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { EpochMs } from '#core/kernel/time.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { Collective } from './subject.ts';

interface QueuedPart {
  readonly urgency: WatchedEvent['urgency'];
  /** Which promised look this is; absent for one that was asked for at once. */
  readonly number?: number;
  /** Whether its calls are reserved in the account's budget already. */
  readonly reserved?: true;
  /** When the first read began that failed in passing. */
  readonly failingSince?: EpochMs;
}

/** Look at one user, for whatever is pending about it. */
export interface LookWork extends QueuedPart {
  readonly kind: 'look';
  readonly principal: PrincipalName;
  /** When the first read began that did not show every change. */
  readonly waitingSince?: EpochMs;
}

/** Where a listing goes on, and the call that all of its pages are about. */
export interface FurtherPage {
  readonly marker: string;
  readonly call: ObservedCall;
}

/** Find out who is concerned, one page at a time, by whatever is pending about the collective. */
export interface ExpandWork extends QueuedPart, Collective {
  readonly kind: 'expand';
  /** Absent for the first page. */
  readonly page?: FurtherPage;
}

/** What is queued for assessing, by the guardian itself. */
export type Work = LookWork | ExpandWork;

/** The account whose share of the work this is. */
export const accountOf = (work: Work): AccountId =>
  work.kind === 'look' ? work.principal.account : work.account;
