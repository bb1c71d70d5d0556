import * as z from 'zod/mini';
import { assertNever } from '#core/kernel/assert-never.ts';
import { type AccountId, type Partition, parseAccountId } from '#core/kernel/aws-identifiers.ts';
import { describeIssues } from '#core/kernel/describe-issues.ts';
import { printable } from '#core/kernel/printable.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import { parseInstant } from '#core/kernel/time.ts';
import { concernedPrincipal } from './concerned-principal.ts';
import { parseActor } from './parse-actor.ts';
import type { ObservedCall, PrincipalChange } from './principal-change.ts';
import { API_CALL_DETAIL_TYPE, WATCHED_EVENTS, type WatchedEvent } from './watched-events.ts';

/** What a well-formed watched event turns out to be. */
export type ParsedEvent =
  | { readonly kind: 'user-changed'; readonly account: AccountId; readonly change: PrincipalChange }
  | {
      readonly kind: 'call-failed';
      readonly account: AccountId;
      readonly call: ObservedCall;
      readonly errorCode: string;
    }
  | { readonly kind: 'root-changed'; readonly account: AccountId; readonly call: ObservedCall }
  /** The record does not say whom the call was about: of no use, but for who made it. */
  | {
      readonly kind: 'nobody-named';
      readonly account: AccountId;
      readonly call: ObservedCall;
      readonly problem: UnusableEvent;
    };

/** Why an event can't be used; `expected` and `received` are for whoever finds it in the dead-letter queue. */
export interface UnusableEvent {
  readonly kind: 'malformed' | 'not-watched';
  readonly expected: string;
  readonly received: string;
}

const Envelope = z.object({
  source: z.string(),
  'detail-type': z.literal(API_CALL_DETAIL_TYPE),
  account: z.string(),
  detail: z.object({
    eventID: z.string().check(z.minLength(1), z.maxLength(128)),
    eventName: z.string(),
    eventSource: z.string(),
    eventTime: z.string(),
    errorCode: z.optional(z.nullable(z.string())),
    userIdentity: z.optional(z.unknown()),
    requestParameters: z.optional(z.unknown()),
    responseElements: z.optional(z.unknown()),
  }),
});
type Envelope = z.infer<typeof Envelope>;
type Unusable = Result<never, UnusableEvent>;

const malformed = (expected: string, received: string): Unusable =>
  fail({ kind: 'malformed', expected, received: printable(received) });

/** Names only what is there: parameters can be nested deeper than anything that would print them. */
const nameless = (requestParameters: unknown): UnusableEvent => ({
  kind: 'malformed',
  expected: 'the name of an IAM user',
  received: printable(
    typeof requestParameters === 'object' && requestParameters !== null
      ? `the members ${Object.keys(requestParameters).slice(0, 20).join(', ') || 'none'}`
      : typeof requestParameters,
  ),
});

const watchedRow = ({ source, detail }: Envelope): WatchedEvent | undefined =>
  WATCHED_EVENTS.find(
    (row) =>
      row.source === source && row.eventSource === detail.eventSource && row.eventName === detail.eventName,
  );

const readCall = (row: WatchedEvent, { detail }: Envelope): ObservedCall | undefined => {
  const at = parseInstant(detail.eventTime);
  return at.ok
    ? {
        eventId: detail.eventID,
        eventName: row.eventName,
        kind: row.kind,
        at: at.value,
        actor: parseActor(detail.userIdentity),
      }
    : undefined;
};

const readChange = (
  row: WatchedEvent,
  call: ObservedCall,
  account: AccountId,
  { detail }: Envelope,
  partition: Partition,
): Result<ParsedEvent, UnusableEvent> => {
  const { requestParameters, responseElements } = detail;
  const concerned = concernedPrincipal(requestParameters, call.actor);
  switch (concerned.kind) {
    case 'root':
      return ok({ kind: 'root-changed', account, call });
    case 'user': {
      const principal = { partition, account, userName: concerned.userName };
      const expectation = row.expectation({ requestParameters, responseElements, at: call.at });
      return ok({ kind: 'user-changed', account, change: { call, principal, expectation } });
    }
    case 'unnamed':
      return ok({ kind: 'nobody-named', account, call, problem: nameless(requestParameters) });
    default:
      return assertNever(concerned);
  }
};

/**
 * Reads a CloudTrail event as EventBridge delivers it. The account is taken from the envelope, which EventBridge
 * writes, never from the record inside; a failed call may lack all of its parameters.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const parseCloudTrailEvent = (
  event: unknown,
  partition: Partition,
): Result<ParsedEvent, UnusableEvent> => {
  const envelope = Envelope.safeParse(event);
  if (!envelope.success) {
    return malformed(
      'a CloudTrail event from EventBridge',
      describeIssues(envelope.error, 'event').join('; '),
    );
  }
  const account = parseAccountId(envelope.data.account);
  if (!account.ok) {
    return malformed('an account id of twelve digits in the envelope', envelope.data.account);
  }
  const { source, detail } = envelope.data;
  const row = watchedRow(envelope.data);
  if (row === undefined) {
    return fail({
      kind: 'not-watched',
      expected: 'an event of the watched-events table',
      received: printable(`${source} ${detail.eventName}`),
    });
  }
  const call = readCall(row, envelope.data);
  if (call === undefined) {
    return malformed('an ISO 8601 eventTime', detail.eventTime);
  }
  return detail.errorCode
    ? ok({ kind: 'call-failed', account: account.value, call, errorCode: detail.errorCode })
    : readChange(row, call, account.value, envelope.data, partition);
};
