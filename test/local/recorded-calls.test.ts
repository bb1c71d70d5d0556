import {
  CloudTrailClient,
  CreateTrailCommand,
  DeleteTrailCommand,
  PutEventSelectorsCommand,
  StopLoggingCommand,
  UpdateTrailCommand,
} from '@aws-sdk/client-cloudtrail';
import { DeleteTableCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateEventBusCommand,
  DeleteEventBusCommand,
  DeleteRuleCommand,
  DisableRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateTopicCommand,
  DeleteTopicCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  PurgeQueueCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AwsClients, rootOf } from './support/aws-clients.ts';
import { catchEvents, type Queue, takeEvents } from './support/caught-events.ts';
import { createLedgerTable } from './support/deployed-environment.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { callWithForm, callWithTarget } from './support/unsigned-call.ts';

const aws = localAws();
const region = 'eu-north-1';
let north: AwsClients;
let queue: Queue;

const to = (service: string) => ({ endpoint: aws.endpoint(), account: memberAccount, service, region });
const take = () => takeEvents(north, queue);
const calls = async (source: string) =>
  (await take()).map((event) => {
    expect(event).toMatchObject({
      source: `aws.${source}`,
      'detail-type': 'AWS API Call via CloudTrail',
      account: memberAccount,
      region,
      detail: {
        eventSource: `${source}.amazonaws.com`,
        awsRegion: region,
        recipientAccountId: memberAccount,
        readOnly: false,
      },
    });
    return [event.detail.eventName, event.detail.requestParameters];
  });

beforeAll(async () => {
  north = aws.root(memberAccount, region);
  const pattern = { source: [{ prefix: 'aws.' }] };
  queue = await catchEvents(north, memberAccount, 'caught', pattern, 'default', region);
  await take();
});

describe('CloudTrail records the management calls', () => {
  it('of EventBridge', async () => {
    const Arn = 'arn:aws:sqs:eu-north-1:222222222222:somewhere';
    const EventPattern = '{"source":["a"]}';
    const { events } = north;
    await events.send(new PutRuleCommand({ Name: 'any', EventPattern, State: 'ENABLED' }));
    await events.send(new PutTargetsCommand({ Rule: 'any', Targets: [{ Id: '1', Arn }] }));
    await events.send(new DisableRuleCommand({ Name: 'any' }));
    await events.send(new RemoveTargetsCommand({ Rule: 'any', Ids: ['1'] }));
    await events.send(new DeleteRuleCommand({ Name: 'any', Force: true }));
    await events.send(new CreateEventBusCommand({ Name: 'bus' }));
    await events.send(new DeleteEventBusCommand({ Name: 'bus' }));
    expect(await calls('events')).toEqual([
      ['PutRule', { name: 'any', eventPattern: EventPattern, state: 'ENABLED' }],
      ['PutTargets', { rule: 'any', targets: [{ id: '1', arn: Arn }] }],
      ['DisableRule', { name: 'any' }],
      ['RemoveTargets', { rule: 'any', ids: ['1'] }],
      ['DeleteRule', { name: 'any', force: true }],
      ['CreateEventBus', { name: 'bus' }],
      ['DeleteEventBus', { name: 'bus' }],
    ]);
  });

  it('of CloudTrail', async () => {
    const trails = new CloudTrailClient({
      endpoint: aws.endpoint(),
      credentials: rootOf(memberAccount),
      region,
    });
    await trails.send(new CreateTrailCommand({ Name: 'main', S3BucketName: 'logs' }));
    await trails.send(new UpdateTrailCommand({ Name: 'main', IncludeGlobalServiceEvents: false }));
    const EventSelectors = [{ ReadWriteType: 'ReadOnly' as const, IncludeManagementEvents: true }];
    await trails.send(new PutEventSelectorsCommand({ TrailName: 'main', EventSelectors }));
    await trails.send(new StopLoggingCommand({ Name: 'main' }));
    await trails.send(new DeleteTrailCommand({ Name: 'main' }));
    const eventSelectors = [{ readWriteType: 'ReadOnly', includeManagementEvents: true }];
    expect(await calls('cloudtrail')).toEqual([
      ['CreateTrail', { name: 'main', s3BucketName: 'logs' }],
      ['UpdateTrail', { name: 'main', includeGlobalServiceEvents: false }],
      ['PutEventSelectors', { trailName: 'main', eventSelectors }],
      ['StopLogging', { name: 'main' }],
      ['DeleteTrail', { name: 'main' }],
    ]);
  });

  it('of SQS and SNS', async () => {
    const { sqs, sns } = north;
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'doomed' }));
    const Attributes = { VisibilityTimeout: '60' };
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    const queueUrl = QueueUrl;
    expect(await calls('sqs')).toEqual([
      ['CreateQueue', { queueName: 'doomed' }],
      ['SetQueueAttributes', { queueUrl, attributes: Attributes }],
      ['PurgeQueue', { queueUrl }],
      ['DeleteQueue', { queueUrl }],
    ]);
    const Topic = { Name: 'doomed', Attributes: { DisplayName: 'Doomed' } };
    const { TopicArn } = await sns.send(new CreateTopicCommand(Topic));
    const subscription = { TopicArn, Protocol: 'sqs', Endpoint: queue.arn };
    const { SubscriptionArn } = await sns.send(new SubscribeCommand(subscription));
    await sns.send(
      new SetTopicAttributesCommand({ TopicArn, AttributeName: 'DisplayName', AttributeValue: 'x' }),
    );
    await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    const topicArn = TopicArn;
    expect(await calls('sns')).toEqual([
      ['CreateTopic', { name: 'doomed', attributes: { DisplayName: 'Doomed' } }],
      ['Subscribe', { topicArn, protocol: 'sqs', endpoint: queue.arn }],
      ['SetTopicAttributes', { topicArn, attributeName: 'DisplayName', attributeValue: 'x' }],
      ['Unsubscribe', { subscriptionArn: SubscriptionArn }],
      ['DeleteTopic', { topicArn }],
    ]);
  });

  it('of DynamoDB', async () => {
    const TableName = 'doomed';
    await createLedgerTable(north.dynamodb, TableName);
    await north.dynamodb.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: false }));
    await north.dynamodb.send(new DeleteTableCommand({ TableName }));
    expect(await calls('dynamodb')).toEqual([
      ['CreateTable', expect.objectContaining({ tableName: TableName, billingMode: 'PAY_PER_REQUEST' })],
      ['UpdateTable', { tableName: TableName, deletionProtectionEnabled: false }],
      ['DeleteTable', { tableName: TableName }],
    ]);
  });

  it('of CloudFormation', async () => {
    const ask = (form: Record<string, string>) => callWithForm(to('cloudformation'), form);
    const stack = { StackName: 'doomed' };
    await ask({
      Action: 'CreateStack',
      ...stack,
      TemplateBody: JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }),
      'Capabilities.member.1': 'CAPABILITY_IAM',
      'Parameters.member.1.ParameterKey': 'Secret',
      'Parameters.member.1.ParameterValue': 'guessed',
    });
    await ask({ Action: 'UpdateTerminationProtection', ...stack, EnableTerminationProtection: 'false' });
    await ask({ Action: 'DeleteStack', ...stack });
    const stackName = 'doomed';
    expect(await calls('cloudformation')).toEqual([
      [
        'CreateStack',
        { stackName, capabilities: ['CAPABILITY_IAM'], parameters: [{ parameterKey: 'Secret' }] },
      ],
      ['UpdateTerminationProtection', { stackName, enableTerminationProtection: false }],
      ['DeleteStack', { stackName }],
    ]);
  });

  it.each(['target', 'form'])('of CloudWatch, by %s', async (how) => {
    const ask = (Action: string) =>
      how === 'form'
        ? callWithForm(to('monitoring'), { Action, 'AlarmNames.member.1': 'errors' })
        : callWithTarget(to('monitoring'), `GraniteServiceVersion20100801.${Action}`, {
            AlarmNames: ['errors'],
          });
    await ask('DisableAlarmActions');
    await ask('DeleteAlarms');
    expect(await calls('monitoring')).toEqual([
      ['DisableAlarmActions', { alarmNames: ['errors'] }],
      ['DeleteAlarms', { alarmNames: ['errors'] }],
    ]);
  });
});
