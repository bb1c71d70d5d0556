import { describe, expect, it } from 'vitest';
import { type EventSelector, shortfallsOf, type Trail } from '#core/trail/trail-coverage.ts';

const EVERYTHING: EventSelector = {
  kind: 'basic',
  managementEvents: true,
  readWrite: 'All',
  excludedSources: ['kms.amazonaws.com'],
};

const TRAIL: Trail = {
  name: 'organization',
  homeRegion: 'eu-west-1',
  multiRegion: true,
  logging: true,
  selectors: [EVERYTHING],
};

const shortfalls = (change: Partial<Trail>) => shortfallsOf({ ...TRAIL, ...change }, 'us-east-1');

const advanced = (...fields: readonly [string, readonly string[], readonly string[]][]): EventSelector => ({
  kind: 'advanced',
  fields: fields.map(([field, equals, notEquals]) => ({ field, equals, notEquals })),
});

const MANAGEMENT: [string, readonly string[], readonly string[]] = ['eventCategory', ['Management'], []];

describe('shortfallsOf', () => {
  it('finds none in a trail that records management events in every Region', () => {
    expect(shortfalls({})).toEqual([]);
  });

  it('finds none in a single-Region trail of the Region of IAM events', () => {
    expect(shortfalls({ multiRegion: false, homeRegion: 'us-east-1' })).toEqual([]);
  });

  it('names each thing that is missing', () => {
    expect(shortfalls({ multiRegion: false, logging: false, selectors: [] })).toEqual([
      'not-logging',
      'other-region',
      'no-management-writes',
    ]);
  });

  it.each([
    ['only reads are recorded', { ...EVERYTHING, readWrite: 'ReadOnly' } as EventSelector],
    ['management events are left out', { ...EVERYTHING, managementEvents: false } as EventSelector],
    ['IAM is excluded', { ...EVERYTHING, excludedSources: ['iam.amazonaws.com'] } as EventSelector],
    ['only data events are selected', advanced(['eventCategory', ['Data'], []])],
    ['only reads are selected', advanced(MANAGEMENT, ['readOnly', ['true'], []])],
    ['IAM is not selected', advanced(MANAGEMENT, ['eventSource', [], ['iam.amazonaws.com']])],
    ['another service is selected', advanced(MANAGEMENT, ['eventSource', ['kms.amazonaws.com'], []])],
    [
      'a field decides that IAM writes may have any value for',
      advanced(MANAGEMENT, ['userIdentity.arn', [], ['x']]),
    ],
    ['the category is not named', advanced(['readOnly', ['false'], []])],
  ])('does not trust a trail when %s', (_why, selector) => {
    expect(shortfalls({ selectors: [selector] })).toEqual(['no-management-writes']);
  });

  it.each([
    ['only writes are recorded', { ...EVERYTHING, readWrite: 'WriteOnly' } as EventSelector],
    ['all management events are selected', advanced(MANAGEMENT)],
    ['management writes are selected', advanced(MANAGEMENT, ['readOnly', ['false'], []])],
    [
      'KMS is left out',
      advanced(MANAGEMENT, ['eventSource', [], ['kms.amazonaws.com', 'rdsdata.amazonaws.com']]),
    ],
  ])('trusts a trail when %s', (_why, selector) => {
    expect(shortfalls({ selectors: [selector] })).toEqual([]);
  });

  it('is content with one selector that suffices among others', () => {
    expect(shortfalls({ selectors: [advanced(['eventCategory', ['Data'], []]), EVERYTHING] })).toEqual([]);
  });
});
