import type { Inbox, InboxMessage } from '#ports/inbox.ts';
import { type MessageOutcome, malformed } from './message-outcome.ts';
import type { Telemetry } from './telemetry.ts';

/** What a function does with one decoded message. */
export type MessageStep = (
  event: unknown,
  message: InboxMessage,
  telemetry: Telemetry,
) => Promise<MessageOutcome>;

const decode = (body: string): { readonly event: unknown } | undefined => {
  try {
    return { event: JSON.parse(body) as unknown };
  } catch {
    return undefined;
  }
};

const outcomeOf = async (
  step: MessageStep,
  message: InboxMessage,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  const decoded = decode(message.body);
  return decoded === undefined
    ? malformed({ expected: 'a message of JSON', received: message.body.slice(0, 200) })
    : step(decoded.event, message, telemetry);
};

/**
 * Runs the step and gives the message the end it deserves: acknowledged, returned with a delay, or buried with
 * the reason. A message is only ever acknowledged after its copy is safe.
 */
export const handleMessage = async (
  inbox: Inbox,
  step: MessageStep,
  message: InboxMessage,
  telemetry: Telemetry,
): Promise<void> => {
  const outcome = await outcomeOf(step, message, telemetry);
  switch (outcome.kind) {
    case 'done':
      telemetry.info(outcome.what, outcome.details ?? {});
      return;
    case 'postponed':
      await inbox.postpone({ ...message, body: outcome.body ?? message.body }, outcome.delay);
      telemetry.count('MessagesPostponed');
      telemetry.info('message returned to the queue', { because: outcome.because, delayMs: outcome.delay });
      return;
    case 'malformed': {
      const reason = `expected ${outcome.expected}, received ${outcome.received}`;
      await inbox.bury(message, reason);
      telemetry.count('MessagesMalformed');
      telemetry.error('message buried in the dead-letter queue', { reason });
      return;
    }
  }
};
