import { userBehind } from '#core/change/actor.ts';
import type { Concern } from '#core/change/concern.ts';
import { namedIn, type ReadRecord } from '#core/change/observed-event.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import { textIn } from './record-text.ts';
import { type Threat, type ThreatTarget, targetNamed, targetOf } from './threat.ts';
import type { ThreatRule } from './threat-rule.ts';

/** Whether somebody does this to himself; names are the same whatever their case. */
export const isOwnDoing = ({ actor }: ObservedCall, target: ThreatTarget): boolean =>
  target.kind === 'root'
    ? actor.kind === 'root'
    : userBehind(actor)?.toLowerCase() === target.name.toLowerCase();

/**
 * By the key itself, or from a session that only a key can start: one of federation may have been taken to the
 * console, and then looks like a session of somebody who signed in there.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html
 */
const isByKey = ({ call, credential }: ReadRecord): boolean =>
  credential.longTermKey || call.actor.kind === 'federated-user';

const enrolmentSucceeded = (record: ReadRecord, target: ThreatTarget): readonly Threat[] => {
  const byAnother: readonly Threat[] = isOwnDoing(record.call, target)
    ? []
    : [{ kind: 'enrolled-by-another', severity: 'high', target }];
  if (isByKey(record)) {
    return [...byAnother, { kind: 'enrolled-with-long-term-key', severity: 'high', target }];
  }
  // The root user has no other sessions than the console's, and its records are older than the mark for it.
  return record.credential.fromConsole || target.kind === 'root' || byAnother.length > 0
    ? byAnother
    : [{ kind: 'enrolled-outside-console', severity: 'medium', target }];
};

/** IAM's names for what a caller may not do; all else that fails is a code or a device that did not do. */
const DENIAL = /AccessDenied|Unauthorized/;

/**
 * Somebody who mistypes the code of the own device in the console is no threat, and no more is a device that is taken,
 * or one too many. The root user's records are older than the mark for the console.
 */
const isMishap = (record: ReadRecord, target: ThreatTarget): boolean =>
  isOwnDoing(record.call, target) &&
  (record.credential.fromConsole || (target.kind === 'root' && !record.credential.longTermKey)) &&
  !isByKey(record) &&
  !DENIAL.test(record.failure ?? '');

/** A call that was denied is recorded without its parameters, and the caller need not be who was meant. */
const targetIn = ({ details }: ReadRecord, concern: Concern | undefined): ThreatTarget => {
  const userName = textIn(details.requestParameters, 'userName');
  return concern === undefined || userName === undefined ? targetNamed('user', userName) : targetOf(concern);
};

/** An MFA device is registered, or somebody tried to: by whom, and with what. */
export const enrolmentThreats: ThreatRule = (record) => {
  if (record.call.kind !== 'mfa-device-enabled') {
    return [];
  }
  const [concern] = namedIn(record);
  const named = concern === undefined ? targetIn(record, concern) : targetOf(concern);
  if (record.failure === undefined) {
    return enrolmentSucceeded(record, named);
  }
  return isMishap(record, named)
    ? []
    : [{ kind: 'enrolment-failed', severity: 'medium', target: targetIn(record, concern) }];
};
