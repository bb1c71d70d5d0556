import { detectPostureThreats, type Look } from '#core/threat/posture-threats.ts';
import { afterLook, type PendingChange, type PendingChanges } from '#core/workload/pending-changes.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import { announceThreats } from '../workload/announce-threats.ts';
import { scheduleLook } from '../workload/schedule-look.ts';
import type { AssessPorts } from './assess-ports.ts';

/** Nobody should go on being known by a name that nobody has any more. */
const lookAtFormerName = async (
  { call, formerName, urgency, arrivedAt }: PendingChange,
  { principal }: PendingChanges,
  ports: AssessPorts,
): Promise<void> => {
  if (formerName === undefined) {
    return;
  }
  const former = { ...principal, userName: formerName };
  if ((await ports.ledger.loadPrincipal(former)) !== undefined) {
    const expectation = { kind: 'user-gone', at: call.at } as const;
    await scheduleLook({ call, principal: former, expectation }, urgency, arrivedAt, ports);
  }
};

/** Forgets what was looked at. What came to it in the meantime stays, and its own message is on the way. */
const settle = async (pending: PendingChanges, look: Look, ports: AssessPorts): Promise<void> => {
  const remaining = afterLook(pending, look.snapshot.readBegan, ports.settleTime);
  await (remaining === undefined ? ports.ledger.clearPending(pending) : ports.ledger.savePending(remaining));
};

/** What follows from a look besides the verdict: the threats it showed, and that nothing of it is pending now. */
export const finishLook = async (
  pending: PendingChanges,
  look: Look,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<void> => {
  const { account } = pending.principal;
  for (const change of pending.changes) {
    const threats = detectPostureThreats(change.call, look);
    await announceThreats({ account, call: change.call, failure: undefined }, threats, ports, telemetry);
    await lookAtFormerName(change, pending, ports);
  }
  await settle(pending, look, ports);
};
