import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventRules } from '#core/change/event-rules.ts';
import { isTakenBy } from '#core/change/match-event-pattern.ts';
import { parseCloudTrailEvent } from '#core/change/parse-cloudtrail-event.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';
import { nearMissesOf } from '../../events/nearly-watched.ts';
import { eventNamed, watchedEventNames, withDetail } from '../../fakes/cloudtrail-events.ts';
import { mutatedEvents } from './mutated-events.ts';
import { observed } from './observed.ts';

const RULES = eventRules(WATCHED_EVENTS);

const isTaken = (event: unknown): boolean => RULES.some(({ pattern }) => isTakenBy(pattern, event));

const CASES = watchedEventNames().map((name) => {
  const event = eventNamed(name);
  return { name, event, row: observed(event).row };
});

describe('rules and parser', () => {
  it.each(CASES)('take nothing that is only nearly $name', ({ row, event }) => {
    const misses = nearMissesOf(row, event);
    expect(misses.length).toBeGreaterThan(3);
    expect(misses.filter((miss) => isTaken(miss.event)).map(({ what }) => what)).toEqual([]);
    expect(misses.filter((miss) => parseCloudTrailEvent(miss.event).ok).map(({ what }) => what)).toEqual([]);
  });

  it.each(['read-only-call', 'other-service', 'source-of-someone-else'])('leave %s alone', (file) => {
    const event = eventNamed(`near-misses/${file}`);
    expect(isTaken(event)).toBe(false);
    expect(parseCloudTrailEvent(event)).toMatchObject({ problem: { kind: 'not-watched' } });
  });

  it('agree on whatever an event is changed into', () => {
    const seen = { taken: 0, notWatched: 0, malformed: 0 };
    fc.assert(
      fc.property(mutatedEvents, (event) => {
        const taken = isTaken(event);
        const parsed = parseCloudTrailEvent(event);
        if (parsed.ok) {
          seen.taken += 1;
          expect(taken).toBe(true);
        } else if (parsed.problem.kind === 'not-watched') {
          seen.notWatched += 1;
          expect(taken).toBe(false);
        } else {
          seen.malformed += 1;
        }
      }),
      { numRuns: 3_000 },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(50);
  });

  it('agree on an event of each family under the name of every watched call', () => {
    const families = Map.groupBy(CASES, ({ name }) => name.split('/')[0]);
    const names = CASES.map(({ event }) => event.detail['eventName']);
    for (const [{ event }] of families.values() as IterableIterator<[(typeof CASES)[number]]>) {
      for (const eventName of names) {
        const renamed = withDetail(event, { eventName });
        expect(isTaken(renamed)).toBe(parseCloudTrailEvent(renamed).ok);
      }
    }
  });
});
