import { GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { DeleteRuleCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CreateTopicCommand, DeleteTopicCommand, PublishCommand } from '@aws-sdk/client-sns';
import { DeleteQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AwsClients } from './support/aws-clients.ts';
import { catchEvents, type Queue, takeEvents } from './support/caught-events.ts';
import { createLedgerTable } from './support/deployed-environment.ts';
import { askFunction } from './support/functions.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { allow } from './support/policies.ts';
import { createUser } from './support/principals.ts';
import { refusalOf } from './support/refusal.ts';
import { callResource, callWithTarget } from './support/unsigned-call.ts';

const aws = localAws();
let member: AwsClients;
let queue: Queue;

const to = (service: string) => ({ endpoint: aws.endpoint(), account: memberAccount, service });
const take = () => takeEvents(member, queue);

beforeAll(async () => {
  member = aws.root(memberAccount);
  queue = await catchEvents(member, memberAccount, 'caught', { source: [{ prefix: 'aws.' }] });
});

describe('CloudTrail', () => {
  it('makes no management event of calls about the data in a resource', async () => {
    const { dynamodb, sns, sqs, events } = member;
    const TableName = 'data';
    await createLedgerTable(dynamodb, TableName);
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'data' }));
    await askFunction(aws.endpoint(), memberAccount);
    await take();
    const Key = { pk: { S: '1' }, sk: { S: '1' } };
    await dynamodb.send(new PutItemCommand({ TableName, Item: Key }));
    await dynamodb.send(new GetItemCommand({ TableName, Key }));
    await dynamodb.send(new ScanCommand({ TableName }));
    await sns.send(new PublishCommand({ TopicArn, Message: 'x' }));
    await events.send(new PutEventsCommand({ Entries: [{ Source: 'a', DetailType: 'b', Detail: '{}' }] }));
    await callWithTarget(to('monitoring'), 'GraniteServiceVersion20100801.PutMetricData', {
      Namespace: 'n',
      MetricData: [{ MetricName: 'm', Value: 1 }],
    });
    await callResource(to('lambda'), 'POST', '/2015-03-31/functions/reporting/invocations');
    await sqs.send(new SendMessageCommand({ QueueUrl: queue.url, MessageBody: '{"source":"message"}' }));
    expect(await take()).toEqual([{ source: 'message' }]);
  });

  it('records calls that failed, and of those that were denied no parameters', async () => {
    const somebody = aws.as(await createUser(member, 'somebody', [allow('sqs:DeleteQueue')]));
    await take();
    const QueueUrl = queue.url.replace('caught', 'missing');
    await refusalOf(somebody.sqs.send(new DeleteQueueCommand({ QueueUrl })));
    await refusalOf(
      somebody.sns.send(new DeleteTopicCommand({ TopicArn: 'arn:aws:sns:us-east-1:222222222222:x' })),
    );
    await refusalOf(somebody.events.send(new DeleteRuleCommand({ Name: 'caught' })));
    const records = (await take()).map(({ detail }) => [
      detail.eventName,
      detail['errorCode'],
      detail.requestParameters,
    ]);
    expect(records).toEqual([
      ['DeleteQueue', 'QueueDoesNotExist', { queueUrl: QueueUrl }],
      ['DeleteTopic', 'AuthorizationErrorException', null],
      ['DeleteRule', 'AccessDeniedException', null],
    ]);
  });
});
