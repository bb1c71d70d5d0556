import { eventRules } from '#core/change/event-rules.ts';
import {
  type ConcernReader,
  nobody,
  theAccount,
  theCaller,
  theDeviceOwner,
  theGroup,
  theNamedAccount,
  thePolicy,
  theRenamedUser,
  theRole,
  theRoot,
  theUser,
} from '#core/change/read-concern.ts';
import { theSignedIn, whoSignedIn } from '#core/change/read-sign-in.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';

const CONCERNS = new Map<ConcernReader, string>([
  [theUser, 'the user'],
  [theRenamedUser, 'the user, under both names'],
  [theCaller, 'the caller'],
  [theDeviceOwner, 'the owner of a passkey, else the caller'],
  [theGroup, 'every member of the group'],
  [thePolicy, 'everyone who has the policy, directly, through a group or as a boundary'],
  [theRole, 'the users whom the role’s trust policy names'],
  [theAccount, 'everyone in the account'],
  [theNamedAccount, 'everyone in the account that is named'],
  [theRoot, 'the root user'],
  [theSignedIn, 'the caller'],
  [whoSignedIn, 'the user who signed in without MFA; the root user'],
  [nobody, 'nobody; it may be told of as a threat'],
]);

const URGENCIES: Readonly<Record<WatchedEvent['urgency'], string>> = {
  urgent: 'at once',
  settling: 'when settled',
};

const DELIVERIES: Readonly<Record<WatchedEvent['delivery'], string>> = {
  yes: 'yes',
  'read-only': 'only to a rule that asks for read-only events, as one here does',
  unknown: 'AWS does not say',
};

const rowOf = (row: WatchedEvent): string => {
  const name = row.eventName ?? 'whatever the root user calls';
  const service = row.eventSource?.replace('.amazonaws.com', '') ?? 'any';
  return `| ${service} | [${name}](${row.documentation}) | ${row.kind} | ${CONCERNS.get(row.concerns) ?? ''} | ${URGENCIES[row.urgency]} | ${DELIVERIES[row.delivery]} |`;
};

/** The watched-events table for people, in Markdown. */
export const describeWatchedEvents = (): string =>
  [
    '# The events that are watched',
    '',
    `${WATCHED_EVENTS.length} rows, from which ${eventRules(WATCHED_EVENTS).length} EventBridge rules and the parser are made. Written by \`npm run events\` from`,
    '[the table](/shared/core/change/watched-events.ts); do not edit it by hand. What is done with them, and what is promised:',
    '[events.md](/docs/events.md).',
    '',
    '| service | event | what happened | whom it concerns | looked at | delivered |',
    '|---|---|---|---|---|---|',
    ...WATCHED_EVENTS.map(rowOf),
    '',
  ].join('\n');
