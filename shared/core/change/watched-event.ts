import type { ChangeKind } from './change-kind.ts';
import type { DetailPattern } from './event-pattern.ts';
import type { ConcernReader } from './read-concern.ts';
import type { ExpectationReader } from './read-expectation.ts';

/** The `detail-type`s under which EventBridge delivers what CloudTrail recorded. */
export const DETAIL_TYPES = {
  apiCall: 'AWS API Call via CloudTrail',
  signIn: 'AWS Console Sign In via CloudTrail',
  /** As EventBridge's own guide spells it; CloudTrail's guide, and every rule seen in use, has a space more. */
  signInAsInGuide: 'AWS Console Signin via CloudTrail',
  serviceEvent: 'AWS Service Event via CloudTrail',
} as const;

export type DetailType = (typeof DETAIL_TYPES)[keyof typeof DETAIL_TYPES];

/** One kind of event that makes the guardian look at somebody, or tell people. */
export interface WatchedEvent {
  /** The `source` of EventBridge's envelope; undefined for whatever service it is. */
  readonly source: string | undefined;
  readonly detailTypes: readonly DetailType[];
  /** The `eventSource` of CloudTrail's record; undefined for whatever service it is. */
  readonly eventSource: string | undefined;
  /** Undefined for whatever call it is. */
  readonly eventName: string | undefined;
  /** What else the record must be like, so that a frequent call is delivered only when it matters. */
  readonly narrowing: DetailPattern;
  readonly kind: ChangeKind;
  readonly concerns: ConcernReader;
  /** What a read shows once this call is visible. */
  readonly expectation: ExpectationReader;
  /**
   * `look`: whoever is concerned is read again. `look-at-use`: the event shows a credential in use and changes
   * nothing, so somebody who was read lately is not read again. `tell`: it is watched for its signals alone.
   */
  readonly response: 'look' | 'look-at-use' | 'tell';
  /** Whether it waits a little for more changes of the same user, so that they are judged together. */
  readonly urgency: 'urgent' | 'settling';
  /**
   * Whether EventBridge delivers it. *read-only*: only to rules that ask for read-only management events, as one
   * of the guardian's rules does for these alone. *unknown*: AWS does not say.
   */
  readonly delivery: 'yes' | 'read-only' | 'unknown';
  /** The page of AWS's documentation that describes the call or its record. */
  readonly documentation: string;
}
