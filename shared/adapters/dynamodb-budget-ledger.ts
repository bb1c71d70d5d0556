import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { addDuration, type DurationMs, type EpochMs, epochMs, isBefore } from '#core/kernel/time.ts';
import type { Budget, BudgetLedger } from '#ports/budget-ledger.ts';
import { budgetKey } from './ledger-keys.ts';

/** Two writers can cross each other once when a budget is first used after a pause, not several times. */
const ROUNDS = 4;

type Change = Pick<
  ConstructorParameters<typeof UpdateCommand>[0],
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
>;

/** When everything will be earned after a write; or, when its condition did not hold, when it will be without it. */
interface Written {
  readonly made: boolean;
  readonly earnedAt: EpochMs | undefined;
}

const addTo = (duration: DurationMs, now: EpochMs, latest: EpochMs): Change => ({
  UpdateExpression: 'SET earnedAt = earnedAt + :duration',
  ConditionExpression: 'earnedAt BETWEEN :now AND :latest',
  ExpressionAttributeValues: { ':duration': duration, ':now': now, ':latest': latest },
});

const beginAnew = (duration: DurationMs, now: EpochMs): Change => ({
  UpdateExpression: 'SET earnedAt = :earnedAt',
  ConditionExpression: 'attribute_not_exists(pk) OR earnedAt < :now',
  ExpressionAttributeValues: { ':earnedAt': addDuration(now, duration), ':now': now },
});

/** What a write came to whose condition did not hold; everything else that went wrong is thrown on. */
const notWritten = (error: unknown): Written => {
  if (!(error instanceof ConditionalCheckFailedException)) {
    throw error;
  }
  const earnedAt = error.Item?.['earnedAt']?.N;
  return { made: false, earnedAt: earnedAt === undefined ? undefined : epochMs(Number(earnedAt)) };
};

/** What is known after a write: that it was made, that there is no room, or nothing. */
const answerOf = ({ made, earnedAt }: Written, latest: EpochMs): EpochMs | 'full' | undefined => {
  if (made || earnedAt === undefined) {
    return earnedAt;
  }
  return isBefore(latest, earnedAt) ? 'full' : undefined;
};

/** One item a budget. Each write is one atomic update, so that many at once need no second try. */
export const dynamoDbBudgetLedger = (documents: DynamoDBDocumentClient, table: string): BudgetLedger => {
  const update = async (budget: Budget, change: Change): Promise<Written> => {
    const command = new UpdateCommand({
      TableName: table,
      Key: budgetKey(budget),
      ReturnValues: 'UPDATED_NEW',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      ...change,
    });
    try {
      const { Attributes } = await documents.send(command);
      return { made: true, earnedAt: epochMs(Number(Attributes?.['earnedAt'])) };
    } catch (error) {
      return notWritten(error);
    }
  };
  return {
    reserve: async (budget, duration, now, latest) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const answer =
          answerOf(await update(budget, addTo(duration, now, latest)), latest) ??
          answerOf(await update(budget, beginAnew(duration, now)), latest);
        if (answer !== undefined) {
          return answer;
        }
      }
      throw new Error(`expected to reserve calls within ${ROUNDS} rounds, received a conflict in each`);
    },
  };
};
