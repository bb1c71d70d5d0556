import type { DetailPattern, ValuePattern } from '#core/change/event-pattern.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import { type DeliveredEvent, withDetail } from '../fakes/cloudtrail-events.ts';

/** An event that only just is not the one that a row is about, and how it differs. */
export interface NearMiss {
  readonly what: string;
  readonly event: unknown;
}

/** The field is taken out, instead of being given another value. */
const REMOVED = Symbol('removed');

type Fields = Readonly<Record<string, unknown>>;

const placed = (whole: unknown, [field, ...rest]: readonly string[], value: unknown): unknown => {
  if (field === undefined) {
    return value;
  }
  const { [field]: inner, ...others } = (whole ?? {}) as Fields;
  return rest.length === 0 && value === REMOVED ? others : { ...others, [field]: placed(inner, rest, value) };
};

/** What a field must not be, where one of the alternatives has to hold. */
const wrongValues = (alternatives: readonly ValuePattern[]): readonly unknown[] => {
  const [first] = alternatives;
  if (typeof first === 'object' && 'exists' in first) {
    return first.exists ? [REMOVED, {}] : ['there', null, 0];
  }
  if (typeof first === 'object' && 'anything-but' in first) {
    return [REMOVED, ...first['anything-but'], {}];
  }
  return [REMOVED, 'something else', null, 42, {}, ['something else']];
};

const narrowedFields = (
  pattern: DetailPattern,
  path: readonly string[] = [],
): readonly (readonly [path: readonly string[], alternatives: readonly ValuePattern[]])[] =>
  Object.entries(pattern).flatMap(([field, expected]) =>
    Array.isArray(expected)
      ? [[[...path, field], expected as readonly ValuePattern[]] as const]
      : narrowedFields(expected as DetailPattern, [...path, field]),
  );

const described = (value: unknown): string =>
  value === REMOVED ? 'taken out' : `changed to ${JSON.stringify(value)}`;

const narrowedOtherwise = ({ narrowing }: WatchedEvent, event: DeliveredEvent): readonly NearMiss[] =>
  narrowedFields(narrowing).flatMap(([path, alternatives]) =>
    wrongValues(alternatives).map((value) => ({
      what: `${path.join('.')} ${described(value)}`,
      event: placed(event, ['detail', ...path], value),
    })),
  );

const calledOtherwise = ({ eventName }: WatchedEvent, event: DeliveredEvent): readonly NearMiss[] =>
  eventName === undefined
    ? []
    : [
        eventName.toLowerCase(),
        eventName.toUpperCase(),
        `${eventName}2`,
        `Un${eventName}`,
        ` ${eventName}`,
      ].map((name) => ({ what: `called ${name}`, event: withDetail(event, { eventName: name }) }));

const fromElsewhere = ({ source, eventSource }: WatchedEvent, event: DeliveredEvent): readonly NearMiss[] => [
  ...(source === undefined
    ? []
    : [
        { what: 'a source of somebody’s own', event: { ...event, source: 'com.example.iam' } },
        { what: 'the source of another service', event: { ...event, source: 'aws.identitystore' } },
      ]),
  ...(eventSource === undefined
    ? []
    : [
        {
          what: 'the record of another service',
          event: withDetail(event, { eventSource: 'identitystore.amazonaws.com' }),
        },
        { what: 'the record of no service', event: withDetail(event, { eventSource: null }) },
      ]),
];

/** All that is nearly the event of a row, given the event itself. */
export const nearMissesOf = (row: WatchedEvent, event: DeliveredEvent): readonly NearMiss[] => [
  ...fromElsewhere(row, event),
  { what: 'another detail-type', event: { ...event, 'detail-type': 'AWS Insight via CloudTrail' } },
  ...calledOtherwise(row, event),
  ...narrowedOtherwise(row, event),
  { what: 'no record', event: { ...event, detail: null } },
  { what: 'a record in text', event: { ...event, detail: JSON.stringify(event.detail) } },
];
