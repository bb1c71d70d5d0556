import { describe, expect, it } from 'vitest';
import { recogniseRecord } from '../../../cli/replay/recognise-record.ts';

describe('recogniseRecord', () => {
  it.each([
    ['a record of an API call', { eventVersion: '1.11', eventName: 'CreateUser' }],
    ['a record without the name of an event', { eventVersion: '1.11', eventType: 'AwsCloudTrailInsight' }],
    ['a record cut down by hand', { eventName: 'CreateUser' }],
    ['an envelope', { 'detail-type': 'AWS API Call via CloudTrail', detail: { eventName: 'CreateUser' } }],
    ['an envelope whose inside is for others to judge', { 'detail-type': 1, detail: null }],
  ])('takes %s as it is', (_what, value) => {
    expect(recogniseRecord(value)).toEqual({ ok: true, value });
  });

  it.each([
    [
      'a digest',
      { digestS3Object: 'x', logFiles: [] },
      'expected records, received a digest file of CloudTrail',
    ],
    ['another object', { b: 1, a: 2 }, 'expected a CloudTrail record, received an object with b, a'],
    ['an empty object', {}, 'expected a CloudTrail record, received an object with nothing'],
    [
      'an object of many members',
      { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 },
      'expected a CloudTrail record, received an object with a, b, c, d, e',
    ],
    [
      'half an envelope',
      { 'detail-type': 'x' },
      'expected a CloudTrail record, received an object with detail-type',
    ],
    ['half a digest', { logFiles: [] }, 'expected a CloudTrail record, received an object with logFiles'],
    ['a hostile name', { 'a\n\u001b': 1 }, 'expected a CloudTrail record, received an object with a??'],
  ])('refuses %s', (_what, value, problem) => {
    expect(recogniseRecord(value)).toEqual({ ok: false, problem });
  });
});
