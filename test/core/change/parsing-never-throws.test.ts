import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCloudTrailEvent } from '#core/change/parse-cloudtrail-event.ts';
import { type DeliveredEvent, eventNamed, watchedEventFiles } from '../../fakes/cloudtrail-events.ts';
import { PARTITION } from '../../fakes/people.ts';

const EVENTS = [
  ...watchedEventFiles(),
  eventNamed('near-misses/denied-without-parameters'),
  eventNamed('near-misses/root-named'),
];

/** Every place in a JSON value, as the members that lead to it. */
const placesOf = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([name, inner]) => placesOf(inner, [...path, name]))]
    : [path];

const replaceAt = (value: unknown, [name, ...rest]: readonly string[], replacement: unknown): unknown => {
  if (name === undefined) {
    return replacement;
  }
  const whole = value as Readonly<Record<string, unknown>>;
  return { ...whole, [name]: replaceAt(whole[name], rest, replacement) };
};

const hostileValues = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(undefined, '', '__proto__', '\u0000\u001b[2J', 'AWS ROOT USER', Number.NaN, -0),
  fc.constantFrom<unknown>(JSON.parse('{"__proto__":{"userName":"mallory"}}'), { constructor: { name: 1 } }),
);

const mutatedEvents = fc
  .constantFrom(...EVENTS)
  .chain((event) =>
    fc
      .tuple(fc.constantFrom(...placesOf(event)), hostileValues)
      .map(([place, value]) => replaceAt(event, place, value)),
  );

describe('parseCloudTrailEvent', () => {
  it('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        expect(parseCloudTrailEvent(value, PARTITION)).toMatchObject({ ok: false });
      }),
    );
  });

  it('never throws, and never believes another account, wherever an event is changed', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(mutatedEvents, (event) => {
        const parsed = parseCloudTrailEvent(event, PARTITION);
        const outcome = parsed.ok ? parsed.value.kind : parsed.problem.kind;
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
        if (parsed.ok) {
          expect(parsed.value.account).toBe((event as DeliveredEvent).account);
        }
      }),
      { numRuns: 2_000 },
    );
    expect([...seen.keys()].toSorted()).toEqual([
      'call-failed',
      'malformed',
      'nobody-named',
      'not-watched',
      'root-changed',
      'user-changed',
    ]);
  });

  it('leaves the prototypes of objects alone', () => {
    const event = JSON.parse(
      JSON.stringify(EVENTS[0]).replace(
        '"requestParameters":{',
        '"requestParameters":{"__proto__":{"polluted":1},',
      ),
    ) as unknown;
    expect(parseCloudTrailEvent(event, PARTITION)).toMatchObject({ ok: true });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
