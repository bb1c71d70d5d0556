import { pendingKey } from '#adapters/ledger-keys.ts';
import { encodeWork } from '#contracts/queued-work.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { addDuration, type DurationMs, type EpochMs, isBefore } from '#core/kernel/time.ts';
import type { PendingChanges } from '#core/workload/pending-changes.ts';
import { accountOf, type Work } from '#core/workload/work.ts';
import type { BudgetLedger } from '#ports/budget-ledger.ts';
import type { Clock } from '#ports/clock.ts';
import type { PendingLedger } from '#ports/pending-ledger.ts';
import type { WorkQueue } from '#ports/work-queue.ts';

const stored = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

export interface InMemoryPendingLedger extends PendingLedger {
  pending(): readonly PendingChanges[];
}

/** What is pending, with the same conditions on writes as the ledger in DynamoDB. */
export const inMemoryPendingLedger = (): InMemoryPendingLedger => {
  const items = new Map<string, PendingChanges>();
  return {
    pending: () => [...items.values()].map(stored),
    loadPending: async (principal) => {
      const item = items.get(pendingKey(principal).pk);
      return item === undefined ? undefined : stored(item);
    },
    savePending: async (pending) => {
      const { pk } = pendingKey(pending.principal);
      if ((items.get(pk)?.revision ?? 0) !== pending.revision - 1) {
        return 'conflict';
      }
      items.set(pk, stored(pending));
      return 'saved';
    },
    clearPending: async ({ principal, revision }) => {
      const { pk } = pendingKey(principal);
      if (items.get(pk)?.revision !== revision) {
        return 'conflict';
      }
      items.delete(pk);
      return 'cleared';
    },
  };
};

/** The budgets, each write of which is atomic, as in DynamoDB. */
export const inMemoryBudgetLedger = (): BudgetLedger => {
  const earned = new Map<AccountId, EpochMs>();
  return {
    reserve: async (account, duration, now, latest) => {
      const before = earned.get(account);
      if (before !== undefined && isBefore(latest, before)) {
        return 'full';
      }
      const from = before === undefined || isBefore(before, now) ? now : before;
      const earnedAt = addDuration(from, duration);
      earned.set(account, earnedAt);
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
