import type { AccountId, Partition, UserName } from '#core/kernel/aws-identifiers.ts';
import { type EpochMs, isBefore } from '#core/kernel/time.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { Actor } from './actor.ts';
import type { ChangeKind } from './change-kind.ts';
import type { Concern } from './concern.ts';
import type { Expectation } from './expectation.ts';
import type { ReadRecord } from './observed-event.ts';

/** What every watched call has, whether it changed something or failed. */
export interface ObservedCall {
  /** CloudTrail's own id of the call: for correlation and display, never to drop a repeat. */
  readonly eventId: string;
  readonly eventName: string;
  readonly kind: ChangeKind;
  /** When the call was made, by CloudTrail's clock, to the second. */
  readonly at: EpochMs;
  readonly actor: Actor;
}

/** "Look at this principal": something happened that may have altered its MFA posture. */
export interface PrincipalChange {
  readonly call: ObservedCall;
  readonly principal: PrincipalName;
  readonly expectation: Expectation;
  /** What the principal was called before this very call, whose memory it keeps. */
  readonly formerName?: UserName;
}

/** The change of one user whom a record names. The former name of somebody renamed is expected to be free. */
export const changeOfUser = (
  { call, row, details }: ReadRecord,
  { userName, formerName, leftBehind }: Concern & { kind: 'user' },
  place: { readonly partition: Partition; readonly account: AccountId },
): PrincipalChange => ({
  call,
  principal: { ...place, userName },
  expectation: leftBehind === true ? { kind: 'user-gone', at: call.at } : row.expectation(details),
  ...(formerName !== undefined && { formerName }),
});

/**
 * No call is made after its event has arrived: a time in the future is a clock that is wrong, or a lie, and
 * would have its effect waited for without end.
 */
export const madeBefore = (call: ObservedCall, arrival: EpochMs): ObservedCall =>
  isBefore(arrival, call.at) ? { ...call, at: arrival } : call;
