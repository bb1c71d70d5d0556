import { eventPattern } from './event-pattern.ts';
import { matchesEventPattern } from './match-event-pattern.ts';
import type { WatchedEvent } from './watched-event.ts';
import { WATCHED_EVENTS } from './watched-events.ts';

const ROWS = WATCHED_EVENTS.map((row) => ({ row, pattern: eventPattern([row]) }));

type PatternedRow = (typeof ROWS)[number];

const ANY_NAME = ROWS.filter(({ row }) => row.eventName === undefined);

/** Most events are of calls that no row names, and need no pattern to be tried. */
const BY_NAME: ReadonlyMap<string | undefined, readonly PatternedRow[]> = Map.groupBy(
  ROWS,
  ({ row }) => row.eventName,
);

/** The first row of the table whose rule takes this event; undefined when no rule does. */
export const watchedRow = (event: unknown, eventName: string): WatchedEvent | undefined =>
  [...(BY_NAME.get(eventName) ?? []), ...ANY_NAME].find(({ pattern }) =>
    matchesEventPattern({ ...pattern }, event),
  )?.row;
