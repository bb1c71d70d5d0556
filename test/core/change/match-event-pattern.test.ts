import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventPattern } from '#core/change/event-pattern.ts';
import { isTakenBy, matchesEventPattern } from '#core/change/match-event-pattern.ts';
import { OPERATOR_CASES } from '../../events/operator-cases.ts';

/** An asterisk-pattern of plain letters as a regular expression: a second opinion. */
const expressionFor = (pattern: string): RegExp => new RegExp(`^${pattern.replaceAll('*', '[^]*')}$`);

const shortTexts = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 8 });
const patterns = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 6 });

describe('matchesEventPattern', () => {
  it.each(OPERATOR_CASES)('says $matches of $what', ({ pattern, detail, matches }) => {
    expect(matchesEventPattern(pattern, detail)).toBe(matches);
  });

  it('takes everything for a pattern that asks for nothing', () => {
    expect([{}, { one: 'x' }, null, 'x', undefined].map((event) => matchesEventPattern({}, event))).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  it('reads asterisks as a regular expression would', () => {
    fc.assert(
      fc.property(patterns, shortTexts, (wildcard, field) => {
        expect(matchesEventPattern({ field: [{ wildcard }] }, { field })).toBe(
          expressionFor(wildcard).test(field),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('answers at once, however a text plays with the asterisks', () => {
    const pattern = { field: [{ wildcard: `${'a*'.repeat(20)}b` }] };
    expect(matchesEventPattern(pattern, { field: 'a'.repeat(100_000) })).toBe(false);
  });

  it('never throws, whatever the event is', () => {
    fc.assert(
      fc.property(fc.anything(), (event) => {
        for (const { pattern } of OPERATOR_CASES) {
          expect(typeof matchesEventPattern(pattern, event)).toBe('boolean');
        }
      }),
    );
  });
});

describe('isTakenBy', () => {
  const about = (source: string): EventPattern => ({
    source: [source],
    'detail-type': ['x'],
    detail: { one: [{ exists: true }] },
  });
  const event = (source: string, detail: unknown) => ({ source, 'detail-type': 'x', detail });

  it.each<[string, unknown, boolean]>([
    ['one alternative', event('aws.iam', { one: 1 }), true],
    ['the other', event('aws.sts', { one: 1 }), true],
    ['neither', event('aws.sqs', { one: 1 }), false],
    ['a part of one only', event('aws.iam', {}), false],
    ['no event at all', null, false],
  ])('takes %s', (_what, candidate, taken) => {
    expect(isTakenBy({ $or: [about('aws.iam'), about('aws.sts')] }, candidate)).toBe(taken);
  });

  it('takes the events of a pattern without alternatives', () => {
    expect(isTakenBy(about('aws.iam'), event('aws.iam', { one: 1 }))).toBe(true);
    expect(isTakenBy(about('aws.iam'), event('aws.sts', { one: 1 }))).toBe(false);
  });

  it('takes nothing where there is no alternative', () => {
    expect(isTakenBy({ $or: [] }, event('aws.iam', { one: 1 }))).toBe(false);
  });
});
