import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { ACTION_TAKEN, type ActionTaken, decodeActionTaken } from '#contracts/action-taken.ts';
import { GUARDIAN_SOURCE } from '#contracts/guardian-event.ts';
import { INTERNAL_BUS } from '#core/guardian-names.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { REGION, SECURITY } from './accounts.ts';
import {
  administratorCredentials,
  clientConfiguration,
  type LocalClientConfiguration,
} from './credentials.ts';

const QUEUE = 'local-onlooker';
const queueArn = `arn:aws:sqs:${REGION}:${SECURITY.id}:${QUEUE}`;

/** An administrator whose session is renewed for as long as somebody watches; the root user would raise alerts. */
const onlooker = (endpoint: string): LocalClientConfiguration =>
  clientConfiguration(endpoint, () => administratorCredentials(endpoint, SECURITY, QUEUE));

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

/** Subscribes to the guardian's public events, as any other system would: a rule on its internal bus. */
const subscribe = async (endpoint: string, sqs: SQSClient): Promise<string> => {
  const events = new EventBridgeClient(onlooker(endpoint));
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: QUEUE, Attributes: { Policy: queuePolicy } }),
  );
  const pattern = { source: [GUARDIAN_SOURCE], 'detail-type': [ACTION_TAKEN] };
  await events.send(
    new PutRuleCommand({ Name: QUEUE, EventBusName: INTERNAL_BUS, EventPattern: JSON.stringify(pattern) }),
  );
  await events.send(
    new PutTargetsCommand({
      Rule: QUEUE,
      EventBusName: INTERNAL_BUS,
      Targets: [{ Id: QUEUE, Arn: queueArn }],
    }),
  );
  return QueueUrl ?? '';
};

const receive = async (sqs: SQSClient, QueueUrl: string): Promise<readonly string[]> => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
  );
  if (Messages.length > 0) {
    const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
  }
  return Messages.map(({ Body }) => Body ?? '');
};

/** Hands over each finished action as it is announced, until told to stop. */
export const watchActions = async (
  endpoint: string,
  show: (action: ActionTaken) => void,
  signal: AbortSignal,
): Promise<void> => {
  const sqs = new SQSClient(onlooker(endpoint));
  const queueUrl = await subscribe(endpoint, sqs);
  while (!signal.aborted) {
    for (const body of await receive(sqs, queueUrl)) {
      const action = decodeActionTaken(JSON.parse(body), SECURITY.id as AccountId);
      if (action.ok) {
        show(action.value);
      }
    }
  }
};
