import type { Actor } from '#core/change/actor.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import type { EnforcementVariant } from '#core/enforcement/enforcement-variant.ts';
import type { Arn, UserId } from '#core/kernel/aws-identifiers.ts';
import { type EpochMs, elapsed, hours, isBefore, isShorter } from '#core/kernel/time.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';

/** Why an attachment was given up. */
export const ATTACH_FAILURES = [
  'access-denied',
  'policy-quota-reached',
  'user-gone',
  'enforcement-policy-altered',
  'enforcement-policy-absent',
] as const;

export type AttachFailure = (typeof ATTACH_FAILURES)[number];

/**
 * One attachment that the guardian means to make: written before it acts, finished after a read has shown it.
 * Each attempt is one API call under a session name of its own, so that CloudTrail's record of it can be told
 * from anybody else's.
 */
export interface Intent {
  readonly id: string;
  readonly principal: PrincipalName;
  readonly userId: UserId;
  readonly variant: EnforcementVariant;
  readonly policyArn: Arn;
  readonly verdictVersion: number;
  readonly openedAt: EpochMs;
  readonly attempts: number;
  readonly outcome: IntentOutcome;
  /** Whether the outcome reached the internal bus. */
  readonly announced: boolean;
  /** By number of the attempt: the `eventID` of the one record that it explains. */
  readonly claims: Readonly<Record<string, string>>;
}

export type IntentOutcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'attached'; readonly at: EpochMs }
  | { readonly kind: 'failed'; readonly at: EpochMs; readonly because: AttachFailure };

export type FinishedIntent = Intent & { readonly outcome: Exclude<IntentOutcome, { kind: 'open' }> };

export const isFinished = (intent: Intent): intent is FinishedIntent => intent.outcome.kind !== 'open';

/** The same verdict about the same user gives the same id: a repeated message finds its own intent again. */
export const intentId = (userId: UserId, verdictVersion: number): string =>
  `attach-${userId}-${verdictVersion}`;

/** The name of the enforcer's session for one attempt; at most 64 characters, as STS demands. */
export const attemptSessionName = (id: string, attempt: number): string => `${id}.${attempt}`;

const SESSION_NAME = /^(?<id>attach-AIDA[A-Z0-9]+-\d+)\.(?<attempt>\d+)$/;

export interface Attempt {
  readonly id: string;
  readonly attempt: number;
}

/** The attempt that a session name stands for, if it has the form of one. */
export const parseAttempt = (actor: Actor): Attempt | undefined => {
  const groups = actor.kind === 'role-session' ? SESSION_NAME.exec(actor.sessionName)?.groups : undefined;
  return groups?.['id'] === undefined ? undefined : { id: groups['id'], attempt: Number(groups['attempt']) };
};

/** How long after it finished an intent still explains a record: CloudTrail may deliver late. */
const EXPLAINS_FOR = hours(24);

const finishedAt = (outcome: IntentOutcome): EpochMs | undefined =>
  outcome.kind === 'open' ? undefined : outcome.at;

const stillExplains = (intent: Intent, now: EpochMs): boolean => {
  const finished = finishedAt(intent.outcome);
  return finished === undefined || isBefore(now, finished) || isShorter(elapsed(finished, now), EXPLAINS_FOR);
};

/** What a record under the enforcer's role says that it did; a failed call's parameters are not recorded. */
export interface OwnCall {
  readonly call: ObservedCall;
  readonly target: { readonly principal: PrincipalName; readonly policyArn: Arn } | 'not-recorded';
}

const namesTheSame = (intent: Intent, target: OwnCall['target']): boolean =>
  target === 'not-recorded' ||
  (target.policyArn === intent.policyArn &&
    target.principal.account === intent.principal.account &&
    target.principal.userName === intent.principal.userName);

/**
 * Whether this intent explains this very record: the same event, user and policy, under one of its attempts,
 * not claimed by another record. Anything else under the enforcer's role is not the guardian's doing.
 */
export const explains = (intent: Intent, attempt: number, own: OwnCall, now: EpochMs): boolean => {
  const claimedBy = intent.claims[String(attempt)];
  return (
    own.call.eventName === 'AttachUserPolicy' &&
    attempt >= 1 &&
    attempt <= intent.attempts &&
    namesTheSame(intent, own.target) &&
    (claimedBy === undefined || claimedBy === own.call.eventId) &&
    stillExplains(intent, now)
  );
};
