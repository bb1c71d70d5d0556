import * as z from 'zod/mini';
import { printable } from '#core/kernel/printable.ts';
import type { EpochMs } from '#core/kernel/time.ts';
import type { CallDetails } from './call-details.ts';
import { parseCallerCredential } from './caller-credential.ts';
import type { Concern } from './concern.ts';
import type { ReadRecord, UnusableEvent } from './observed-event.ts';
import { parseActor } from './parse-actor.ts';
import { signInFailed } from './read-sign-in.ts';
import type { WatchedEvent } from './watched-event.ts';

const Part = z.optional(z.unknown());

/** The members of a CloudTrail record that matter here; whatever is in them is read later, with care. */
export const RecordMembers = z.object({
  eventName: z.string(),
  errorCode: z.optional(z.nullable(z.string())),
  userIdentity: Part,
  requestParameters: Part,
  responseElements: Part,
  additionalEventData: Part,
  serviceEventDetails: Part,
  sessionCredentialFromConsole: Part,
});

/** When a call was made, and which one it was. */
export interface CallStamp {
  readonly eventId: string;
  readonly at: EpochMs;
}

/** Names only what is there: parameters can be nested deeper than anything that would print them. */
const nameless = (requestParameters: unknown): UnusableEvent => ({
  kind: 'malformed',
  expected: 'the name of whom the call was about',
  received: printable(
    typeof requestParameters === 'object' && requestParameters !== null
      ? `the members ${Object.keys(requestParameters).slice(0, 20).join(', ') || 'none'}`
      : typeof requestParameters,
  ),
});

const namesOf = (row: WatchedEvent, details: CallDetails): readonly Concern[] | UnusableEvent =>
  row.concerns(details) ?? nameless(details.requestParameters);

/** Reads the record of a call that is known to be watched. Never throws, whatever is in it. */
export const readRecord = (
  row: WatchedEvent,
  record: z.infer<typeof RecordMembers>,
  { eventId, at }: CallStamp,
): ReadRecord => {
  const actor = parseActor(record.userIdentity);
  const { requestParameters, responseElements, additionalEventData, serviceEventDetails, eventName } = record;
  const details = {
    requestParameters,
    responseElements,
    additionalEventData,
    serviceEventDetails,
    at,
    actor,
  };
  const signIn = signInFailed(eventName, responseElements) ? 'Failure' : undefined;
  return {
    row,
    call: { eventId, eventName: printable(eventName), kind: row.kind, at, actor },
    credential: parseCallerCredential(record),
    details,
    failure: record.errorCode || signIn,
    names: namesOf(row, details),
  };
};
