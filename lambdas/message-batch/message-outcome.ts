import type { DurationMs } from '#core/kernel/time.ts';

/** What became of one message. Anything thrown instead is a failed delivery, which the queue repeats. */
export type MessageOutcome =
  | { readonly kind: 'done'; readonly what: string; readonly details?: Readonly<Record<string, unknown>> }
  /** Nothing is wrong, but it is too early: the message comes back after the delay, with another body if one is given. */
  | {
      readonly kind: 'postponed';
      readonly because: string;
      readonly delay: DurationMs;
      readonly body?: string;
    }
  /** It will never be of use: it goes to the dead-letter queue, with the reason. */
  | { readonly kind: 'malformed'; readonly expected: string; readonly received: string };

export const done = (what: string, details: Readonly<Record<string, unknown>> = {}): MessageOutcome => ({
  kind: 'done',
  what,
  details,
});

export const postponed = (because: string, delay: DurationMs, body?: string): MessageOutcome => ({
  kind: 'postponed',
  because,
  delay,
  ...(body !== undefined && { body }),
});

export const malformed = (problem: {
  readonly expected: string;
  readonly received: string;
}): MessageOutcome => ({ kind: 'malformed', expected: problem.expected, received: problem.received });
