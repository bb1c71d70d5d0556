import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbBudgetLedger } from '#adapters/dynamodb-budget-ledger.ts';
import { addDuration, milliseconds, minutes, seconds } from '#core/kernel/time.ts';
import type { Budget, BudgetLedger } from '#ports/budget-ledger.ts';
import { inMemoryBudgetLedger } from '../fakes/in-memory-workload.ts';
import { HUB_ACCOUNT, MEMBER_ACCOUNT, NEW_YEAR } from '../fakes/people.ts';
import { createLedgerTable } from './support/deployed-environment.ts';
import { localAws, securityAccount } from './support/local-aws.ts';

const aws = localAws();
const SETTLING: Budget = { account: MEMBER_ACCOUNT, urgency: 'settling' };
const URGENT: Budget = { account: MEMBER_ACCOUNT, urgency: 'urgent' };
const OTHER: Budget = { account: HUB_ACCOUNT, urgency: 'settling' };

let documents: DynamoDBDocumentClient;
let tables = 0;

/** A table of its own for each run, so that none sees what another wrote. */
const dynamoDb = async (): Promise<BudgetLedger> => {
  tables += 1;
  const TableName = `budgets-${tables}`;
  await createLedgerTable(aws.root(securityAccount).dynamodb, TableName);
  return dynamoDbBudgetLedger(documents, TableName);
};

const sinceNewYear = (count: number) => addDuration(NEW_YEAR, milliseconds(count));

beforeAll(() => {
  documents = DynamoDBDocumentClient.from(aws.root(securityAccount).dynamodb, {
    marshallOptions: { removeUndefinedValues: true },
  });
});

describe('the budgets in DynamoDB and the fake that other tests trust', () => {
  const reservations = fc.record({
    budget: fc.constantFrom(SETTLING, URGENT, OTHER),
    duration: fc.nat(5_000).map(milliseconds),
    // Clocks of several functions: they differ, and go back.
    now: fc.nat(20_000).map(sinceNewYear),
    ahead: fc.nat(10_000).map(milliseconds),
  });

  it('always answer alike, whatever is reserved in whatever order', async () => {
    const answers = { full: 0, reserved: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(reservations, { minLength: 1, maxLength: 15 }), async (wanted) => {
        const [real, fake] = [await dynamoDb(), inMemoryBudgetLedger()];
        for (const { budget, duration, now, ahead } of wanted) {
          const latest = addDuration(now, ahead);
          const answer = await fake.reserve(budget, duration, now, latest);
          answers[answer === 'full' ? 'full' : 'reserved'] += 1;
          expect(await real.reserve(budget, duration, now, latest)).toBe(answer);
        }
      }),
      { numRuns: 40 },
    );
    expect(Math.min(answers.full, answers.reserved)).toBeGreaterThan(20);
  });
});

describe.each<[string, () => Promise<BudgetLedger>]>([
  ['DynamoDB', dynamoDb],
  ['the fake that other tests trust', async () => inMemoryBudgetLedger()],
])('a budget in %s', (_where, makeLedger) => {
  const latest = sinceNewYear(minutes(10));
  let ledger: BudgetLedger;

  beforeEach(async () => {
    ledger = await makeLedger();
  });

  it('adds up exactly what fifty reserve at once', async () => {
    const reservations = Array.from({ length: 50 }, (_, index) =>
      ledger.reserve(SETTLING, milliseconds(index + 1), NEW_YEAR, latest),
    );
    const answers = (await Promise.all(reservations)) as number[];
    expect(Math.max(...answers)).toBe(sinceNewYear((50 * 51) / 2));
    expect(new Set(answers).size).toBe(50);
  });

  it('lets no more than fit be reserved, however many ask at once', async () => {
    await ledger.reserve(SETTLING, minutes(10), NEW_YEAR, latest);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ledger.reserve(SETTLING, seconds(1), NEW_YEAR, latest)),
    );
    expect(answers.filter((answer) => answer !== 'full')).toEqual([sinceNewYear(minutes(10) + seconds(1))]);
  });

  it('counts from now on after a pause', async () => {
    await ledger.reserve(SETTLING, seconds(5), NEW_YEAR, latest);
    const now = sinceNewYear(seconds(6));
    expect(await ledger.reserve(SETTLING, seconds(1), now, latest)).toBe(sinceNewYear(seconds(7)));
  });

  it('is kept apart for each account, and for what is urgent', async () => {
    await ledger.reserve(SETTLING, seconds(5), NEW_YEAR, latest);
    expect(await ledger.reserve(URGENT, seconds(1), NEW_YEAR, latest)).toBe(sinceNewYear(seconds(1)));
    expect(await ledger.reserve(OTHER, seconds(2), NEW_YEAR, latest)).toBe(sinceNewYear(seconds(2)));
  });

  it('takes what was used already, however much is reserved', async () => {
    await ledger.reserve(SETTLING, minutes(20), NEW_YEAR, latest);
    const anyTime = Number.MAX_SAFE_INTEGER as typeof latest;
    expect(await ledger.reserve(SETTLING, seconds(1), NEW_YEAR, anyTime)).toBe(
      sinceNewYear(minutes(20) + seconds(1)),
    );
  });
});
