import { API_CALL_DETAIL_TYPE, type WatchedEvent } from './watched-events.ts';

/** An EventBridge event pattern, as far as the guardian's rules need one. */
export interface EventPattern {
  readonly source: readonly string[];
  readonly 'detail-type': readonly string[];
  readonly detail: { readonly eventSource: readonly string[]; readonly eventName: readonly string[] };
}

const distinct = (values: readonly string[]): readonly string[] => [...new Set(values)];

/**
 * The pattern that matches exactly the rows given. Failed calls match too: some of them are signals.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export const eventPattern = (rows: readonly WatchedEvent[]): EventPattern => ({
  source: distinct(rows.map((row) => row.source)),
  'detail-type': [API_CALL_DETAIL_TYPE],
  detail: {
    eventSource: distinct(rows.map((row) => row.eventSource)),
    eventName: rows.map((row) => row.eventName),
  },
});
