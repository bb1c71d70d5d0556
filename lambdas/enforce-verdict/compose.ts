import { configuredServiceControl } from '#adapters/configured-service-control.ts';
import { documentClient } from '#adapters/dynamodb-documents.ts';
import { dynamoDbIntentLedger } from '#adapters/dynamodb-intent-ledger.ts';
import { dynamoDbPrincipalLedger } from '#adapters/dynamodb-principal-ledger.ts';
import { eventBridgeMessageBus } from '#adapters/eventbridge-message-bus.ts';
import { iamGuardEnforcer } from '#adapters/iam-guard-enforcer.ts';
import { iamPostureReader } from '#adapters/iam-posture-reader.ts';
import { readerClients } from '#adapters/member-iam-clients.ts';
import { sqsInbox } from '#adapters/sqs-inbox.ts';
import { systemClock } from '#adapters/system-clock.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { deployedConfiguration } from '../deployed-configuration.ts';
import { requiredVariables } from '../environment.ts';
import type { EnforcePorts } from './enforce-ports.ts';

const VARIABLES = ['HUB_ACCOUNT', 'LEDGER_TABLE', 'INTERNAL_BUS', 'QUEUE_URL', 'DEAD_LETTERS_URL'] as const;

export const composeEnforceVerdict = () => {
  const { HUB_ACCOUNT, LEDGER_TABLE, INTERNAL_BUS, QUEUE_URL, DEAD_LETTERS_URL } = requiredVariables(
    process.env,
    VARIABLES,
  );
  const configuration = deployedConfiguration();
  const { mode, allowPasswordChange, principals } = configuration;
  const documents = documentClient();
  const ports: EnforcePorts = {
    hubAccount: HUB_ACCOUNT as AccountId,
    rollout: { mode, allowPasswordChange },
    principals,
    reader: iamPostureReader({
      clients: readerClients('enforce-verdict'),
      serviceControl: configuredServiceControl(configuration),
      clock: systemClock,
    }),
    enforcer: iamGuardEnforcer(),
    ledger: {
      ...dynamoDbPrincipalLedger(documents, LEDGER_TABLE),
      ...dynamoDbIntentLedger(documents, LEDGER_TABLE),
    },
    bus: eventBridgeMessageBus(INTERNAL_BUS),
    clock: systemClock,
  };
  return { ports, inbox: sqsInbox(QUEUE_URL, DEAD_LETTERS_URL) };
};
