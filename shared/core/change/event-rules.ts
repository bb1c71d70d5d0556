import { type EventPattern, eventPattern } from './event-pattern.ts';
import type { WatchedEvent } from './watched-event.ts';

/** What an EventBridge rule takes: events like this pattern, or like one of several. */
export type RulePattern = EventPattern | { readonly $or: readonly EventPattern[] };

/** One EventBridge rule: its pattern, and whether it has to ask for read-only events. */
export interface EventRule {
  readonly pattern: RulePattern;
  /** Rules in the ordinary state are not given read-only management events. */
  readonly readOnlyEvents: boolean;
}

/**
 * The most characters that EventBridge takes for a pattern, without asking for more.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html
 */
const LONGEST_PATTERN = 2_048;

const fits = (pattern: RulePattern): boolean => JSON.stringify(pattern).length <= LONGEST_PATTERN;

/** The alternatives as one pattern. */
const anyOf = (patterns: readonly EventPattern[]): RulePattern => {
  const [only, ...more] = patterns;
  return only !== undefined && more.length === 0 ? only : { $or: patterns };
};

/** The items in their order, as many together as fit. */
const packed = <Item>(
  items: readonly Item[],
  hasRoom: (together: readonly Item[]) => boolean,
): readonly (readonly Item[])[] => {
  const packs: Item[][] = [];
  for (const item of items) {
    const last = packs.at(-1);
    if (last !== undefined && hasRoom([...last, item])) {
      last.push(item);
    } else {
      packs.push([item]);
    }
  }
  return packs;
};

/** Rows of one pattern agree in everything but the name of the call. */
const likeness = (row: WatchedEvent): string =>
  JSON.stringify([row.source, row.eventSource, row.detailTypes, row.narrowing]);

const patternsOf = (rows: readonly WatchedEvent[]): readonly EventPattern[] =>
  [...Map.groupBy(rows, likeness).values()]
    .flatMap((alike) => packed(alike, (together) => fits(eventPattern(together))))
    .map(eventPattern);

const rulesOf = (patterns: readonly EventPattern[], readOnlyEvents: boolean): readonly EventRule[] =>
  packed(patterns, (together) => fits(anyOf(together))).map((alternatives) => ({
    pattern: anyOf(alternatives),
    readOnlyEvents,
  }));

/**
 * The rules that together match exactly the rows given: as few as their patterns' length allows. Where AWS does not
 * say whether it takes a call for read-only, the rule is one that gets both. Of the rows, those that are to be matched
 * `twice` stand in a second rule too, if there are several.
 */
export const eventRules = (
  rows: readonly WatchedEvent[],
  twice: readonly WatchedEvent[] = [],
): readonly EventRule[] => {
  const changes = rows.filter(({ delivery }) => delivery === 'yes');
  const perhapsReads = rows.filter(({ delivery }) => delivery !== 'yes');
  return [
    ...rulesOf([...patternsOf(changes), ...patternsOf(twice)], false),
    ...rulesOf(patternsOf(perhapsReads), true),
  ];
};
