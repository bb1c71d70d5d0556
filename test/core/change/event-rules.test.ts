import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventPattern } from '#core/change/event-pattern.ts';
import { type EventRule, eventRules } from '#core/change/event-rules.ts';
import { isTakenBy } from '#core/change/match-event-pattern.ts';
import { parseCloudTrailEvent } from '#core/change/parse-cloudtrail-event.ts';
import { DETAIL_TYPES } from '#core/change/watched-event.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';
import { MANIFEST } from '../../events/manifest.ts';
import { nearMissesOf } from '../../events/nearly-watched.ts';
import {
  eventNamed,
  watchedEventFiles,
  watchedEventNames,
  withDetail,
} from '../../fakes/cloudtrail-events.ts';
import { MEMBER_ACCOUNT } from '../../fakes/people.ts';
import { EVENTS, mutatedEvents } from './mutated-events.ts';
import { observed } from './observed.ts';

const RULES = eventRules(WATCHED_EVENTS);

const alternativesOf = ({ pattern }: EventRule): readonly EventPattern[] =>
  '$or' in pattern ? pattern.$or : [pattern];

const ALTERNATIVES = RULES.flatMap(alternativesOf);

const takersOf = (event: unknown): readonly EventRule[] =>
  RULES.filter(({ pattern }) => isTakenBy(pattern, event));

const matchesOf = (event: unknown): readonly EventPattern[] =>
  ALTERNATIVES.filter((pattern) => isTakenBy(pattern, event));

/** The one alternative without a source, for whatever the root user calls. */
const ANY_SERVICE = ALTERNATIVES.filter((pattern) => pattern.source === undefined);

const ROOT_IDENTITY = { type: 'Root', principalId: MEMBER_ACCOUNT, accountId: MEMBER_ACCOUNT };

const CASES = watchedEventNames().map((name) => {
  const event = eventNamed(name);
  return { name, event, row: observed(event).row };
});

describe('eventRules', () => {
  it.each(RULES.map(({ pattern }) => JSON.stringify(pattern)))(
    'is short enough for EventBridge: %s',
    (text) => {
      expect(text.length).toBeLessThanOrEqual(2_048);
    },
  );

  it('packs rows into few rules, and says nothing twice', () => {
    expect(RULES.length).toBeLessThan(10);
    const texts = ALTERNATIVES.map((pattern) => JSON.stringify(pattern));
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('splits what one pattern can not hold', () => {
    const [{ row }] = CASES as [(typeof CASES)[number]];
    const many = Array.from({ length: 200 }, (_, index) => ({
      ...row,
      eventName: `CallOfANameThatIsRatherLong${index}`,
    }));
    const rules = eventRules(many);
    expect(rules.length).toBeGreaterThan(1);
    expect(Math.max(...rules.map(({ pattern }) => JSON.stringify(pattern).length))).toBeLessThanOrEqual(
      2_048,
    );
    expect(
      rules.flatMap(alternativesOf).flatMap(({ detail }) => Object.values(detail['eventName'] ?? [])),
    ).toEqual(many.map(({ eventName }) => eventName));
  });

  it.each(CASES)('takes $name by one rule, and in one way', ({ event }) => {
    expect(takersOf(event)).toHaveLength(1);
    expect(matchesOf(event)).toHaveLength(1);
  });

  it.each(CASES.filter(({ row }) => row.delivery !== 'unknown'))(
    'asks for read-only events for $name if, and only if, it is one',
    ({ event, row }) => {
      const asking = takersOf(event).map(({ readOnlyEvents }) => readOnlyEvents);
      expect(asking).toEqual([row.delivery === 'read-only']);
    },
  );

  it.each(MANIFEST)('takes $fixture when it failed, too: some failures are signals', ({ fixture }) => {
    expect(takersOf(withDetail(eventNamed(fixture), { errorCode: 'AccessDenied' }))).toHaveLength(1);
  });

  it('takes every call of the root user’s for any service, and for what it is', () => {
    expect(ANY_SERVICE).toHaveLength(1);
    const calls = CASES.filter(
      ({ event, row }) =>
        event['detail-type'] === DETAIL_TYPES.apiCall && Object.keys(row.narrowing).length === 0,
    );
    expect(calls.length).toBeGreaterThan(70);
    for (const { event, row } of calls) {
      const byRoot = withDetail(event, { userIdentity: ROOT_IDENTITY });
      expect(matchesOf(byRoot)).toEqual([...matchesOf(event), ...ANY_SERVICE]);
      expect(observed(byRoot).row).toBe(row);
    }
  });

  it('leaves to nobody what a service does for the root user', () => {
    const byService = withDetail(eventNamed('root/put-bucket-policy'), {
      userIdentity: { ...ROOT_IDENTITY, invokedBy: 'cloudformation.amazonaws.com' },
    });
    expect(takersOf(byService)).toEqual([]);
    expect(parseCloudTrailEvent(byService)).toMatchObject({ problem: { kind: 'not-watched' } });
  });

  it('takes sign-ins under either spelling of their detail-type', () => {
    const signIn = eventNamed('console-login');
    for (const detailType of [DETAIL_TYPES.signIn, DETAIL_TYPES.signInAsInGuide]) {
      expect(takersOf({ ...signIn, 'detail-type': detailType })).toHaveLength(1);
    }
  });

  it.each(['Admin', 'ana@example.com'])('leaves the sign-in of role sessions alone: %s', (sessionName) => {
    const byRole = withDetail(eventNamed('console-login'), {
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${MEMBER_ACCOUNT}:assumed-role/Admin/${sessionName}`,
      },
    });
    expect(takersOf(byRole)).toEqual([]);
  });

  it('matches exactly the rows that it is made from', () => {
    fc.assert(
      fc.property(fc.subarray([...WATCHED_EVENTS], { minLength: 1 }), (rows) => {
        const rules = eventRules(rows);
        const taken = CASES.filter(({ event }) => rules.some(({ pattern }) => isTakenBy(pattern, event)));
        expect(taken.map(({ row }) => row)).toEqual(
          CASES.map(({ row }) => row).filter((row) => rows.includes(row)),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe('rules and parser', () => {
  it.each(CASES)('take nothing that is only nearly $name', ({ row, event }) => {
    const misses = nearMissesOf(row, event);
    expect(misses.length).toBeGreaterThan(3);
    expect(misses.filter((miss) => takersOf(miss.event).length > 0).map(({ what }) => what)).toEqual([]);
    expect(misses.filter((miss) => parseCloudTrailEvent(miss.event).ok).map(({ what }) => what)).toEqual([]);
  });

  it.each(['read-only-call', 'other-service', 'source-of-someone-else'])('leave %s alone', (file) => {
    const event = eventNamed(`near-misses/${file}`);
    expect(takersOf(event)).toEqual([]);
    expect(parseCloudTrailEvent(event)).toMatchObject({ problem: { kind: 'not-watched' } });
  });

  it('agree on whatever an event is changed into', () => {
    const seen = { taken: 0, notWatched: 0, malformed: 0 };
    fc.assert(
      fc.property(mutatedEvents, (event) => {
        const taken = takersOf(event).length > 0;
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

  it('agree on the events of every row under the name of every other', () => {
    const names = new Set(WATCHED_EVENTS.map((row) => row.eventName ?? 'PutBucketPolicy'));
    for (const event of [...watchedEventFiles(), ...EVENTS]) {
      for (const eventName of names) {
        const renamed = withDetail(event, { eventName });
        expect(takersOf(renamed).length > 0).toBe(parseCloudTrailEvent(renamed).ok);
      }
    }
  });
});
