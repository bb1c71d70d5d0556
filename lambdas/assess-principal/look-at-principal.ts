import type { LookWork } from '#core/workload/work.ts';
import type { MessageOutcome } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import { assessChanges } from './assess-changes.ts';
import type { AssessPorts } from './assess-ports.ts';
import { beginWork, endWork } from './begin-work.ts';
import { followLook, hasSeen } from './follow-look.ts';

/** Looks at a user for everything that is pending about it, if anything still is. */
export const lookAtPrincipal = async (
  work: LookWork,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<MessageOutcome> => {
  const { principal } = work;
  const begun = await beginWork(principal, work, ports, telemetry);
  if (begun.kind === 'ended') {
    return begun.outcome;
  }
  const { changes: taken } = begun;
  const { outcome, look } = await assessChanges(begun, work, ports, telemetry);
  if (look === undefined) {
    return outcome;
  }
  await followLook(taken, look, ports, telemetry);
  const finished = { taken, hasSeen: hasSeen(taken, look.snapshot, ports.settleTime) };
  return endWork(principal, work, finished, outcome, ports);
};
