import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { Attempt, FinishedIntent, Intent } from '#core/ledger/intent.ts';
import type { IntentLedger } from '#ports/intent-ledger.ts';
import { whenConditionHolds } from './dynamodb-documents.ts';
import { intentKey } from './ledger-keys.ts';

type Change = Omit<UpdateCommandInput, 'TableName' | 'Key'>;

const addAttempt = (intent: Intent, attempt: Attempt): Change => ({
  UpdateExpression: 'SET attempts = list_append(attempts, :attempt)',
  ConditionExpression: 'size(attempts) = :count AND outcome.kind = :open',
  ExpressionAttributeValues: {
    ':attempt': [attempt],
    ':count': intent.attempts.length,
    ':open': 'open',
  },
});

const setOutcome = (intent: FinishedIntent): Change => ({
  UpdateExpression: 'SET outcome = :outcome',
  ConditionExpression: 'outcome.kind = :open',
  ExpressionAttributeValues: { ':outcome': intent.outcome, ':open': 'open' },
});

const setAnnounced: Change = {
  UpdateExpression: 'SET announced = :yes',
  ExpressionAttributeValues: { ':yes': true },
};

const claim = (attempt: number, eventId: string): Change => {
  const path = `attempts[${attempt - 1}]`;
  return {
    UpdateExpression: `SET ${path}.claimedBy = :eventId`,
    ConditionExpression: `attribute_exists(${path}) AND (attribute_not_exists(${path}.claimedBy) OR ${path}.claimedBy = :eventId)`,
    ExpressionAttributeValues: { ':eventId': eventId },
  };
};

export const dynamoDbIntentLedger = (documents: DynamoDBDocumentClient, table: string): IntentLedger => {
  const update = (account: AccountId, id: string, change: Change) =>
    documents.send(new UpdateCommand({ TableName: table, Key: intentKey(account, id), ...change }));
  return {
    loadIntent: async (account, id) => {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: intentKey(account, id), ConsistentRead: true }),
      );
      return Item as Intent | undefined;
    },
    openIntent: async (intent) => {
      const Item = { ...intent, ...intentKey(intent.principal.account, intent.id) };
      const put = new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' });
      return (await whenConditionHolds(() => documents.send(put))) ? 'opened' : 'conflict';
    },
    beginAttempt: async (intent, attempt) => {
      const change = addAttempt(intent, attempt);
      const write = () => update(intent.principal.account, intent.id, change);
      return (await whenConditionHolds(write)) ? 'begun' : 'conflict';
    },
    finishIntent: async (intent) => {
      const write = () => update(intent.principal.account, intent.id, setOutcome(intent));
      return (await whenConditionHolds(write)) ? 'finished' : 'conflict';
    },
    markIntentAnnounced: async (account, id) => {
      await update(account, id, setAnnounced);
    },
    claimAttempt: async (account, id, attempt, eventId) => {
      const write = () => update(account, id, claim(attempt, eventId));
      return (await whenConditionHolds(write)) ? 'claimed' : 'taken';
    },
  };
};
