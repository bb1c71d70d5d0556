import { configuredServiceControl } from '#adapters/configured-service-control.ts';
import { documentClient } from '#adapters/dynamodb-documents.ts';
import { dynamoDbIntentLedger } from '#adapters/dynamodb-intent-ledger.ts';
import { dynamoDbPrincipalLedger } from '#adapters/dynamodb-principal-ledger.ts';
import { eventBridgeMessageBus } from '#adapters/eventbridge-message-bus.ts';
import { iamPostureReader } from '#adapters/iam-posture-reader.ts';
import { readerClients } from '#adapters/member-iam-clients.ts';
import { sqsInbox } from '#adapters/sqs-inbox.ts';
import { systemClock } from '#adapters/system-clock.ts';
import type { Partition } from '#core/kernel/aws-identifiers.ts';
import { deployedConfiguration } from '../deployed-configuration.ts';
import { requiredVariables } from '../environment.ts';
import type { AssessPorts } from './assess-ports.ts';

const VARIABLES = ['PARTITION', 'LEDGER_TABLE', 'INTERNAL_BUS', 'QUEUE_URL', 'DEAD_LETTERS_URL'] as const;

export const composeAssessPrincipal = () => {
  const { PARTITION, LEDGER_TABLE, INTERNAL_BUS, QUEUE_URL, DEAD_LETTERS_URL } = requiredVariables(
    process.env,
    VARIABLES,
  );
  const configuration = deployedConfiguration();
  const { mode, principals, allowPasswordChange } = configuration;
  const documents = documentClient();
  const ports: AssessPorts = {
    partition: PARTITION as Partition,
    mode,
    principals,
    rules: { allowPasswordChange },
    reader: iamPostureReader({
      clients: readerClients('assess-principal'),
      serviceControl: configuredServiceControl(configuration),
      clock: systemClock,
    }),
    ledger: {
      ...dynamoDbPrincipalLedger(documents, LEDGER_TABLE),
      ...dynamoDbIntentLedger(documents, LEDGER_TABLE),
    },
    bus: eventBridgeMessageBus(INTERNAL_BUS),
    clock: systemClock,
  };
  return { ports, inbox: sqsInbox(QUEUE_URL, DEAD_LETTERS_URL) };
};
