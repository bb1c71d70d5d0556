import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { CallDetails } from './call-details.ts';
import type { CallerCredential } from './caller-credential.ts';
import type { Concern } from './concern.ts';
import type { ObservedCall } from './principal-change.ts';
import type { WatchedEvent } from './watched-event.ts';

/** Why an event can't be used; `expected` and `received` are for whoever finds it in the dead-letter queue. */
export interface UnusableEvent {
  readonly kind: 'malformed' | 'not-watched';
  readonly expected: string;
  readonly received: string;
}

/** A watched call, as its record tells it. */
export interface ReadRecord {
  readonly row: WatchedEvent;
  readonly call: ObservedCall;
  readonly credential: CallerCredential;
  readonly details: CallDetails;
  /** The error code of a call that failed, and so changed nothing. */
  readonly failure: string | undefined;
  /** Whom the record names, or that it ought to name somebody and does not. */
  readonly names: readonly Concern[] | UnusableEvent;
}

/** A watched call of an account of the organization. */
export interface ObservedEvent extends ReadRecord {
  /** Taken from the envelope, which EventBridge writes. */
  readonly account: AccountId;
}

const isNamed = (names: ReadRecord['names']): names is readonly Concern[] => Array.isArray(names);

/** Whom the call is about, whether it succeeded or not. */
export const namedIn = ({ names }: ReadRecord): readonly Concern[] => (isNamed(names) ? names : []);

/** Whose posture may differ now: nobody's, after a call that failed. */
export const concernedBy = (record: ReadRecord): readonly Concern[] =>
  record.failure === undefined ? namedIn(record) : [];

/** What is missing from a record that ought to say whom it is about; a failed call may leave that out. */
export const namelessness = ({ names, failure }: ReadRecord): UnusableEvent | undefined =>
  isNamed(names) || failure !== undefined ? undefined : names;
