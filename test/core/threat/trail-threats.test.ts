import { describe, expect, it } from 'vitest';
import { eventNamed, withDetail } from '../../fakes/cloudtrail-events.ts';
import { denied, kindsIn, threatsIn } from '../../fakes/threat-records.ts';

const STOP = eventNamed('control/stop-logging');
const UPDATE = eventNamed('control/update-trail');
const SELECT = eventNamed('control/put-event-selectors');

const weakened = (severity: string, name = 'everything') => [
  { kind: 'trail-weakened', severity, target: { kind: 'trail', name } },
];

describe('a trail', () => {
  it.each(['stop-logging', 'delete-trail'])('is gone: %s', (name) => {
    const event = eventNamed(`control/${name}`);
    expect(threatsIn(event)).toEqual(weakened('critical'));
    expect(threatsIn(withDetail(event, { errorCode: 'TrailNotFoundException' }))).toEqual(weakened('high'));
    expect(threatsIn(denied(event))).toEqual(weakened('high', 'not recorded'));
  });

  it.each<[string, unknown, string]>([
    ['leaves out the global services', { includeGlobalServiceEvents: false }, 'high'],
    ['leaves out other Regions', { isMultiRegionTrail: false }, 'high'],
    ['leaves out other accounts', { isOrganizationTrail: false }, 'high'],
    [
      'takes all of that in',
      { includeGlobalServiceEvents: true, isMultiRegionTrail: true, isOrganizationTrail: true },
      'medium',
    ],
    ['delivers somewhere else', { s3BucketName: 'elsewhere' }, 'medium'],
    ['says so in words', { isMultiRegionTrail: 'false' }, 'medium'],
    ['says nothing', {}, 'medium'],
  ])('is changed and %s', (_what, changes, severity) => {
    expect(
      threatsIn(withDetail(UPDATE, { requestParameters: { name: 'everything', ...(changes as object) } })),
    ).toEqual(weakened(severity));
  });

  it('is told of by the first name that is one', () => {
    const named = (requestParameters: unknown) =>
      threatsIn(withDetail(STOP, { requestParameters })).map(({ target }) => target.name);
    expect(named({ name: 'arn:aws:cloudtrail:us-east-1:222222222222:trail/x' })).toEqual([
      'arn:aws:cloudtrail:us-east-1:222222222222:trail/x',
    ]);
    expect(named({ name: 42, trailName: 'x\r\ny' })).toEqual(['x??y']);
    expect(named({ trailName: 'x'.repeat(400) })).toEqual(['x'.repeat(300)]);
    expect(named(['everything'])).toEqual(['not recorded']);
    expect(named(JSON.parse('{"__proto__":{"name":"x"}}'))).toEqual(['not recorded']);
    expect(named('everything')).toEqual(['not recorded']);
  });
});

const basic = (...eventSelectors: readonly object[]) => ({ eventSelectors });

const selector = (...fieldSelectors: readonly object[]) => ({ name: 'x', fieldSelectors });
const advanced = (...selectors: readonly object[]) => ({ advancedEventSelectors: selectors });

const MANAGEMENT = { field: 'eventCategory', equals: ['Management'] };
const DATA = selector(
  { field: 'eventCategory', equals: ['Data'] },
  { field: 'resources.type', equals: ['AWS::S3::Object'] },
);

describe('the events that a trail selects', () => {
  it.each<[string, object, string]>([
    ['all', basic({ readWriteType: 'All', includeManagementEvents: true }), 'low'],
    ['all, as is the default', basic({ dataResources: [] }), 'low'],
    ['writes alone', basic({ readWriteType: 'WriteOnly', includeManagementEvents: true }), 'low'],
    [
      'all, beside a selector for data',
      basic({ includeManagementEvents: false }, { includeManagementEvents: true }),
      'low',
    ],
    ['data alone', basic({ readWriteType: 'All', includeManagementEvents: false }), 'high'],
    ['reads alone', basic({ readWriteType: 'ReadOnly', includeManagementEvents: true }), 'high'],
    ['none', basic(), 'high'],
    ['management events', advanced(selector(MANAGEMENT)), 'low'],
    [
      'management events, with operators that are empty',
      advanced(selector({ ...MANAGEMENT, notEquals: [], startsWith: null })),
      'low',
    ],
    ['management events and data', advanced(DATA, selector(MANAGEMENT)), 'low'],
    ['writes', advanced(selector(MANAGEMENT, { field: 'readOnly', equals: ['false'] })), 'low'],
    ['reads', advanced(selector(MANAGEMENT, { field: 'readOnly', equals: ['true'] })), 'high'],
    [
      'all but what is frequent',
      advanced(
        selector(MANAGEMENT, {
          field: 'eventSource',
          notEquals: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'],
        }),
      ),
      'low',
    ],
    [
      'all but IAM',
      advanced(
        selector(MANAGEMENT, { field: 'eventSource', notEquals: ['kms.amazonaws.com', 'iam.amazonaws.com'] }),
      ),
      'high',
    ],
    [
      'one service',
      advanced(selector(MANAGEMENT, { field: 'eventSource', equals: ['kms.amazonaws.com'] })),
      'high',
    ],
    [
      'all but one name',
      advanced(selector(MANAGEMENT, { field: 'eventName', notEquals: ['EnableMFADevice'] })),
      'high',
    ],
    [
      'by two conditions at once',
      advanced(selector(MANAGEMENT, { field: 'readOnly', equals: ['false'], notEquals: ['false'] })),
      'high',
    ],
    ['by no condition', advanced(selector(MANAGEMENT, { field: 'readOnly' })), 'high'],
    ['writes of no category', advanced(selector({ field: 'readOnly', equals: ['false'] })), 'high'],
    ['data, in advanced terms', advanced(DATA), 'high'],
    ['what nobody can read', { eventSelectors: 'none' }, 'medium'],
    ['what nobody can read, in advanced terms', advanced(selector({ equals: ['Management'] })), 'medium'],
    ['what is not recorded', {}, 'medium'],
  ])('are %s', (_what, selectors, severity) => {
    const event = withDetail(SELECT, { requestParameters: { trailName: 'everything', ...selectors } });
    expect(threatsIn(event)).toEqual(weakened(severity));
  });

  it('are not known where the change was denied', () => {
    expect(kindsIn(denied(SELECT))).toEqual(['trail-weakened: medium']);
  });
});
