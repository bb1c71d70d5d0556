import { type EpochMs, isBefore } from '#core/kernel/time.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { Actor } from './actor.ts';
import type { Expectation } from './expectation.ts';
import type { ChangeKind } from './watched-events.ts';

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
}

/**
 * No call is made after its event has arrived: a time in the future is a clock that is wrong, or a lie, and
 * would have its effect waited for without end.
 */
export const madeBefore = (change: PrincipalChange, arrival: EpochMs): PrincipalChange =>
  isBefore(arrival, change.call.at) ? { ...change, call: { ...change.call, at: arrival } } : change;
