import { budgetKey, pendingKey } from '#adapters/ledger-keys.ts';
import { encodeWork } from '#contracts/queued-work.ts';
import { addDuration, type DurationMs, type EpochMs, isBefore } from '#core/kernel/time.ts';
import type { PendingChanges } from '#core/workload/pending-changes.ts';
import { accountOf, type Work } from '#core/workload/work.ts';
import type { BudgetLedger } from '#ports/budget-ledger.ts';
import type { Clock } from '#ports/clock.ts';
import type { PendingLedger } from '#ports/pending-ledger.ts';
import type { WorkQueue } from '#ports/work-queue.ts';

/** The most that DynamoDB takes for one item. */
const LARGEST_ITEM = 400 * 1024;

/** DynamoDB keeps no order of members: whoever compares texts of what it gives back goes wrong. */
const reversed = (_name: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).reverse())
    : value;

const stored = <Value>(value: Value): Value => {
  const text = JSON.stringify(value, reversed);
  if (text.length > LARGEST_ITEM) {
    throw new Error('Item size has exceeded the maximum allowed size');
  }
  return JSON.parse(text) as Value;
};

export interface InMemoryPendingLedger extends PendingLedger {
  /** Everything that ever was pending, with what of it still is. */
  pending(): readonly PendingChanges[];
}

/** What is pending, with the same conditions on writes as the ledger in DynamoDB. */
export const inMemoryPendingLedger = (): InMemoryPendingLedger => {
  const items = new Map<string, PendingChanges>();
  return {
    pending: () => [...items.values()].map(stored),
    loadPending: async (subject) => {
      const item = items.get(pendingKey(subject).pk);
      return item === undefined ? undefined : stored(item);
    },
    savePending: async (pending) => {
      const { pk } = pendingKey(pending.subject);
      if ((items.get(pk)?.revision ?? 0) !== pending.revision - 1) {
        return 'conflict';
      }
      items.set(pk, stored(pending));
      return 'saved';
    },
  };
};

/** The budgets, each write of which is atomic, as in DynamoDB. */
export const inMemoryBudgetLedger = (): BudgetLedger => {
  const earned = new Map<string, EpochMs>();
  return {
    reserve: async (budget, duration, now, latest) => {
      const { pk } = budgetKey(budget);
      const before = earned.get(pk);
      if (before !== undefined && isBefore(latest, before)) {
        return 'full';
      }
      const from = before === undefined || isBefore(before, now) ? now : before;
      const earnedAt = addDuration(from, duration);
      earned.set(pk, earnedAt);
      return earnedAt;
    },
  };
};

/** One message of the assessments queue. */
export interface QueuedMessage {
  readonly body: string;
  readonly group: string;
  readonly dueAt: EpochMs;
}

export interface InMemoryWorkQueue extends WorkQueue {
  readonly messages: QueuedMessage[];
}

/** The assessments queue: each message may be seen once its delay is over. */
export const inMemoryWorkQueue = (clock: Clock): InMemoryWorkQueue => {
  const messages: QueuedMessage[] = [];
  return {
    messages,
    send: async (work: Work, delay: DurationMs) => {
      messages.push({
        body: encodeWork(work),
        group: accountOf(work),
        dueAt: addDuration(clock.now(), delay),
      });
    },
  };
};
