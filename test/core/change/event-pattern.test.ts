import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventPattern } from '#core/change/event-pattern.ts';
import { CHANGE_KINDS, WATCHED_EVENTS } from '#core/change/watched-events.ts';
import { type DeliveredEvent, eventNamed, watchedEventFiles } from '../../fakes/cloudtrail-events.ts';

type Pattern = { readonly [field: string]: readonly string[] | Pattern };

/** EventBridge's rule for the patterns used here: each field has one of the values listed. */
const matches = (pattern: Pattern, event: unknown): boolean =>
  Object.entries(pattern).every(([field, wanted]) => {
    const value = (event as Readonly<Record<string, unknown>>)[field];
    return Array.isArray(wanted) ? wanted.includes(value as string) : matches(wanted as Pattern, value);
  });

const pattern = eventPattern(WATCHED_EVENTS) as unknown as Pattern;

describe('eventPattern', () => {
  it('matches every watched event', () => {
    expect(watchedEventFiles().filter((event) => !matches(pattern, event))).toEqual([]);
  });

  it('matches calls that failed as well: some of them are signals', () => {
    expect(matches(pattern, eventNamed('near-misses/denied-without-parameters'))).toBe(true);
  });

  it.each(['read-only-call', 'other-service', 'source-of-someone-else', 'console-sign-in'])(
    'does not match what the parser would refuse: %s',
    (file) => {
      expect(matches(pattern, eventNamed(`near-misses/${file}`))).toBe(false);
    },
  );

  it('matches exactly the rows of the table it is made from', () => {
    fc.assert(
      fc.property(fc.subarray([...WATCHED_EVENTS], { minLength: 1 }), (rows) => {
        const partial = eventPattern(rows) as unknown as Pattern;
        const matched = watchedEventFiles().filter((event: DeliveredEvent) => matches(partial, event));
        expect(matched.map((event) => event.detail['eventName']).toSorted()).toEqual(
          rows.map((row) => row.eventName).toSorted(),
        );
      }),
      { numRuns: 30 },
    );
  });

  it('names each source once, though many rows share it', () => {
    expect(eventPattern(WATCHED_EVENTS)).toMatchObject({
      source: ['aws.iam'],
      detail: { eventSource: ['iam.amazonaws.com'] },
    });
  });
});

describe('WATCHED_EVENTS', () => {
  it('has each event once, and an event for each kind of change', () => {
    expect(new Set(WATCHED_EVENTS.map((row) => row.eventName)).size).toBe(WATCHED_EVENTS.length);
    expect(new Set(WATCHED_EVENTS.map((row) => row.kind))).toEqual(new Set(CHANGE_KINDS));
  });
});
