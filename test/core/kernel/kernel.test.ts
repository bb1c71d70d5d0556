import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { assertNever } from '#core/kernel/assert-never.ts';
import {
  parseAccountId,
  parseArn,
  parsePartition,
  parseUserId,
  parseUserName,
} from '#core/kernel/aws-identifiers.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { describeIssues, describeMistakes } from '#core/kernel/describe-issues.ts';
import {
  addDuration,
  elapsed,
  epochMs,
  formatInstant,
  hours,
  isBefore,
  isShorter,
  milliseconds,
  minutes,
  parseInstant,
  seconds,
} from '#core/kernel/time.ts';
import { NEW_YEAR } from '../../fakes/people.ts';

describe.each([
  [
    'parseAccountId',
    parseAccountId,
    ['000000000001', '222222222222'],
    ['', '1', '0000000000001', '٢٢٢٢٢٢٢٢٢٢٢٢', '22222222222x'],
  ],
  [
    'parsePartition',
    parsePartition,
    ['aws', 'aws-cn', 'aws-us-gov', 'aws-iso-b'],
    ['', 'AWS', 'aws-', 'azure', 'aws:cn'],
  ],
  [
    'parseUserId',
    parseUserId,
    ['AIDAANAANAANAANAANA00', `AIDA${'A'.repeat(28)}`],
    ['', 'AIDA', 'AROAANAANAANAANAANA00', `AIDA${'A'.repeat(29)}`],
  ],
  ['parseUserName', parseUserName, ['ana', 'ana.b+c=d,e@f-g_h'], ['', 'ana b', 'ana/b', 'ana\n', 'añа']],
  [
    'parseArn',
    parseArn,
    [
      'arn:aws:iam::aws:policy/AdministratorAccess',
      'arn:aws-us-gov:iam::222222222222:user/team/ana',
      'arn:aws:s3:::bucket',
      'arn:aws:sqs:eu-west-1:222222222222:queue',
    ],
    [
      '',
      'arn',
      'arn:aws:iam::222222222222:',
      'arn:aws:iam::22:user/ana',
      'arn:azure:iam::222222222222:user/ana',
      'arn:aws:iam::222222222222:user/a b',
    ],
  ],
] as const)('%s', (_name, parse, good, bad) => {
  it('accepts what AWS writes', () => {
    expect(good.map((text) => parse(text))).toEqual(good.map((value) => ({ ok: true, value })));
  });

  it('refuses anything else, and keeps what it was', () => {
    expect(bad.map((text) => parse(text))).toEqual(
      bad.map((received) => ({
        ok: false,
        problem: { kind: 'malformed-identifier', expected: expect.any(String), received },
      })),
    );
  });
});

describe('canonicalJson', () => {
  it('always gives one text to values that differ only in the order of members', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const other = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(other)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('keeps the order of lists', () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
  });

  it('sorts at every depth, null included', () => {
    expect(canonicalJson({ b: null, a: [{ d: 1, c: 2 }] })).toBe('{"a":[{"c":2,"d":1}],"b":null}');
  });
});

describe('time', () => {
  it('counts in milliseconds', () => {
    expect([seconds(2), minutes(2), hours(2)]).toEqual([2_000, 120_000, 7_200_000]);
    expect(elapsed(NEW_YEAR, addDuration(NEW_YEAR, hours(1)))).toBe(hours(1));
    expect(elapsed(addDuration(NEW_YEAR, hours(1)), NEW_YEAR)).toBe(-hours(1));
  });

  it.each([
    [-1, true],
    [0, false],
    [1, false],
  ])('is strict about before and shorter: %i ms', (difference, answer) => {
    expect(isBefore(addDuration(NEW_YEAR, milliseconds(difference)), NEW_YEAR)).toBe(answer);
    expect(isShorter(milliseconds(difference), milliseconds(0))).toBe(answer);
  });

  it('always reads back what it writes, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.UTC(9999, 11, 31) }), (instant) => {
        const second = Math.floor(instant / 1_000) * 1_000;
        expect(parseInstant(formatInstant(epochMs(instant)))).toEqual({ ok: true, value: second });
      }),
    );
  });

  it('writes instants as CloudTrail does', () => {
    expect(formatInstant(epochMs(NEW_YEAR + 999))).toBe('2026-01-01T00:00:00Z');
  });

  it.each([
    '',
    'now',
    '1767225600',
    '2026-01-01',
    '2026-01-01 00:00:00',
    'Thu, 01 Jan 2026',
    '2026-01-32T00:00:00Z',
  ])('does not read %j as an instant', (text) => {
    expect(parseInstant(text)).toEqual({ ok: false, problem: 'not-an-instant' });
  });
});

describe('assertNever', () => {
  it('names the variant that nobody thought of', () => {
    expect(() => assertNever({ kind: 'new' } as never)).toThrow('received {"kind":"new"}');
  });
});

describe('describeIssues', () => {
  const Schema = z.strictObject({
    name: z.string().check(z.minLength(2), z.maxLength(3)),
    mode: z.enum(['observe', 'enforce']),
    id: z.string().check(z.regex(/^o-/, 'expected an organization id')),
  });

  const issues = (value: unknown): readonly string[] => {
    const parsed = Schema.safeParse(value);
    return parsed.success ? [] : describeIssues(parsed.error, 'the file');
  };

  it.each<[unknown, readonly string[]]>([
    [7, ['the file: expected object']],
    [
      { name: 1, mode: 'fix', id: 'x' },
      ['name: expected string', 'mode: expected observe or enforce', 'id: expected an organization id'],
    ],
    [{ name: 'a', mode: 'observe', id: 'o-1' }, ['name: expected at least 2']],
    [{ name: 'abcd', mode: 'observe', id: 'o-1' }, ['name: expected at most 3']],
    [{ name: 'ab', mode: 'observe', id: 'o-1', extra: 1 }, ['the file: unexpected extra']],
  ])('says of %j what was expected, and where', (value, lines) => {
    expect(issues(value)).toEqual(lines);
  });

  it.each<[unknown, readonly string[]]>([
    [null, ['the file: expected object, received null']],
    [
      { name: 1, mode: 'fix' },
      [
        'name: expected string, received 1',
        'mode: expected observe or enforce, received "fix"',
        'id: expected string, received nothing',
      ],
    ],
    [{ name: 'ab', mode: 'observe', id: 'o-1', extra: 1 }, ['the file: unexpected extra']],
    [{ name: 'ab', mode: 'observe', id: '\u202e\n' }, ['id: expected an organization id, received "?\\n"']],
    [
      { name: 'ab', mode: 'observe', id: 'x'.repeat(200) },
      [`id: expected an organization id, received "${'x'.repeat(79)}...`],
    ],
  ])('says of %j what came instead', (value, lines) => {
    const parsed = Schema.safeParse(value);
    expect(parsed.success ? [] : describeMistakes(parsed.error, 'the file', value)).toEqual(lines);
  });
});
