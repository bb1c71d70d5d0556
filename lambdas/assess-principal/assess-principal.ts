import { decodeWork } from '#contracts/queued-work.ts';
import type { MessageStep } from '../message-batch/handle-message.ts';
import { malformed } from '../message-batch/message-outcome.ts';
import type { AssessPorts } from './assess-ports.ts';
import { expandConcern } from './expand-concern.ts';
import { lookAtPrincipal } from './look-at-principal.ts';

/** Queued work → verdict: look at the user it names, or find out whom a change concerns and queue a look at each. */
export const assessPrincipal =
  (ports: AssessPorts): MessageStep =>
  async (message, _delivery, telemetry) => {
    const work = decodeWork(message);
    if (!work.ok) {
      return malformed(work.problem);
    }
    return work.value.kind === 'look'
      ? lookAtPrincipal(work.value, ports, telemetry)
      : expandConcern(work.value, ports, telemetry);
  };
