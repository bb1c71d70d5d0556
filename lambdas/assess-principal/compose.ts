import { configuredServiceControl } from '#adapters/configured-service-control.ts';
import { dynamoDbBudgetLedger } from '#adapters/dynamodb-budget-ledger.ts';
import { documentClient } from '#adapters/dynamodb-documents.ts';
import { dynamoDbPendingLedger } from '#adapters/dynamodb-pending-ledger.ts';
import { dynamoDbPrincipalLedger } from '#adapters/dynamodb-principal-ledger.ts';
import { eventBridgeMessageBus } from '#adapters/eventbridge-message-bus.ts';
import { iamDirectoryReader } from '#adapters/iam-directory-reader.ts';
import { iamPostureReader } from '#adapters/iam-posture-reader.ts';
import { readerClients } from '#adapters/member-iam-clients.ts';
import { sqsInbox } from '#adapters/sqs-inbox.ts';
import { sqsWorkQueue } from '#adapters/sqs-work-queue.ts';
import { systemClock } from '#adapters/system-clock.ts';
import { seconds } from '#core/kernel/time.ts';
import { deployedConfiguration } from '../deployed-configuration.ts';
import { requiredVariables } from '../environment.ts';
import type { AssessPorts } from './assess-ports.ts';

const VARIABLES = ['LEDGER_TABLE', 'INTERNAL_BUS', 'QUEUE_URL', 'DEAD_LETTERS_URL'] as const;

export const composeAssessPrincipal = () => {
  const { LEDGER_TABLE, INTERNAL_BUS, QUEUE_URL, DEAD_LETTERS_URL } = requiredVariables(
    process.env,
    VARIABLES,
  );
  const configuration = deployedConfiguration();
  const { mode, principals, allowPasswordChange, settleSeconds } = configuration;
  const documents = documentClient();
  const clients = readerClients('assess-principal');
  const ports: AssessPorts = {
    mode,
    principals,
    rules: { allowPasswordChange },
    settleTime: seconds(settleSeconds),
    reader: iamPostureReader({
      clients,
      serviceControl: configuredServiceControl(configuration),
      clock: systemClock,
    }),
    directory: iamDirectoryReader(clients),
    ledger: {
      ...dynamoDbPrincipalLedger(documents, LEDGER_TABLE),
      ...dynamoDbPendingLedger(documents, LEDGER_TABLE),
      ...dynamoDbBudgetLedger(documents, LEDGER_TABLE),
    },
    // The own queue: what expanding finds is queued like everything else.
    work: sqsWorkQueue(QUEUE_URL),
    bus: eventBridgeMessageBus(INTERNAL_BUS),
    clock: systemClock,
  };
  return { ports, inbox: sqsInbox(QUEUE_URL, DEAD_LETTERS_URL) };
};
