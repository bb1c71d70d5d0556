import { encodeTamperingDetected, TAMPERING_DETECTED } from '#contracts/tampering-detected.ts';
import { isSessionOf } from '#core/change/actor.ts';
import { namedIn, type ObservedEvent } from '#core/change/observed-event.ts';
import { ENFORCER_ROLE, RELEASER_ROLE, roleArn } from '#core/guardian-names.ts';
import { explains, type OwnCall, parseAttemptName } from '#core/ledger/intent.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import type { RoutePorts } from './route-ports.ts';

const ACTION_ROLES = [ENFORCER_ROLE, RELEASER_ROLE] as const;

/** The user whom the call was about, if it was one. */
const principalIn = (event: ObservedEvent, { partition }: RoutePorts): PrincipalName | undefined => {
  const [concern] = namedIn(event);
  return concern?.kind === 'user'
    ? { partition, account: event.account, userName: concern.userName }
    : undefined;
};

/** A failed call is recorded without its parameters; one that succeeded says what it did. */
const targetOf = (event: ObservedEvent, ports: RoutePorts): OwnCall['target'] => {
  if (event.failure !== undefined) {
    return 'not-recorded';
  }
  const principal = principalIn(event, ports);
  const expectation = event.row.expectation(event.details);
  return principal !== undefined && expectation.kind === 'attached-policy'
    ? { principal, policyArn: expectation.arn }
    : 'something-else';
};

/** Claims the attempt that the session name stands for, if its intent explains this very record. */
const isOwnDoing = async (event: ObservedEvent, ports: RoutePorts): Promise<boolean> => {
  const { ledger, clock } = ports;
  const { call } = event;
  const name = parseAttemptName(call.actor);
  const intent = name === undefined ? undefined : await ledger.loadIntent(event.account, name.id);
  if (name === undefined || intent === undefined) {
    return false;
  }
  if (!explains(intent, name.attempt, { call, target: targetOf(event, ports) }, clock.now())) {
    return false;
  }
  const claim = await ledger.claimAttempt(event.account, name.id, name.attempt, call.eventId);
  return claim === 'claimed';
};

/**
 * The guardian recognises its own calls, it does not ignore its roles: whatever is done under a role that only
 * the guardian may use, and that no intent explains, is announced as tampering.
 */
export const detectTampering = async (
  event: ObservedEvent,
  ports: RoutePorts,
  telemetry: Telemetry,
): Promise<void> => {
  const { call, account, failure } = event;
  const underOwnRole = ACTION_ROLES.some((role) =>
    isSessionOf(call.actor, roleArn(ports.partition, account, role)),
  );
  if (!underOwnRole || (await isOwnDoing(event, ports))) {
    return;
  }
  await ports.bus.publish(
    TAMPERING_DETECTED,
    encodeTamperingDetected({
      schemaVersion: 1,
      account,
      call,
      principal: (failure === undefined ? principalIn(event, ports) : undefined) ?? null,
      errorCode: failure ?? null,
    }),
  );
  telemetry.count('TamperingDetected');
  telemetry.warn('a role of the guardian was used by somebody else', { account, call });
};
