import * as z from 'zod/mini';
import { DETAIL_TYPES } from '#core/change/watched-event.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';

/** A record in the envelope in which EventBridge would deliver it. */
export interface DeliveredEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly account: string;
  readonly detail: unknown;
}

const Envelope = z.object({
  source: z.string(),
  'detail-type': z.string(),
  account: z.optional(z.unknown()),
  detail: z.unknown(),
});

const Text = z.optional(z.nullable(z.union([z.string(), z.number()])));

const Origin = z.object({
  eventSource: z.optional(z.nullable(z.string())),
  eventType: z.optional(z.nullable(z.string())),
  recipientAccountId: Text,
  userIdentity: z.optional(z.nullable(z.object({ accountId: Text }))),
});

const DETAIL_TYPE_OF: Readonly<Record<string, string>> = {
  AwsConsoleSignIn: DETAIL_TYPES.signIn,
  AwsServiceEvent: DETAIL_TYPES.serviceEvent,
  AwsConsoleAction: 'AWS Console Action via CloudTrail',
};

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

/** The account that a record is from; the caller's, where it does not say who received it; as it stands there. */
const accountIn = (record: unknown): string => {
  const { data } = Origin.safeParse(record);
  return String(
    data?.recipientAccountId ?? data?.userIdentity?.accountId ?? member(record, 'recipientAccountId') ?? '',
  );
};

const sourceOf = (eventSource: string): string => `aws.${eventSource.split('.')[0] ?? ''}`;

/** The one service that has a watched call of this name. */
const onlyServiceOf = (eventName: unknown): string | undefined => {
  const services = WATCHED_EVENTS.filter((row) => row.eventName === eventName).map((row) => row.eventSource);
  const [service, ...others] = new Set(services);
  return others.length === 0 ? service : undefined;
};

/** Records that people keep are sometimes cut down to what they found worth keeping. */
const withService = (record: unknown): unknown =>
  typeof record !== 'object' || record === null || typeof member(record, 'eventSource') === 'string'
    ? record
    : { ...record, eventSource: onlyServiceOf(member(record, 'eventName')) };

/**
 * The event that EventBridge made, or would have made, of this record.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export const deliveredEvent = (value: unknown): DeliveredEvent => {
  const envelope = Envelope.safeParse(value);
  if (envelope.success) {
    const { account, detail } = envelope.data;
    return { ...envelope.data, account: typeof account === 'string' ? account : accountIn(detail), detail };
  }
  const record = withService(value);
  const { data } = Origin.safeParse(record);
  return {
    source: sourceOf(data?.eventSource ?? ''),
    'detail-type': DETAIL_TYPE_OF[data?.eventType ?? ''] ?? DETAIL_TYPES.apiCall,
    account: accountIn(record),
    detail: record,
  };
};
