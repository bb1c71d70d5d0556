import type { WatchedEvent } from './watched-event.ts';

/**
 * One alternative for a field's value, in the operators of EventBridge that the guardian's rules use.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export type ValuePattern =
  | string
  | { readonly exists: boolean }
  | { readonly wildcard: string }
  | { readonly 'anything-but': readonly string[] };

/** What a record, or a part of it, must be like: for each field its alternatives, or a pattern of its own. */
export interface DetailPattern {
  readonly [field: string]: readonly ValuePattern[] | DetailPattern;
}

/** An EventBridge event pattern, as far as the guardian's rules need one. */
export interface EventPattern {
  readonly source: readonly ValuePattern[];
  readonly 'detail-type': readonly string[];
  readonly detail: DetailPattern;
}

const distinct = (values: readonly (string | undefined)[]): readonly string[] => [
  ...new Set(values.filter((value) => value !== undefined)),
];

const unlessEmpty = <Name extends string>(
  name: Name,
  values: readonly string[],
): Partial<Record<Name, readonly string[]>> =>
  values.length === 0 ? {} : ({ [name]: values } as Record<Name, readonly string[]>);

/** Nobody but AWS can put an event on a bus whose source begins so. */
const ANY_SERVICE: readonly ValuePattern[] = [{ wildcard: 'aws.*' }];

const sourcesOf = (rows: readonly WatchedEvent[]): readonly ValuePattern[] => {
  const sources = distinct(rows.map((row) => row.source));
  return sources.length === 0 ? ANY_SERVICE : sources;
};

/**
 * The pattern that matches exactly the rows given, which agree in all but the name of the call. Failed calls match
 * too: some of them are signals.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export const eventPattern = (rows: readonly WatchedEvent[]): EventPattern => ({
  source: sourcesOf(rows),
  'detail-type': distinct(rows.flatMap((row) => row.detailTypes)),
  detail: {
    ...unlessEmpty('eventSource', distinct(rows.map((row) => row.eventSource))),
    ...unlessEmpty('eventName', distinct(rows.map((row) => row.eventName))),
    ...rows[0]?.narrowing,
  },
});
