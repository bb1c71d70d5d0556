import type { CollectiveConcern, Concern } from '#core/change/concern.ts';
import { isWorthLooking } from '#core/change/look-at-use.ts';
import { concernedBy, namelessness, type ObservedEvent } from '#core/change/observed-event.ts';
import { parseCloudTrailEvent } from '#core/change/parse-cloudtrail-event.ts';
import { changeOfUser, madeBefore } from '#core/change/principal-change.ts';
import { type DurationMs, elapsed, milliseconds, minutes, seconds } from '#core/kernel/time.ts';
import { detectThreats } from '#core/threat/detect-threats.ts';
import { newDeviceThreats } from '#core/threat/new-device-threats.ts';
import type { Threat } from '#core/threat/threat.ts';
import { pendingChange } from '#core/workload/pending-changes.ts';
import type { Collective } from '#core/workload/subject.ts';
import type { InboxMessage } from '#ports/inbox.ts';
import type { MessageStep } from '../message-batch/handle-message.ts';
import { done, type MessageOutcome, malformed, postponed } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import { announceThreats } from '../workload/announce-threats.ts';
import { type Scheduled, scheduleLook } from '../workload/schedule-look.ts';
import { detectTampering } from './detect-tampering.ts';
import type { RoutePorts } from './route-ports.ts';

type Routed = Scheduled | 'known' | 'nobody';

/** A returned copy was told of before it was returned. */
type DeliveredEvent = ObservedEvent & Pick<InboxMessage, 'returned'>;

const routeUser = async (
  event: DeliveredEvent,
  concern: Concern & { kind: 'user' },
  ports: RoutePorts,
  telemetry: Telemetry,
): Promise<Routed> => {
  const { partition, ledger, clock } = ports;
  const change = changeOfUser(event, concern, { partition, account: event.account });
  const now = clock.now();
  // What somebody was called before is looked at once the new name has been, which takes over what is remembered.
  if (concern.leftBehind === true) {
    return 'known';
  }
  if (event.row.response === 'look-at-use') {
    const known = await ledger.loadPrincipal(change.principal);
    if (!event.returned) {
      await announceThreats(event, newDeviceThreats(event, known), ports, telemetry);
    }
    if (!isWorthLooking(event, known, now)) {
      return 'known';
    }
  }
  const { urgency } = event.row;
  return scheduleLook(change.principal, pendingChange(change, { urgency, arrivedAt: now }), ports);
};

const routeCollective = (
  { call, row, account }: ObservedEvent,
  concern: CollectiveConcern,
  ports: RoutePorts,
): Promise<Routed> => {
  const collective: Collective = { partition: ports.partition, account, concern };
  const { urgency } = row;
  const arrivedAt = ports.clock.now();
  return scheduleLook(collective, { call, expectation: { kind: 'unstated' }, urgency, arrivedAt }, ports);
};

const routeConcern = async (
  event: DeliveredEvent,
  concern: Concern,
  ports: RoutePorts,
  telemetry: Telemetry,
): Promise<Routed> => {
  switch (concern.kind) {
    case 'user':
      return routeUser(event, concern, ports, telemetry);
    case 'root':
      return 'nobody';
    default:
      return routeCollective(event, concern, ports);
  }
};

const threatsIn = (event: ObservedEvent, { principals }: RoutePorts): readonly Threat[] =>
  detectThreats(event, {
    account: event.account,
    spared: [...principals.exempt, ...principals.breakGlass],
  });

const routeConcerns = async (
  event: DeliveredEvent,
  ports: RoutePorts,
  telemetry: Telemetry,
): Promise<readonly Routed[]> => {
  const concerns = event.row.response === 'tell' ? [] : concernedBy(event);
  const routed: Routed[] = [];
  for (const concern of concerns) {
    routed.push(await routeConcern(event, concern, ports, telemetry));
  }
  return routed;
};

/** How long another delivery may take to queue the look that it promised, or to leave the ledger alone. */
const SOON = seconds(1);

const LONGEST = minutes(5);

/** Undefined when every change is sure to be looked at. What has no room waits as long again each time. */
const comeBack = (
  routed: readonly Routed[],
  waited: DurationMs,
  { settleTime }: RoutePorts,
): MessageOutcome | undefined => {
  if (routed.includes('waiting') || routed.includes('busy')) {
    return postponed('somebody else is queueing a look at the same subject', SOON);
  }
  const delay = milliseconds(Math.max(settleTime, SOON, Math.min(waited, LONGEST)));
  return routed.includes('full') ? postponed('too much is pending about this user', delay) : undefined;
};

/** CloudTrail event → who has to be looked at: parse, tell of threats, then queue a look, or join one. */
export const routeChange =
  (ports: RoutePorts): MessageStep =>
  async (message, { firstSeenAt, returned }, telemetry) => {
    const parsed = parseCloudTrailEvent(message);
    if (!parsed.ok) {
      return malformed(parsed.problem);
    }
    const event = { ...parsed.value, call: madeBefore(parsed.value.call, firstSeenAt), returned };
    if (!returned) {
      await detectTampering(event, ports, telemetry);
      await announceThreats(event, threatsIn(event, ports), ports, telemetry);
    }
    const problem = namelessness(event);
    if (problem !== undefined) {
      return malformed(problem);
    }
    const routed = await routeConcerns(event, ports, telemetry);
    return (
      comeBack(routed, elapsed(firstSeenAt, ports.clock.now()), ports) ??
      done('routed', { account: event.account, call: event.call, failure: event.failure, routed })
    );
  };
