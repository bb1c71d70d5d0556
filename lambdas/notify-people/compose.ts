import { documentClient } from '#adapters/dynamodb-documents.ts';
import { dynamoDbNoticeLedger } from '#adapters/dynamodb-notice-ledger.ts';
import { snsNotifier } from '#adapters/sns-notifier.ts';
import { sqsInbox } from '#adapters/sqs-inbox.ts';
import { systemClock } from '#adapters/system-clock.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { deployedConfiguration } from '../deployed-configuration.ts';
import { requiredVariables } from '../environment.ts';
import type { NotifyPorts } from './notify-ports.ts';

const VARIABLES = [
  'HUB_ACCOUNT',
  'LEDGER_TABLE',
  'ALERTS_TOPIC_ARN',
  'QUEUE_URL',
  'DEAD_LETTERS_URL',
] as const;

export const composeNotifyPeople = () => {
  const { HUB_ACCOUNT, LEDGER_TABLE, ALERTS_TOPIC_ARN, QUEUE_URL, DEAD_LETTERS_URL } = requiredVariables(
    process.env,
    VARIABLES,
  );
  const { mode, accountNames } = deployedConfiguration();
  const ports: NotifyPorts = {
    hubAccount: HUB_ACCOUNT as AccountId,
    context: { mode, accountNames },
    notifier: snsNotifier(ALERTS_TOPIC_ARN, LEDGER_TABLE),
    notices: dynamoDbNoticeLedger(documentClient(), LEDGER_TABLE),
    clock: systemClock,
  };
  return { ports, inbox: sqsInbox(QUEUE_URL, DEAD_LETTERS_URL) };
};
