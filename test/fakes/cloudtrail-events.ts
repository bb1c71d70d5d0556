import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type EpochMs, formatInstant } from '#core/kernel/time.ts';
import { MEMBER_ACCOUNT, NEW_YEAR } from './people.ts';

const EVENTS = fileURLToPath(new URL('../events/', import.meta.url));

/** An event as EventBridge delivers it, as far as tests take it apart. */
export interface DeliveredEvent {
  readonly [member: string]: unknown;
  readonly source: string;
  readonly account: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Every file of test/events, below it and without its ending: `users/create-user`, `near-misses/root-named`. */
const FILES = globSync('*/*.json', { cwd: EVENTS })
  .map((file) => file.slice(0, -'.json'.length))
  .toSorted();

const read = (file: string): DeliveredEvent =>
  JSON.parse(readFileSync(`${EVENTS}${file}.json`, 'utf8')) as DeliveredEvent;

/** The event in the file of that name; its folder may be left out where only one folder has such a file. */
export const eventNamed = (name: string): DeliveredEvent => {
  const [file, ...others] = FILES.filter((candidate) => candidate === name || candidate.endsWith(`/${name}`));
  if (file === undefined || others.length > 0) {
    throw new Error(`expected one file of test/events for ${name}, found ${[file, ...others].join(', ')}`);
  }
  return read(file);
};

/** The files of the watched calls, one for each, in the families that the table of them has. */
export const watchedEventNames = (): readonly string[] =>
  FILES.filter((file) => !file.startsWith('near-misses/'));

/** An event of every watched call. */
export const watchedEventFiles = (): readonly DeliveredEvent[] => watchedEventNames().map(read);

/** The same event with other members in its record. */
export const withDetail = (
  event: DeliveredEvent,
  detail: Readonly<Record<string, unknown>>,
): DeliveredEvent => ({ ...event, detail: { ...event.detail, ...detail } });

export const ADMIN_SESSION = {
  type: 'AssumedRole',
  arn: `arn:aws:sts::${MEMBER_ACCOUNT}:assumed-role/Admin/ruth`,
  sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${MEMBER_ACCOUNT}:role/Admin` } },
};

/** A session of one of the guardian's roles in the member account. */
export const sessionOf = (role: string, sessionName: string) => ({
  type: 'AssumedRole',
  arn: `arn:aws:sts::${MEMBER_ACCOUNT}:assumed-role/${role}/${sessionName}`,
  sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${MEMBER_ACCOUNT}:role/${role}` } },
});

interface Call {
  readonly eventName: string;
  readonly eventId?: string;
  readonly at?: EpochMs;
  readonly by?: unknown;
  readonly requestParameters?: unknown;
  readonly responseElements?: unknown;
  readonly errorCode?: string;
}

/** The event of one call of IAM; name only what matters to the case. */
export const iamCall = (call: Call): DeliveredEvent => ({
  source: 'aws.iam',
  'detail-type': 'AWS API Call via CloudTrail',
  account: MEMBER_ACCOUNT,
  detail: {
    eventID: call.eventId ?? 'event-1',
    eventName: call.eventName,
    eventSource: 'iam.amazonaws.com',
    eventTime: formatInstant(call.at ?? NEW_YEAR),
    userIdentity: call.by ?? ADMIN_SESSION,
    requestParameters: call.requestParameters ?? null,
    responseElements: call.responseElements ?? null,
    ...(call.errorCode === undefined ? {} : { errorCode: call.errorCode }),
  },
});
