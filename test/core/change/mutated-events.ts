import fc from 'fast-check';
import { type DeliveredEvent, eventNamed, watchedEventFiles } from '../../fakes/cloudtrail-events.ts';
import { observed } from './observed.ts';

/** Every watched event, and a few that failed or are about the root user. */
export const EVENTS: readonly DeliveredEvent[] = [
  ...watchedEventFiles(),
  ...[
    'denied-without-parameters',
    'failed-with-parameters',
    'root-named',
    'root-unnamed',
    'by-an-aws-service',
  ].map((file) => eventNamed(`near-misses/${file}`)),
];

/** One event for each way to say whom it concerns and what will show: others only differ in their names. */
export const REPRESENTATIVES: readonly DeliveredEvent[] = [
  ...Map.groupBy(EVENTS, (event) => observed(event).row.concerns).values(),
].flatMap((alike) =>
  [...Map.groupBy(alike, (event) => observed(event).row.expectation).values()].flatMap(
    ([first]) => first ?? [],
  ),
);

/** Every place in a JSON value, as the members that lead to it. */
export const placesOf = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([name, inner]) => placesOf(inner, [...path, name]))]
    : [path];

/** The same value with another at that place; lists are kept as lists. */
export const replacedAt = (
  value: unknown,
  [name, ...rest]: readonly string[],
  replacement: unknown,
): unknown => {
  if (name === undefined) {
    return replacement;
  }
  const whole = value as Readonly<Record<string, unknown>>;
  const changed = { ...whole, [name]: replacedAt(whole[name], rest, replacement) };
  return Array.isArray(value) ? Object.values(changed) : changed;
};

const hostileTexts = fc.constantFrom(
  '',
  '__proto__',
  'constructor',
  'toString',
  '\u0000\u001b[2J',
  'ana\r\nruth',
  '\u202eana',
  '\ud800',
  'AWS ROOT USER',
  'HIDDEN_DUE_TO_SECURITY_REASONS',
  'arn:aws:iam::222222222222:u2f/user/team/ana/key-ANAANA',
  'x'.repeat(100_000),
);

const hostileValues = fc.oneof(
  fc.jsonValue(),
  hostileTexts,
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    0,
    -0,
    Number.NaN,
    [],
    {},
    [[]],
    ['ana'],
    [{ userName: 'ana' }],
  ),
  fc.constantFrom<unknown>(JSON.parse('{"__proto__":{"userName":"mallory"}}'), { constructor: { name: 1 } }),
);

/** Text that means something to the parser in other places, which is where a mutation finds other branches. */
const borrowedValues = fc.constantFrom(
  ...new Set(
    EVENTS.flatMap((event) =>
      placesOf(event).map((place) => place.reduce(memberOf, event as unknown)),
    ).filter((value) => typeof value === 'string'),
  ),
);

function memberOf(whole: unknown, name: string): unknown {
  return (whole as Readonly<Record<string, unknown>>)[name];
}

const mutationOf = (event: unknown) =>
  fc
    .tuple(fc.constantFrom(...placesOf(event)), fc.oneof(hostileValues, borrowedValues))
    .map(([place, value]) => replacedAt(event, place, value));

/** A delivered event with another value in one place, or in two. */
export const mutatedEvents: fc.Arbitrary<unknown> = fc
  .constantFrom(...EVENTS)
  .chain(mutationOf)
  .chain((event) => fc.oneof(fc.constant(event), mutationOf(event)));
