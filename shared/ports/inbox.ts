import type { DurationMs, EpochMs } from '#core/kernel/time.ts';

/** One message as it lies in a queue. */
export interface InboxMessage {
  readonly body: string;
  /** When it, or the first of its returned copies, was first put into the queue. */
  readonly firstSeenAt: EpochMs;
  /** Whether this is a copy that a function put back. */
  readonly returned: boolean;
  /** Whose share of a fair queue it belongs to; a copy keeps it. */
  readonly group?: string | undefined;
}

/** The queue that a function is fed from. */
export interface Inbox {
  /** Puts a copy back to be seen after the delay, 15 minutes at most; it does not count as a failed delivery. */
  postpone(message: InboxMessage, delay: DurationMs): Promise<void>;
  /** Puts a copy, with the reason, into the dead-letter queue. */
  bury(message: InboxMessage, reason: string): Promise<void>;
}
