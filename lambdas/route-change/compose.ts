import { documentClient } from '#adapters/dynamodb-documents.ts';
import { dynamoDbIntentLedger } from '#adapters/dynamodb-intent-ledger.ts';
import { dynamoDbPendingLedger } from '#adapters/dynamodb-pending-ledger.ts';
import { dynamoDbPrincipalLedger } from '#adapters/dynamodb-principal-ledger.ts';
import { eventBridgeMessageBus } from '#adapters/eventbridge-message-bus.ts';
import { sqsInbox } from '#adapters/sqs-inbox.ts';
import { sqsWorkQueue } from '#adapters/sqs-work-queue.ts';
import { systemClock } from '#adapters/system-clock.ts';
import type { Partition } from '#core/kernel/aws-identifiers.ts';
import { seconds } from '#core/kernel/time.ts';
import { deployedConfiguration } from '../deployed-configuration.ts';
import { requiredVariables } from '../environment.ts';
import type { RoutePorts } from './route-ports.ts';

const VARIABLES = [
  'PARTITION',
  'LEDGER_TABLE',
  'INTERNAL_BUS',
  'ASSESSMENTS_URL',
  'QUEUE_URL',
  'DEAD_LETTERS_URL',
] as const;

export const composeRouteChange = () => {
  const { PARTITION, LEDGER_TABLE, INTERNAL_BUS, ASSESSMENTS_URL, QUEUE_URL, DEAD_LETTERS_URL } =
    requiredVariables(process.env, VARIABLES);
  const { principals, settleSeconds } = deployedConfiguration();
  const documents = documentClient();
  const ports: RoutePorts = {
    partition: PARTITION as Partition,
    principals,
    settleTime: seconds(settleSeconds),
    ledger: {
      ...dynamoDbPrincipalLedger(documents, LEDGER_TABLE),
      ...dynamoDbIntentLedger(documents, LEDGER_TABLE),
      ...dynamoDbPendingLedger(documents, LEDGER_TABLE),
    },
    work: sqsWorkQueue(ASSESSMENTS_URL),
    bus: eventBridgeMessageBus(INTERNAL_BUS),
    clock: systemClock,
  };
  return { ports, inbox: sqsInbox(QUEUE_URL, DEAD_LETTERS_URL) };
};
