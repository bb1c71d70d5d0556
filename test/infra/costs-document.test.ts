import { describe, expect, it } from 'vitest';
import { ALLOWANCES, TOLD_ONE_BY_ONE } from '#core/notice/notice-window.ts';
import { CALLS_OF_A_LOOK } from '#core/workload/call-budget.ts';
import { synthesizeStacks } from '../../cli/permissions/synthesized-stacks.ts';
import { fromRoot, ofType, onlyValue } from './support/example-stacks.ts';
import { numberIn, tablesIn } from './support/markdown-tables.ts';

const { hub, member } = synthesizeStacks();
const PAGE = fromRoot('docs/data-and-costs.md');
const { tableOf, rowOf } = tablesIn(PAGE);

const MONTHLY = '| per month, whatever happens';
const PER_THOUSAND = '| per 1,000 changes';
const MEASURED = '| measured, per change';

const quantityOf = (what: string): number => numberIn(rowOf(MONTHLY, what)[1]);

describe('what docs/data-and-costs.md counts', () => {
  it('are the alarms and keys of the templates', () => {
    expect(quantityOf('alarms in the hub')).toBe(ofType(hub, 'AWS::CloudWatch::Alarm').length);
    expect(quantityOf('alarms in each watched account')).toBe(
      ofType(member, 'AWS::CloudWatch::Alarm').length,
    );
    expect(quantityOf('KMS keys')).toBe(ofType(hub, 'AWS::KMS::Key').length);
    expect(ofType(member, 'AWS::KMS::Key')).toEqual([]);
    expect(onlyValue(ofType(hub, 'AWS::KMS::Key'), 'EnableKeyRotation')).toBe(true);
  });

  it('are the metrics that the functions can write', () => {
    const counted =
      /export type Counted =([^;]+);/.exec(fromRoot('lambdas/message-batch/telemetry.ts'))?.[1] ?? '';
    const names = [...counted.matchAll(/'(\w+)'/g)];
    expect(rowOf(MONTHLY, 'custom metrics')[0]).toContain(`${names.length} names`);
  });

  it('are functions of the memory that is billed, and a queue polled for each', () => {
    const functions = ofType(hub, 'AWS::Lambda::Function');
    const memory = onlyValue(functions, 'MemorySize') as number;
    expect(rowOf(PER_THOUSAND, 'gigabyte-seconds')[0]).toContain(`${memory} MB`);
    const started = rowOf(PER_THOUSAND, 'functions started').slice(1, 5).map(numberIn);
    expect(rowOf(PER_THOUSAND, 'gigabyte-seconds').slice(1, 5).map(numberIn)).toEqual(
      started.map((count) => (count * memory) / 1_024),
    );
    const pollers = ofType(hub, 'AWS::Lambda::EventSourceMapping').length;
    expect(rowOf(MONTHLY, 'receives of empty queues')[0]).toContain(`each of ${pollers} functions`);
    expect(quantityOf('receives of empty queues')).toBe((pollers * 5 * 3 * 60 * 24 * 30) / 1_000);
  });

  it('is a thousand times what was measured for one change', () => {
    for (const [what, measured] of [
      ['functions started', 'functions started'],
      ['write units', 'writes of the ledger'],
      ['read units', 'reads of the ledger'],
    ] as const) {
      const one = rowOf(MEASURED, measured).slice(1, 4).map(numberIn);
      expect(rowOf(PER_THOUSAND, what).slice(1, 4).map(numberIn)).toEqual(one.map((count) => count * 1_000));
    }
  });

  it('adds up for each kind of change', () => {
    const rows = tableOf(PER_THOUSAND);
    const parts = rows.slice(0, -1);
    const sums = [1, 2, 3, 4].map((column) =>
      parts.reduce((sum, row) => sum + (numberIn(row[column]) * numberIn(row[5])) / 1_000_000, 0),
    );
    expect(rows.at(-1)?.slice(1, 5)).toEqual(sums.map((sum) => `**$${sum.toFixed(3)}**`));
  });

  it.each(['| a month | quantity', '| first hour, at most'])('adds up in the example %s', (beginning) => {
    const rows = tableOf(beginning);
    const parts = rows.slice(0, -1);
    for (const [what, quantity, price, cost] of parts) {
      expect(cost, what).toBe(`$${(numberIn(quantity) * numberIn(price)).toFixed(2)}`);
    }
    const sum = parts.reduce((total, row) => total + numberIn(row[3]), 0);
    expect(rows.at(-1)?.[3]).toBe(`**$${sum.toFixed(2)}**`);
  });

  it('takes the prices and quantities of the examples from the tables above them', () => {
    const [quiet, told, exposed, again] = (tableOf(PER_THOUSAND).at(-1) ?? []).slice(1, 5).map(numberIn);
    const month = '| a month | quantity';
    const hour = '| first hour, at most';
    expect(numberIn(rowOf(month, 'alarms')[1])).toBe(
      quantityOf('alarms in the hub') + 50 * quantityOf('alarms in each watched account'),
    );
    expect(numberIn(rowOf(month, 'custom metrics')[1])).toBe(quantityOf('custom metrics'));
    expect(numberIn(rowOf(month, 'receives')[1])).toBe(quantityOf('receives of empty queues'));
    for (const table of [month, hour]) {
      expect(numberIn(rowOf(table, 'changes that bring nothing new')[2])).toBe(quiet);
      expect(numberIn(rowOf(table, 'exposures')[2])).toBe(exposed);
    }
    expect(numberIn(rowOf(month, 'verdicts nobody is told of')[2])).toBe(told);
    expect(numberIn(rowOf(hour, 'messages that come back')[2])).toBe(again);
  });

  it('knows the budget and the allowance that bound a storm', () => {
    expect(fromRoot('shared/core/workload/call-budget.ts')).toContain('{ urgent: 5, settling: 15 }');
    expect(CALLS_OF_A_LOOK).toBe(15);
    expect(PAGE).toContain(`${ALLOWANCES.length * (TOLD_ONE_BY_ONE + 1)} messages a minute`);
  });
});
