import * as z from 'zod/mini';
import type { Concern } from '#core/change/concern.ts';
import { concernedBy, type ReadRecord } from '#core/change/observed-event.ts';
import { RecordMembers, readRecord } from '#core/change/read-record.ts';
import { watchedRow } from '#core/change/watched-row.ts';
import { IAM_EVENTS_REGION } from '#core/guardian-names.ts';
import { parseAccountId } from '#core/kernel/aws-identifiers.ts';
import { epochMs, parseInstant } from '#core/kernel/time.ts';
import { detectThreats } from '#core/threat/detect-threats.ts';
import type { Threat } from '#core/threat/threat.ts';
import type { NamedPrincipal } from '#core/verdict/disposition.ts';
import { type DeliveredEvent, deliveredEvent } from './delivered-event.ts';

/** Somebody whom the guardian would have looked at. */
export interface ReplayedConcern {
  readonly kind: Concern['kind'];
  readonly name: string;
  /** Where the record tells it. */
  readonly arn?: string;
}

/** What the guardian would have made of one past record. */
export interface ReplayedRecord {
  readonly eventID: string | null;
  readonly eventName: string | null;
  readonly account: string;
  /** Where it was recorded, if not where the guardian's rules stand. */
  readonly elsewhere: string | undefined;
  /** Whether one of the guardian's rules would have got it. */
  readonly watched: boolean;
  /** Empty for a call that failed: it changed nothing. */
  readonly concerns: readonly ReplayedConcern[];
  readonly threats: readonly Threat[];
  /** For people: when, and what was read; undefined for what is not watched. */
  readonly read: ReadRecord | undefined;
}

const Record = z.extend(RecordMembers, {
  eventID: z.optional(z.unknown()),
  eventTime: z.optional(z.unknown()),
  readOnly: z.optional(z.unknown()),
});

const Recorded = z.object({ awsRegion: z.string() });

type Record = z.infer<typeof Record>;

const lastPart = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** The ARN of a user is known where it is the caller's own; paths are told nowhere else. */
const userArn = (userName: string, { call }: ReadRecord): string | undefined =>
  call.actor.kind === 'iam-user' && call.actor.userName === userName && call.actor.arn !== ''
    ? call.actor.arn
    : undefined;

const named = (
  kind: Concern['kind'],
  name: string,
  arn: string | undefined = undefined,
): ReplayedConcern => ({ kind, name, ...(arn !== undefined && { arn }) });

const replayedConcern = (concern: Concern, read: ReadRecord, account: string): ReplayedConcern => {
  switch (concern.kind) {
    case 'user':
      return named('user', concern.userName, userArn(concern.userName, read));
    case 'root':
      return named('root', 'root');
    case 'group':
      return named('group', concern.groupName);
    case 'policy':
      return named('policy', lastPart(concern.arn), concern.arn);
    case 'role':
      return named('role', concern.roleName);
    case 'account':
      return named('account', concern.account ?? account);
  }
};

/** When a call was made, for which a record need not be whole. */
const timeOf = ({ eventTime }: Record) => {
  const at = parseInstant(typeof eventTime === 'string' ? eventTime : '');
  return at.ok ? at.value : epochMs(0);
};

/** Rules in the ordinary state are not given what CloudTrail marks as read-only. */
const readWatched = (record: Record, event: DeliveredEvent): ReadRecord | undefined => {
  const row = watchedRow(event, record.eventName);
  if (row === undefined || (record.readOnly === true && row.delivery === 'yes')) {
    return undefined;
  }
  const eventId = typeof record.eventID === 'string' ? record.eventID : '';
  return readRecord(row, record, { eventId, at: timeOf(record) });
};

/** The table knows no Regions; the member stack stands in one. */
const elsewhereIn = (record: unknown): string | undefined => {
  const { data } = Recorded.safeParse(record);
  return data === undefined || data.awsRegion === IAM_EVENTS_REGION ? undefined : data.awsRegion;
};

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** What the guardian would have made of this record; `spared` are the users whom the configuration spares. */
export const replayRecord = (value: unknown, spared: readonly NamedPrincipal[]): ReplayedRecord => {
  const event = deliveredEvent(value);
  const parsed = Record.safeParse(event.detail);
  const read = parsed.success ? readWatched(parsed.data, event) : undefined;
  const accountId = parseAccountId(event.account);
  const account = accountId.ok ? accountId.value : undefined;
  const { eventID, eventName } = (event.detail ?? {}) as Readonly<{ [member: string]: unknown }>;
  return {
    eventID: textOrNull(eventID),
    eventName: textOrNull(eventName),
    account: event.account,
    elsewhere: elsewhereIn(event.detail),
    watched: read !== undefined,
    concerns:
      read === undefined
        ? []
        : concernedBy(read).map((concern) => replayedConcern(concern, read, event.account)),
    threats: read === undefined ? [] : detectThreats(read, { account, spared }),
    read,
  };
};
