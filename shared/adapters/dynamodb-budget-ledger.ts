import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { addDuration, type DurationMs, type EpochMs, epochMs } from '#core/kernel/time.ts';
import type { Budget, BudgetLedger } from '#ports/budget-ledger.ts';
import { budgetKey } from './ledger-keys.ts';

/** Two writers can cross each other once when a budget is first used after a pause, not several times. */
const ROUNDS = 4;

/** One item a budget. Each write is one atomic update, so that many at once need no second try. */
export const dynamoDbBudgetLedger = (documents: DynamoDBDocumentClient, table: string): BudgetLedger => {
  const update = async (
    budget: Budget,
    change: Pick<
      ConstructorParameters<typeof UpdateCommand>[0],
      'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
    >,
  ): Promise<EpochMs | undefined> => {
    try {
      const { Attributes } = await documents.send(
        new UpdateCommand({
          TableName: table,
          Key: budgetKey(budget),
          ReturnValues: 'UPDATED_NEW',
          ...change,
        }),
      );
      return epochMs(Number(Attributes?.['earnedAt']));
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        return undefined;
      }
      throw error;
    }
  };
  const addTo = (budget: Budget, duration: DurationMs, now: EpochMs, latest: EpochMs) =>
    update(budget, {
      UpdateExpression: 'SET earnedAt = earnedAt + :duration',
      ConditionExpression: 'earnedAt BETWEEN :now AND :latest',
      ExpressionAttributeValues: { ':duration': duration, ':now': now, ':latest': latest },
    });
  const beginAnew = (budget: Budget, duration: DurationMs, now: EpochMs) =>
    update(budget, {
      UpdateExpression: 'SET earnedAt = :earnedAt',
      ConditionExpression: 'attribute_not_exists(pk) OR earnedAt < :now',
      ExpressionAttributeValues: { ':earnedAt': addDuration(now, duration), ':now': now },
    });
  return {
    reserve: async (budget, duration, now, latest) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const earnedAt =
          (await addTo(budget, duration, now, latest)) ?? (await beginAnew(budget, duration, now));
        if (earnedAt !== undefined) {
          return earnedAt;
        }
      }
      return 'full';
    },
  };
};
