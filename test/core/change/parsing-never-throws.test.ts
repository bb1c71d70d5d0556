import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concernedBy, namedIn, namelessness, type ObservedEvent } from '#core/change/observed-event.ts';
import { parseCloudTrailEvent } from '#core/change/parse-cloudtrail-event.ts';
import { type DeliveredEvent, eventNamed, withDetail } from '../../fakes/cloudtrail-events.ts';
import { EVENTS, mutatedEvents, placesOf, REPRESENTATIVES, replacedAt } from './mutated-events.ts';

/** Reads an event to the end, as whoever routes it does: nothing of it may throw later, either. */
const readThrough = (event: unknown): string => {
  const parsed = parseCloudTrailEvent(event);
  if (!parsed.ok) {
    expect(parsed.problem.expected).not.toBe('');
    expect(parsed.problem.received.length).toBeLessThanOrEqual(300);
    return parsed.problem.kind;
  }
  return outcomeOf(parsed.value, event);
};

const outcomeOf = (read: ObservedEvent, event: unknown): string => {
  read.row.expectation(read.details);
  expect(read.account).toBe((event as DeliveredEvent).account);
  expect(namedIn(read).length).toBeLessThanOrEqual(2);
  const [concern] = concernedBy(read);
  if (read.failure !== undefined) {
    return 'failed';
  }
  return concern?.kind ?? (namelessness(read) === undefined ? 'nobody' : 'nameless');
};

/** The same events with that value in one place, for every place that they have. */
const withOnePlaceChanged = (value: unknown): readonly unknown[] =>
  REPRESENTATIVES.flatMap((event) => placesOf(event).map((place) => replacedAt(event, place, value)));

/** The same text in another partition: only ARNs, Regions and endpoints differ there. */
const inPartition = (event: DeliveredEvent, partition: string, region: string): DeliveredEvent =>
  JSON.parse(
    JSON.stringify(event).replaceAll('arn:aws:', `arn:${partition}:`).replaceAll('us-east-1', region),
  ) as DeliveredEvent;

describe('parseCloudTrailEvent', () => {
  it('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        expect(parseCloudTrailEvent(value)).toMatchObject({ ok: false });
      }),
    );
  });

  it('never throws, and never believes another account, wherever an event is changed', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(mutatedEvents, (event) => {
        const outcome = readThrough(event);
        seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      }),
      { numRuns: 2_000 },
    );
    expect([...seen.keys()].toSorted()).toEqual([
      'account',
      'failed',
      'group',
      'malformed',
      'nameless',
      'nobody',
      'not-watched',
      'policy',
      'role',
      'root',
      'user',
    ]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 42],
    ['a list', ['ana']],
    ['an object', { userName: { userName: 'ana' } }],
    ['a control character', '\u0000\u001b[2J\r\n'],
    ['a name that objects have', '__proto__'],
  ])('reads every event with %s in any one place', (_what, value) => {
    for (const event of withOnePlaceChanged(value)) {
      expect(readThrough(event)).not.toBe('');
    }
  });

  it('reads events that end before their record does', () => {
    for (const event of EVENTS) {
      const members = Object.entries(event.detail);
      for (const [length] of members.entries()) {
        const truncated = { ...event, detail: Object.fromEntries(members.slice(0, length)) };
        expect(readThrough(truncated)).not.toBe('');
      }
    }
  });

  it.each([
    ['aws-us-gov', 'us-gov-west-1'],
    ['aws-cn', 'cn-north-1'],
  ])('reads every event of the partition %s', (partition, region) => {
    for (const event of EVENTS) {
      const there = inPartition(event, partition, region);
      expect(readThrough(there)).toBe(readThrough(event));
      expect(JSON.stringify(there)).toContain(region);
    }
  });

  it('reads parameters and answers of 256 kB', () => {
    const long = 'x'.repeat(256 * 1_024);
    const wide = Object.fromEntries(Array.from({ length: 16_000 }, (_, index) => [`member-${index}`, index]));
    for (const event of REPRESENTATIVES) {
      for (const part of [wide, { userName: long }, { groupName: long, policyArn: long, roleName: long }]) {
        expect(readThrough(withDetail(event, { requestParameters: part, responseElements: part }))).not.toBe(
          '',
        );
      }
    }
  });

  it('reads parts that are nested deeper than anything could print', () => {
    const lists: unknown = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    const objects: unknown = JSON.parse(`${'{"userName":'.repeat(20_000)}1${'}'.repeat(20_000)}`);
    const parts = ['userIdentity', 'requestParameters', 'responseElements', 'additionalEventData'];
    for (const event of REPRESENTATIVES) {
      for (const deep of [lists, objects]) {
        expect(parts.map((part) => readThrough(withDetail(event, { [part]: deep })))).not.toContain('');
      }
    }
  });

  it('leaves the prototypes of objects alone', () => {
    const polluting = JSON.parse(
      JSON.stringify(eventNamed('create-user'))
        .replace('"requestParameters":{', '"requestParameters":{"__proto__":{"polluted":1},')
        .replace('"userIdentity":{', '"userIdentity":{"constructor":{"prototype":{"polluted":1}},'),
    ) as unknown;
    expect(readThrough(polluting)).toBe('user');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('does not take what an object inherits for something a record says', () => {
    const inherited = JSON.parse('{"__proto__":{"userName":"mallory"}}') as unknown;
    expect(readThrough(withDetail(eventNamed('create-user'), { requestParameters: inherited }))).toBe(
      'nameless',
    );
  });
});
