import { randomUUID } from 'node:crypto';
import {
  DeleteRuleCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { GUARDIAN_SOURCE } from '#contracts/guardian-event.ts';
import { INGRESS_BUS, INTERNAL_BUS } from '#core/guardian-names.ts';
import { REGION, SECURITY } from './accounts.ts';
import {
  administratorCredentials,
  clientConfiguration,
  type LocalClientConfiguration,
} from './credentials.ts';

/** The session of whoever watches the guardian on this machine, and how the names of queues and rules begin. */
const ONLOOKER = 'local-onlooker';

const queueArn = (name: string): string => `arn:aws:sqs:${REGION}:${SECURITY.id}:${name}`;

/** What passes by: what member accounts forward, and what the guardian announces. */
const WATCHED: Readonly<Record<string, object>> = {
  [INGRESS_BUS]: { source: [{ prefix: 'aws.' }] },
  [INTERNAL_BUS]: { source: [GUARDIAN_SOURCE] },
};

const queuePolicy = (name: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: queueArn(name),
      },
    ],
  });

/** An administrator whose session is renewed for as long as somebody watches; the root user would raise alerts. */
export const onlookerConfiguration = (endpoint: string): LocalClientConfiguration =>
  clientConfiguration(endpoint, () => administratorCredentials(endpoint, SECURITY, ONLOOKER));

const subscribe = async (events: EventBridgeClient, name: string): Promise<void> => {
  for (const [EventBusName, pattern] of Object.entries(WATCHED)) {
    await events.send(
      new PutRuleCommand({ Name: name, EventBusName, EventPattern: JSON.stringify(pattern) }),
    );
    await events.send(
      new PutTargetsCommand({ Rule: name, EventBusName, Targets: [{ Id: name, Arn: queueArn(name) }] }),
    );
  }
};

const unsubscribe = async (events: EventBridgeClient, name: string): Promise<void> => {
  for (const EventBusName of Object.keys(WATCHED)) {
    await events.send(new RemoveTargetsCommand({ Rule: name, EventBusName, Ids: [name] }));
    await events.send(new DeleteRuleCommand({ Name: name, EventBusName }));
  }
};

const receive = async (sqs: SQSClient, QueueUrl: string): Promise<readonly unknown[]> => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  if (Messages.length > 0) {
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
  return Messages.map(({ Body }) => JSON.parse(Body ?? 'null'));
};

const COUNTS = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;

const countWaiting = async (sqs: SQSClient, QueueUrl: string): Promise<number> => {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...COUNTS] }),
  );
  return COUNTS.reduce((sum, count) => sum + Number(Attributes[count] ?? 0), 0);
};

/** One subscription to the guardian's buses; several at once do not disturb each other. */
export interface Onlooker {
  /** What passed by since the last time, in the order of its arrival; waits a second for the first. */
  readonly receive: () => Promise<readonly unknown[]>;
  /** How much has passed by and was not received yet. */
  readonly waiting: () => Promise<number>;
  /** Removes the queue and the rules. */
  readonly close: () => Promise<void>;
}

/** Subscribes to the guardian's buses, as any other system could: one rule on each, and a queue. */
export const openOnlooker = async (endpoint: string): Promise<Onlooker> => {
  const configuration = onlookerConfiguration(endpoint);
  const sqs = new SQSClient(configuration);
  const events = new EventBridgeClient(configuration);
  const name = `${ONLOOKER}-${randomUUID().slice(0, 8)}`;
  const { QueueUrl = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: name, Attributes: { Policy: queuePolicy(name) } }),
  );
  await subscribe(events, name);
  return {
    receive: () => receive(sqs, QueueUrl),
    waiting: () => countWaiting(sqs, QueueUrl),
    close: async () => {
      await unsubscribe(events, name);
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    },
  };
};
