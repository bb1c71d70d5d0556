import { encodeTamperingDetected, TAMPERING_DETECTED } from '#contracts/tampering-detected.ts';
import { isSessionOf } from '#core/change/actor.ts';
import type { ParsedEvent } from '#core/change/parse-cloudtrail-event.ts';
import { ENFORCER_ROLE, RELEASER_ROLE, roleArn } from '#core/guardian-names.ts';
import { explains, type OwnCall, parseAttemptName } from '#core/ledger/intent.ts';
import type { Telemetry } from '../message-batch/telemetry.ts';
import type { AssessPorts } from './assess-ports.ts';

const ACTION_ROLES = [ENFORCER_ROLE, RELEASER_ROLE] as const;

const callOf = (event: ParsedEvent): OwnCall['call'] =>
  event.kind === 'user-changed' ? event.change.call : event.call;

/** A failed call is recorded without its parameters; one that succeeded says what it did. */
const targetOf = (event: ParsedEvent): OwnCall['target'] => {
  if (event.kind === 'call-failed') {
    return 'not-recorded';
  }
  return event.kind === 'user-changed' && event.change.expectation.kind === 'attached-policy'
    ? { principal: event.change.principal, policyArn: event.change.expectation.arn }
    : 'something-else';
};

/** Claims the attempt that the session name stands for, if its intent explains this very record. */
const isOwnDoing = async (event: ParsedEvent, { ledger, clock }: AssessPorts): Promise<boolean> => {
  const call = callOf(event);
  const name = parseAttemptName(call.actor);
  const intent = name === undefined ? undefined : await ledger.loadIntent(event.account, name.id);
  if (name === undefined || intent === undefined) {
    return false;
  }
  if (!explains(intent, name.attempt, { call, target: targetOf(event) }, clock.now())) {
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
  event: ParsedEvent,
  ports: AssessPorts,
  telemetry: Telemetry,
): Promise<void> => {
  const call = callOf(event);
  const underOwnRole = ACTION_ROLES.some((role) =>
    isSessionOf(call.actor, roleArn(ports.partition, event.account, role)),
  );
  if (!underOwnRole || (await isOwnDoing(event, ports))) {
    return;
  }
  await ports.bus.publish(
    TAMPERING_DETECTED,
    encodeTamperingDetected({
      schemaVersion: 1,
      account: event.account,
      call,
      principal: event.kind === 'user-changed' ? event.change.principal : null,
      errorCode: event.kind === 'call-failed' ? event.errorCode : null,
    }),
  );
  telemetry.count('TamperingDetected');
  telemetry.warn('a role of the guardian was used by somebody else', { account: event.account, call });
};
