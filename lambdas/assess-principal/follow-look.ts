import { isContradicted, isTooEarly } from '#core/change/visibility.ts';
import type { DurationMs } from '#core/kernel/time.ts';
import type { PostureSnapshot, PrincipalName } from '#core/posture/posture-snapshot.ts';
import { detectPostureThreats, type Look } from '#core/threat/posture-threats.ts';
import { hasSettled, isSettled, type PendingChange } from '#core/workload/pending-changes.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import { announceThreats } from '../workload/announce-threats.ts';
import { scheduleLook } from '../workload/schedule-look.ts';
import type { AssessPorts } from './assess-ports.ts';

/** Nobody should go on being known by a name that nobody has any more. */
const lookAtFormerName = async (
  { call, formerName }: PendingChange,
  principal: PrincipalName,
  ports: AssessPorts,
): Promise<void> => {
  if (formerName === undefined) {
    return;
  }
  const former = { ...principal, userName: formerName };
  if ((await ports.ledger.loadPrincipal(former)) === undefined) {
    return;
  }
  const expectation = { kind: 'user-gone', at: call.at } as const;
  const change = { call, expectation, urgency: 'settling', arrivedAt: ports.clock.now() } as const;
  if ((await scheduleLook(former, change, ports, { insists: true })) === 'busy') {
    throw new Error(`expected to write down that ${formerName} has another name, received conflicts only`);
  }
};

/** What follows from a look besides the verdict: the threats it showed, and a look at names that were left. */
export const followLook = async (
  taken: readonly PendingChange[],
  look: Look,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<void> => {
  const { principal } = look.snapshot;
  for (const change of taken) {
    const threats = detectPostureThreats(change.call, look);
    const { account } = principal;
    await announceThreats({ account, call: change.call, failure: undefined }, threats, ports, telemetry);
    await lookAtFormerName(change, principal, ports);
  }
};

/** Which of the changes this read has seen: late enough for all, and those that had to be believed unseen are not. */
export const hasSeen = (
  taken: readonly PendingChange[],
  snapshot: PostureSnapshot,
  settleTime: DurationMs,
): ((change: PendingChange) => boolean) => {
  const { readBegan } = snapshot;
  const believedUnseen = isTooEarly(snapshot, taken, undefined);
  return (change) =>
    isContradicted(change, taken)
      ? hasSettled(change, readBegan, settleTime)
      : isSettled(change, readBegan, settleTime) &&
        !(believedUnseen && isTooEarly(snapshot, [change], undefined));
};
