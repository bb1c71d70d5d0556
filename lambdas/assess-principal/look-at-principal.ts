import type { LookWork } from '#core/workload/work.ts';
import { done, type MessageOutcome } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import { assessChanges } from './assess-changes.ts';
import type { AssessPorts } from './assess-ports.ts';
import { finishLook } from './finish-look.ts';
import { reserveCalls } from './reserve-calls.ts';

/** Looks at a user for everything that is pending about it, if anything still is. */
export const lookAtPrincipal = async (
  work: LookWork,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  const pending = await ports.ledger.loadPending(work.principal);
  if (pending === undefined || pending.changes.length === 0) {
    return done('another look was taken already', { principal: work.principal });
  }
  const wait = await reserveCalls(work, ports, telemetry);
  if (wait !== undefined) {
    return wait;
  }
  const assessed = await assessChanges(pending, work, ports, telemetry);
  if (assessed.look !== undefined) {
    await finishLook(pending, assessed.look, ports, telemetry);
  }
  return assessed.outcome;
};
