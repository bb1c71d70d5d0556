import { userBehind } from '#core/change/actor.ts';
import { namedIn, type ReadRecord } from '#core/change/observed-event.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import { type Threat, type ThreatTarget, targetOf } from './threat.ts';
import type { ThreatRule } from './threat-rule.ts';

/** Whether somebody does this to himself; names are the same whatever their case. */
export const isOwnDoing = ({ actor }: ObservedCall, target: ThreatTarget): boolean =>
  target.kind === 'root'
    ? actor.kind === 'root'
    : userBehind(actor)?.toLowerCase() === target.name.toLowerCase();

const enrolmentSucceeded = (record: ReadRecord, target: ThreatTarget): readonly Threat[] => {
  const { longTermKey, fromConsole } = record.credential;
  const byAnother: readonly Threat[] = isOwnDoing(record.call, target)
    ? []
    : [{ kind: 'enrolled-by-another', severity: 'high', target }];
  if (longTermKey) {
    return [...byAnother, { kind: 'enrolled-with-long-term-key', severity: 'high', target }];
  }
  // The root user has no other sessions than the console's, and its records are older than the mark for it.
  return fromConsole || target.kind === 'root' || byAnother.length > 0
    ? byAnother
    : [{ kind: 'enrolled-outside-console', severity: 'medium', target }];
};

/** Somebody who mistypes the code of the own device in the console is no threat; whatever else fails may be one. */
const isMistyped = (record: ReadRecord, target: ThreatTarget): boolean =>
  record.failure === 'InvalidAuthenticationCode' &&
  record.credential.fromConsole &&
  isOwnDoing(record.call, target);

/** An MFA device is registered, or somebody tried to: by whom, and with what. */
export const enrolmentThreats: ThreatRule = (record) => {
  const [concern] = namedIn(record);
  if (record.call.kind !== 'mfa-device-enabled') {
    return [];
  }
  const target =
    concern === undefined ? ({ kind: 'user', name: 'not recorded' } as const) : targetOf(concern);
  if (record.failure === undefined) {
    return concern === undefined ? [] : enrolmentSucceeded(record, target);
  }
  return isMistyped(record, target) ? [] : [{ kind: 'enrolment-failed', severity: 'medium', target }];
};
