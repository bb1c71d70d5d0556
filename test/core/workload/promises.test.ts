import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDuration,
  type EpochMs,
  elapsed,
  isBefore,
  milliseconds,
  minutes,
  seconds,
} from '#core/kernel/time.ts';
import { hasToSettle, type PendingChange } from '#core/workload/pending-changes.ts';
import { standingOf } from '#core/workload/promised-look.ts';
import { tally } from '../../fakes/tally.ts';
import { change, PASSWORD, SETTLE_TIME, UNSTATED } from './changes.ts';
import { type Arrival, type Cut, oneSubject, type Pace, type Scheduled } from './one-subject.ts';

const durations = (most: number) => fc.integer({ min: 0, max: most }).map(milliseconds);

const changes = (eventId: string): fc.Arbitrary<PendingChange> =>
  fc
    .record({
      eventName: fc.constantFrom('TagUser', 'UntagUser', 'PutUserPolicy', eventId),
      expectation: fc.constantFrom(PASSWORD, UNSTATED.expectation),
      urgency: fc.constantFrom('urgent' as const, 'settling' as const),
    })
    .map((members) => change(eventId, members));

const cuts = fc.constantFrom<Cut>('nowhere', 'nowhere', 'nowhere', 'before-queueing', 'before-noting');

const arrivalsOf = (most: number, cut: fc.Arbitrary<Cut> = cuts): fc.Arbitrary<readonly Arrival[]> =>
  fc
    .array(fc.record({ pause: fc.oneof(durations(50), durations(seconds(30))), cut }), {
      minLength: 1,
      maxLength: most,
    })
    .chain((rest) =>
      fc.tuple(
        ...rest.map((one, index) => changes(`event-${index}`).map((made) => ({ ...one, change: made }))),
      ),
    );

const paces: fc.Arbitrary<Pace> = fc.record({
  looksTake: fc.array(durations(seconds(8)), { minLength: 1, maxLength: 5 }),
  lateness: fc.array(fc.oneof(durations(500), durations(minutes(20))), { minLength: 1, maxLength: 5 }),
});

const punctual: Pace = { looksTake: [seconds(1)], lateness: [milliseconds(0)] };

/** When a look at this change has to begin at the earliest, given when its event came first. */
const dueFrom = (one: PendingChange, arrivedAt: EpochMs): EpochMs =>
  hasToSettle(one) ? addDuration(arrivedAt, milliseconds(SETTLE_TIME / 2)) : arrivedAt;

const firstArrival = (run: ReturnType<typeof oneSubject>, eventId: string): EpochMs => {
  const first = run.scheduled.find((scheduled) => scheduled.eventId === eventId);
  if (first === undefined) {
    throw new Error(`expected ${eventId} to be delivered`);
  }
  return first.at;
};

describe('whatever comes, in whatever order, cut off wherever', () => {
  it('is always looked at in the end, late enough to see it, and nothing stays pending', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(arrivalsOf(25), paces, (arrivals, pace) => {
        const run = oneSubject(arrivals, pace);
        for (const { change: one, cut } of arrivals) {
          met.count(cut);
          const from = dueFrom(one, firstArrival(run, one.call.eventId));
          expect(run.looks.filter(({ readBegan }) => !isBefore(readBegan, from))).not.toEqual([]);
        }
        for (const { scheduling } of run.scheduled) {
          met.count(scheduling.became);
        }
        expect(run.pending).toMatchObject({ changes: [] });
      }),
      { numRuns: 600 },
    );
    expect(
      met.missing(['scheduled', 'joined', 'waiting', 'nowhere', 'before-queueing', 'before-noting'], 50),
    ).toEqual([]);
  });

  it('always is taken by a look together with what it says of itself, or with a later one like it', () => {
    fc.assert(
      fc.property(arrivalsOf(25), paces, (arrivals, pace) => {
        const run = oneSubject(arrivals, pace);
        const taken = run.looks.flatMap((look) => look.taken);
        for (const { change: one } of arrivals) {
          const { eventName } = one.call;
          const alike = taken.filter(
            ({ call, expectation, arrivedAt }) =>
              call.eventName === eventName &&
              expectation.kind === one.expectation.kind &&
              !isBefore(arrivedAt, firstArrival(run, one.call.eventId)),
          );
          expect(alike).not.toEqual([]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** Whether five looks were asked for at once within the minute before. */
const isFlood = ({ at, before }: Scheduled): boolean =>
  before?.urgentSince !== undefined &&
  elapsed(before.urgentSince, at) < minutes(1) &&
  before.urgentLooks >= 5;

describe('an urgent change', () => {
  it('always has a message at once, unless there were five within the minute', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(arrivalsOf(25), paces, (arrivals, pace) => {
        const isUrgent = (eventId: string) =>
          arrivals.some(({ change: { call, urgency } }) => call.eventId === eventId && urgency === 'urgent');
        const urgent = oneSubject(arrivals, pace).scheduled.filter(({ eventId }) => isUrgent(eventId));
        for (const one of urgent) {
          met.count(isFlood(one) ? 'flood' : 'alone');
          expect(one.scheduling.looks.some(({ delay }) => delay === 0)).toBe(!isFlood(one));
        }
      }),
      { numRuns: 300 },
    );
    expect(met.missing(['flood', 'alone'], 20)).toEqual([]);
  });
});

describe('a change that joins', () => {
  it('always joins a look whose message is still to come, unless that was given up for lost', () => {
    const met = tally<string>();
    fc.assert(
      fc.property(arrivalsOf(25), paces, (arrivals, pace) => {
        const { scheduled, sent } = oneSubject(arrivals, pace);
        for (const { at, scheduling, before } of scheduled) {
          if (scheduling.became === 'joined') {
            const { nextLook } = before ?? {};
            met.count('joined');
            expect(standingOf(nextLook, at)).toBe('queued');
            expect(sent.some(({ number, sentAt }) => number === nextLook?.number && sentAt <= at)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(met.missing(['joined'], 100)).toEqual([]);
  });
});

describe('any sequence of events', () => {
  it('calls for at most one later message per settling time, and five at once per minute', () => {
    fc.assert(
      fc.property(arrivalsOf(60, fc.constant('nowhere' as const)), (arrivals) => {
        const { sent, ended, scheduled } = oneSubject(arrivals, punctual);
        const span = elapsed(scheduled[0]?.at ?? ended, ended);
        const promised = sent.filter(({ number }) => number !== undefined);
        expect(promised.length).toBeLessThanOrEqual(Math.ceil(span / SETTLE_TIME) + 1);
        expect(sent.length - promised.length).toBeLessThanOrEqual(5 * Math.ceil(span / minutes(1) + 1));
      }),
      { numRuns: 300 },
    );
  });

  it('of a thousand calls in a loop costs a handful of looks', () => {
    const loop = (urgency: 'urgent' | 'settling', expectation = UNSTATED.expectation) =>
      Array.from({ length: 1_000 }, (_, index) => ({
        change: change(`event-${index}`, { eventName: 'TagUser', expectation, urgency }),
        pause: milliseconds(50),
        cut: 'nowhere' as const,
      }));
    // Fifty seconds of it, and a look every twenty.
    expect(oneSubject(loop('settling'), punctual).looks).toHaveLength(3);
    expect(oneSubject(loop('urgent'), punctual).looks.length).toBeLessThanOrEqual(9);
    expect(oneSubject(loop('urgent'), punctual).sent.length).toBeLessThanOrEqual(9);
  });
});
