import type { DetailPattern } from '#core/change/event-pattern.ts';
import { nobody } from '#core/change/read-concern.ts';
import type { WatchedEvent } from '#core/change/watched-event.ts';
import { CHANNEL_PREFIX, STACK_PREFIX } from '#core/guardian-names.ts';
import { apiCallEvent } from './api-call-event.ts';

/** How the guardian's stacks name what they make. */
const MADE_BY_STACK = [{ wildcard: `*${STACK_PREFIX}*` }] as const;

/** How its buses and its topic are named, the same in every account. */
const NAMED_FIRMLY = [{ wildcard: `*${CHANNEL_PREFIX}*` }] as const;

const inParameter = (parameter: string, named: DetailPattern[string] = MADE_BY_STACK): DetailPattern => ({
  requestParameters: { [parameter]: named },
});

interface Part {
  readonly service: string;
  readonly eventNames: readonly string[];
  /** What of the record names the part. */
  readonly named: DetailPattern;
  readonly documentation: string;
}

const API = 'https://docs.aws.amazon.com';

const EVENTS = { service: 'events', documentation: `${API}/eventbridge/latest/APIReference/Welcome.html` };
const LAMBDA = {
  service: 'lambda',
  documentation: `${API}/lambda/latest/dg/logging-using-cloudtrail.html`,
};

/** The calls that stop, change or remove a part of the guardian. IAM's own rows know its roles and policies. */
const PARTS: readonly Part[] = [
  {
    ...EVENTS,
    eventNames: ['PutRule', 'DisableRule', 'DeleteRule'],
    named: inParameter('name'),
  },
  { ...EVENTS, eventNames: ['PutTargets', 'RemoveTargets'], named: inParameter('rule') },
  {
    ...EVENTS,
    eventNames: ['UpdateEventBus', 'DeleteEventBus'],
    named: inParameter('name', NAMED_FIRMLY),
  },
  {
    ...EVENTS,
    eventNames: ['PutPermission', 'RemovePermission'],
    named: inParameter('eventBusName', NAMED_FIRMLY),
  },
  {
    ...LAMBDA,
    eventNames: [
      'DeleteFunction20150331',
      'UpdateFunctionCode20150331v2',
      'UpdateFunctionConfiguration20150331v2',
      'PutFunctionConcurrency20171031',
      'AddPermission20150331v2',
    ],
    named: inParameter('functionName'),
  },
  {
    ...LAMBDA,
    eventNames: ['UpdateEventSourceMapping20150331', 'DeleteEventSourceMapping20150331'],
    named: { responseElements: { functionArn: MADE_BY_STACK } },
  },
  {
    service: 'sqs',
    eventNames: ['DeleteQueue', 'PurgeQueue', 'SetQueueAttributes', 'AddPermission', 'RemovePermission'],
    named: inParameter('queueUrl'),
    documentation: `${API}/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-logging-using-cloudtrail.html`,
  },
  {
    service: 'sns',
    eventNames: ['DeleteTopic', 'SetTopicAttributes', 'AddPermission', 'RemovePermission'],
    named: inParameter('topicArn', NAMED_FIRMLY),
    documentation: `${API}/sns/latest/dg/logging-using-cloudtrail.html`,
  },
  {
    service: 'sns',
    eventNames: ['Unsubscribe', 'SetSubscriptionAttributes'],
    named: inParameter('subscriptionArn', NAMED_FIRMLY),
    documentation: `${API}/sns/latest/dg/logging-using-cloudtrail.html`,
  },
  {
    service: 'dynamodb',
    eventNames: ['DeleteTable', 'UpdateTable', 'UpdateTimeToLive', 'UpdateContinuousBackups'],
    named: inParameter('tableName'),
    documentation: `${API}/amazondynamodb/latest/developerguide/logging-using-cloudtrail.html`,
  },
  {
    service: 'cloudformation',
    eventNames: ['DeleteStack', 'UpdateStack', 'ExecuteChangeSet', 'UpdateTerminationProtection'],
    named: inParameter('stackName'),
    documentation: `${API}/AWSCloudFormation/latest/UserGuide/cfn-api-logging-cloudtrail.html`,
  },
  {
    service: 'monitoring',
    eventNames: ['DeleteAlarms', 'DisableAlarmActions'],
    named: inParameter('alarmNames'),
    documentation: `${API}/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html`,
  },
  {
    service: 'monitoring',
    eventNames: ['PutMetricAlarm', 'SetAlarmState'],
    named: inParameter('alarmName'),
    documentation: `${API}/AmazonCloudWatch/latest/monitoring/logging_cw_api_calls.html`,
  },
  {
    service: 'logs',
    eventNames: ['DeleteLogGroup', 'PutRetentionPolicy', 'DeleteRetentionPolicy'],
    named: inParameter('logGroupName'),
    documentation: `${API}/AmazonCloudWatch/latest/logs/logging_cw_api_calls_cwl.html`,
  },
];

/** Changes to the guardian's own rules, buses, functions, queues, topic, table, stacks and alarms. */
export const GUARDIAN_PART_EVENTS: readonly WatchedEvent[] = PARTS.flatMap(
  ({ service, eventNames, named, documentation }) =>
    eventNames.map((eventName) =>
      apiCallEvent(service, eventName, 'guardian-part-changed', nobody, {
        narrowing: named,
        response: 'tell',
        urgency: 'urgent',
        documentation,
      }),
    ),
);
