import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
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

/** The queue of whoever watches the guardian on this machine. */
export const ONLOOKER = 'local-onlooker';
const queueArn = `arn:aws:sqs:${REGION}:${SECURITY.id}:${ONLOOKER}`;

/** What passes by: what member accounts forward, and what the guardian announces. */
const WATCHED: Readonly<Record<string, object>> = {
  [INGRESS_BUS]: { source: [{ prefix: 'aws.' }] },
  [INTERNAL_BUS]: { source: [GUARDIAN_SOURCE] },
};

const queuePolicy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queueArn,
    },
  ],
});

/** An administrator whose session is renewed for as long as somebody watches; the root user would raise alerts. */
export const onlookerConfiguration = (endpoint: string): LocalClientConfiguration =>
  clientConfiguration(endpoint, () => administratorCredentials(endpoint, SECURITY, ONLOOKER));

const subscribe = async (events: EventBridgeClient, EventBusName: string, pattern: object): Promise<void> => {
  await events.send(
    new PutRuleCommand({ Name: ONLOOKER, EventBusName, EventPattern: JSON.stringify(pattern) }),
  );
  await events.send(
    new PutTargetsCommand({ Rule: ONLOOKER, EventBusName, Targets: [{ Id: ONLOOKER, Arn: queueArn }] }),
  );
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

/** Receives what passed by since the last time, in the order of its arrival; waits a second for the first. */
export type Onlooker = () => Promise<readonly unknown[]>;

/** Subscribes to the guardian's buses, as any other system could: one rule on each, and a queue. */
export const openOnlooker = async (endpoint: string): Promise<Onlooker> => {
  const configuration = onlookerConfiguration(endpoint);
  const sqs = new SQSClient(configuration);
  const events = new EventBridgeClient(configuration);
  const { QueueUrl = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: ONLOOKER, Attributes: { Policy: queuePolicy } }),
  );
  for (const [bus, pattern] of Object.entries(WATCHED)) {
    await subscribe(events, bus, pattern);
  }
  return () => receive(sqs, QueueUrl);
};
