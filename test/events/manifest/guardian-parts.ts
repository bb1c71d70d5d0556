import { callsOf, exampleOn, NOBODY, type Remarks, URGENT, type WatchedCall } from './watched-call.ts';

const AWS = 'https://docs.aws.amazon.com';

const FUNCTION_RECORDS = `${AWS}/lambda/latest/dg/logging-using-cloudtrail.html`;
const QUEUE_RECORDS = exampleOn(
  `${AWS}/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-logging-using-cloudtrail.html`,
);
const TOPIC_RECORDS = exampleOn(`${AWS}/sns/latest/dg/logging-using-cloudtrail.html`);
const TABLE_RECORDS = exampleOn(`${AWS}/amazondynamodb/latest/developerguide/logging-using-cloudtrail.html`);
const STACK_RECORDS = exampleOn(`${AWS}/AWSCloudFormation/latest/UserGuide/cfn-api-logging-cloudtrail.html`);

/** A call that touches a part of the guardian: nobody's posture, and nothing that can wait. */
const part = (service: string, apiReference: string) => {
  const call = callsOf(service, (eventName) => `${AWS}/${apiReference}/API_${eventName}.html`);
  return (eventName: string, fixture: string, remarks: Remarks = {}): WatchedCall =>
    call(eventName, fixture, NOBODY, URGENT, remarks);
};

const events = part('events', 'eventbridge/latest/APIReference');
const sqs = part('sqs', 'AWSSimpleQueueService/latest/APIReference');
const sns = part('sns', 'sns/latest/api');
const table = part('dynamodb', 'amazondynamodb/latest/APIReference');
const stack = part('cloudformation', 'AWSCloudFormation/latest/APIReference');
const logs = part('logs', 'AmazonCloudWatchLogs/latest/APIReference');
const alarm = part('monitoring', 'AmazonCloudWatch/latest/APIReference');

/** Lambda puts the version of its API behind the names of its calls; one page has all of them, and one record. */
const lambda = (eventName: string, fixture: string, remarks: Remarks = {}): WatchedCall =>
  part('lambda', '')(eventName, fixture, { source: FUNCTION_RECORDS, ...remarks });

/** The guardian's own rules, buses, functions, queues, topic, table, stacks and alarms. */
export const GUARDIAN_PARTS: readonly WatchedCall[] = [
  events('PutRule', 'guardian-rules/put-rule'),
  events('DisableRule', 'guardian-rules/disable-rule'),
  events('DeleteRule', 'guardian-rules/delete-rule'),
  events('PutTargets', 'guardian-rules/put-targets'),
  events('RemoveTargets', 'guardian-rules/remove-targets'),
  events('UpdateEventBus', 'guardian-buses/update-event-bus'),
  events('DeleteEventBus', 'guardian-buses/delete-event-bus'),
  events('PutPermission', 'guardian-buses/put-permission'),
  events('RemovePermission', 'guardian-buses/remove-permission'),

  lambda('DeleteFunction20150331', 'guardian-functions/delete-function-20150331', {
    modelledOn: 'example',
  }),
  lambda('UpdateFunctionCode20150331v2', 'guardian-functions/update-function-code-20150331v2'),
  lambda(
    'UpdateFunctionConfiguration20150331v2',
    'guardian-functions/update-function-configuration-20150331v2',
  ),
  lambda('PutFunctionConcurrency20171031', 'guardian-functions/put-function-concurrency-20171031'),
  lambda('AddPermission20150331v2', 'guardian-functions/add-permission-20150331v2'),
  lambda('UpdateEventSourceMapping20150331', 'guardian-functions/update-event-source-mapping-20150331'),
  lambda('DeleteEventSourceMapping20150331', 'guardian-functions/delete-event-source-mapping-20150331'),

  sqs('DeleteQueue', 'guardian-queues/delete-queue', QUEUE_RECORDS),
  sqs('PurgeQueue', 'guardian-queues/purge-queue'),
  sqs('SetQueueAttributes', 'guardian-queues/set-queue-attributes', QUEUE_RECORDS),
  sqs('AddPermission', 'guardian-queues/add-permission', QUEUE_RECORDS),
  sqs('RemovePermission', 'guardian-queues/remove-permission', QUEUE_RECORDS),

  sns('DeleteTopic', 'guardian-topics/delete-topic', TOPIC_RECORDS),
  sns('SetTopicAttributes', 'guardian-topics/set-topic-attributes'),
  sns('AddPermission', 'guardian-topics/add-permission'),
  sns('RemovePermission', 'guardian-topics/remove-permission'),
  sns('Unsubscribe', 'guardian-topics/unsubscribe'),
  sns('SetSubscriptionAttributes', 'guardian-topics/set-subscription-attributes'),

  table('DeleteTable', 'guardian-tables/delete-table', TABLE_RECORDS),
  table('UpdateTable', 'guardian-tables/update-table', TABLE_RECORDS),
  table('UpdateTimeToLive', 'guardian-tables/update-time-to-live'),
  table('UpdateContinuousBackups', 'guardian-tables/update-continuous-backups'),

  stack('DeleteStack', 'guardian-stacks/delete-stack', STACK_RECORDS),
  stack('UpdateTerminationProtection', 'guardian-stacks/update-termination-protection'),

  alarm('DeleteAlarms', 'guardian-alarms/delete-alarms'),
  alarm('DisableAlarmActions', 'guardian-alarms/disable-alarm-actions'),
  alarm('PutMetricAlarm', 'guardian-alarms/put-metric-alarm'),
  alarm('SetAlarmState', 'guardian-alarms/set-alarm-state'),

  stack('UpdateStack', 'guardian-stacks/update-stack', STACK_RECORDS),
  stack('ExecuteChangeSet', 'guardian-stacks/execute-change-set'),

  logs('DeleteLogGroup', 'guardian-logs/delete-log-group'),
  logs('PutRetentionPolicy', 'guardian-logs/put-retention-policy'),
  logs('DeleteRetentionPolicy', 'guardian-logs/delete-retention-policy'),
];
