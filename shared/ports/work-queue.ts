import type { DurationMs } from '#core/kernel/time.ts';
import type { Work } from '#core/workload/work.ts';

/** The queue of what is to be assessed. Accounts share it fairly: one that has much work delays no other. */
export interface WorkQueue {
  /** Puts work into the queue, to be seen after the delay, 15 minutes at most. */
  send(work: Work, delay: DurationMs): Promise<void>;
}
