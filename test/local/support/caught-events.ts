import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import type { AwsClients } from './aws-clients.ts';

export interface CaughtEvent {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly time: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: CloudTrailRecord;
}

export interface CloudTrailRecord {
  readonly [field: string]: unknown;
  readonly eventName: string;
  readonly eventID: string;
  readonly userIdentity: { readonly [field: string]: unknown };
  readonly requestParameters: { readonly [field: string]: unknown } | null;
  readonly responseElements: { readonly [field: string]: unknown } | null;
}

export interface Queue {
  readonly url: string;
  readonly arn: string;
}

/** A queue EventBridge may send to. */
export async function createQueue(
  { sqs }: AwsClients,
  account: string,
  name: string,
  region = 'us-east-1',
): Promise<Queue> {
  const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
  const arn = `arn:aws:sqs:${region}:${account}:${name}`;
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: arn,
    },
  });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy } }));
  return { url, arn };
}

/** A rule on a bus that sends what matches to a queue of its own. */
export async function catchEvents(
  clients: AwsClients,
  account: string,
  name: string,
  pattern: unknown,
  bus = 'default',
  region = 'us-east-1',
): Promise<Queue> {
  const queue = await createQueue(clients, account, name, region);
  const rule = { Name: name, EventBusName: bus };
  await clients.events.send(new PutRuleCommand({ ...rule, EventPattern: JSON.stringify(pattern) }));
  const Targets = [{ Id: 'queue', Arn: queue.arn }];
  await clients.events.send(new PutTargetsCommand({ Rule: name, EventBusName: bus, Targets }));
  return queue;
}

/** Everything that lies in the queue now; it is taken out. */
export async function takeMessages({ sqs }: AwsClients, { url: QueueUrl }: Queue): Promise<Message[]> {
  const taken: Message[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, MessageAttributeNames: ['All'] }),
    );
    if (Messages.length === 0) return taken;
    for (const message of Messages) {
      taken.push(message);
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
    }
  }
}

export async function takeEvents(clients: AwsClients, queue: Queue): Promise<CaughtEvent[]> {
  const messages = await takeMessages(clients, queue);
  return messages.map((message) => JSON.parse(message.Body ?? '{}') as CaughtEvent);
}
