import * as z from 'zod/mini';
import { parseAccountId } from '#core/kernel/aws-identifiers.ts';
import { describeIssues } from '#core/kernel/describe-issues.ts';
import { printable } from '#core/kernel/printable.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import { parseInstant } from '#core/kernel/time.ts';
import type { ObservedEvent, UnusableEvent } from './observed-event.ts';
import { RecordMembers, readRecord } from './read-record.ts';
import { watchedRow } from './watched-row.ts';

const Envelope = z.object({
  source: z.string(),
  'detail-type': z.string(),
  account: z.string(),
  detail: z.extend(RecordMembers, {
    eventID: z.string().check(z.minLength(1), z.maxLength(128)),
    eventSource: z.string(),
    eventTime: z.string(),
  }),
});

type Unusable = Result<never, UnusableEvent>;

const malformed = (expected: string, received: string): Unusable =>
  fail({ kind: 'malformed', expected, received: printable(received) });

/**
 * Reads a CloudTrail event as EventBridge delivers it. The account is taken from the envelope, which EventBridge
 * writes, never from the record inside; a failed call may lack all of its parameters.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const parseCloudTrailEvent = (event: unknown): Result<ObservedEvent, UnusableEvent> => {
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
  const row = watchedRow(event, detail.eventName);
  if (row === undefined) {
    return fail({
      kind: 'not-watched',
      expected: 'an event of the watched-events table',
      received: printable(`${source} ${detail.eventName}`),
    });
  }
  const at = parseInstant(detail.eventTime);
  return at.ok
    ? ok({ account: account.value, ...readRecord(row, detail, { eventId: detail.eventID, at: at.value }) })
    : malformed('an ISO 8601 eventTime', detail.eventTime);
};
