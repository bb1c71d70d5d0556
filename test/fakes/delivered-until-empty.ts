import { seconds } from '#core/kernel/time.ts';
import type { InboxMessage } from '#ports/inbox.ts';
import type { MessageStep } from '../../lambdas/message-batch/handle-message.ts';
import type { ManualClock } from './manual-clock.ts';
import type { RecordingInbox } from './recording-ports.ts';

/** When a queue delivers a message again that was not acknowledged. */
const VISIBILITY_TIMEOUT = seconds(90);

/** Far more deliveries than any case needs; a queue that is still not empty then never will be. */
const MOST_DELIVERIES = 500;

interface Queue {
  readonly clock: ManualClock;
  readonly inbox: RecordingInbox;
  readonly deliver: (step: MessageStep, message: InboxMessage) => Promise<void>;
}

/** A queue by simulated time: what fails comes back after the timeout, a returned copy after its delay. */
export const deliveredUntilEmpty = ({ clock, inbox, deliver }: Queue) => {
  const deliverOnce = async (step: MessageStep, message: InboxMessage): Promise<readonly InboxMessage[]> => {
    const failed = await deliver(step, message).then(
      () => [],
      () => [message],
    );
    clock.advance(failed.length === 0 ? seconds(0) : VISIBILITY_TIMEOUT);
    const returned = inbox.postponed.splice(0);
    for (const { delay } of returned) {
      clock.advance(delay);
    }
    return [...failed, ...returned.map((copy) => ({ ...copy.message, returned: true }))];
  };
  return async (step: MessageStep, first: InboxMessage): Promise<void> => {
    const waiting = [first];
    for (let deliveries = 0; deliveries < MOST_DELIVERIES; deliveries += 1) {
      const message = waiting.shift();
      if (message === undefined) {
        return;
      }
      waiting.push(...(await deliverOnce(step, message)));
    }
    throw new Error(`expected the queue to be empty after ${MOST_DELIVERIES} deliveries`);
  };
};
