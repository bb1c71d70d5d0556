import type { Concern } from '#core/change/concern.ts';
import { isWorthLooking } from '#core/change/look-at-use.ts';
import { concernedBy, namelessness, type ObservedEvent } from '#core/change/observed-event.ts';
import { parseCloudTrailEvent } from '#core/change/parse-cloudtrail-event.ts';
import { changeOfUser, madeBefore } from '#core/change/principal-change.ts';
import { milliseconds } from '#core/kernel/time.ts';
import { detectThreats } from '#core/threat/detect-threats.ts';
import { newDeviceThreats } from '#core/threat/new-device-threats.ts';
import type { Threat } from '#core/threat/threat.ts';
import type { MessageStep } from '../message-batch/handle-message.ts';
import { done, malformed, postponed } from '../message-batch/message-outcome.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import { announceThreats } from '../workload/announce-threats.ts';
import { scheduleLook } from '../workload/schedule-look.ts';
import { detectTampering } from './detect-tampering.ts';
import type { RoutePorts } from './route-ports.ts';

type Routed = 'scheduled' | 'joined' | 'full' | 'expanding' | 'known' | 'nobody';

const routeUser = async (
  event: ObservedEvent,
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
    await announceThreats(event, newDeviceThreats(event, known), ports, telemetry);
    if (!isWorthLooking(event, known, now)) {
      return 'known';
    }
  }
  return scheduleLook(change, event.row.urgency, now, ports);
};

const routeConcern = async (
  event: ObservedEvent,
  concern: Concern,
  ports: RoutePorts,
  telemetry: Telemetry,
): Promise<Routed> => {
  switch (concern.kind) {
    case 'user':
      return routeUser(event, concern, ports, telemetry);
    case 'root':
      return 'nobody';
    default: {
      const { call, row, account } = event;
      const named = concern.kind === 'account' ? concern.account : undefined;
      await ports.work.send(
        {
          kind: 'expand',
          partition: ports.partition,
          account: named ?? account,
          concern,
          call,
          urgency: row.urgency,
        },
        milliseconds(0),
      );
      return 'expanding';
    }
  }
};

const threatsIn = (event: ObservedEvent, { principals }: RoutePorts): readonly Threat[] =>
  detectThreats(event, {
    account: event.account,
    spared: [...principals.exempt, ...principals.breakGlass],
  });

const routeConcerns = async (
  event: ObservedEvent,
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

/** CloudTrail event → who has to be looked at: parse, tell of threats, then queue one look a user or one page. */
export const routeChange =
  (ports: RoutePorts): MessageStep =>
  async (message, { firstSeenAt, returned }, telemetry) => {
    const parsed = parseCloudTrailEvent(message);
    if (!parsed.ok) {
      return malformed(parsed.problem);
    }
    const event = { ...parsed.value, call: madeBefore(parsed.value.call, firstSeenAt) };
    // A returned copy was told of before it was returned.
    if (!returned) {
      await detectTampering(event, ports, telemetry);
      await announceThreats(event, threatsIn(event, ports), ports, telemetry);
    }
    const problem = namelessness(event);
    if (problem !== undefined) {
      return malformed(problem);
    }
    const routed = await routeConcerns(event, ports, telemetry);
    return routed.includes('full')
      ? postponed('too much is pending about this user', ports.settleTime)
      : done('routed', { account: event.account, call: event.call, failure: event.failure, routed });
  };
