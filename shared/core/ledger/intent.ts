import type { Actor } from '#core/change/actor.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
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
  'facts-unknown',
  /** With the policy attached, nothing this user signs in with could certainly enrol a device. */
  'would-lock-out',
  'not-confirmed',
  'no-longer-needed',
] as const;

export type AttachFailure = (typeof ATTACH_FAILURES)[number];

/** Failures that nobody has to do anything about: the danger passed by itself. */
export type PassedFailure = 'user-gone' | 'no-longer-needed';

export const passedByItself = (because: AttachFailure): because is PassedFailure =>
  because === 'user-gone' || because === 'no-longer-needed';

/** One API call, under a session name of its own, so that CloudTrail's record of it can be told from any other. */
export interface Attempt {
  readonly policyArn: Arn;
  readonly at: EpochMs;
  /** The `eventID` of the one record that this attempt explains, once it has come. */
  readonly claimedBy?: string;
}

/** One attachment that the guardian means to make: written before it acts, finished after a read has shown it. */
export interface Intent {
  readonly id: string;
  readonly principal: PrincipalName;
  readonly userId: UserId;
  readonly verdictVersion: number;
  readonly openedAt: EpochMs;
  readonly attempts: readonly Attempt[];
  readonly outcome: IntentOutcome;
  /** Whether the outcome reached the internal bus. */
  readonly announced: boolean;
}

export type IntentOutcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'attached'; readonly at: EpochMs; readonly policyArn: Arn }
  | { readonly kind: 'failed'; readonly at: EpochMs; readonly because: AttachFailure };

export type FinishedOutcome = Exclude<IntentOutcome, { kind: 'open' }>;

export type FinishedIntent = Intent & { readonly outcome: FinishedOutcome };

export const isFinished = (intent: Intent): intent is FinishedIntent => intent.outcome.kind !== 'open';

/**
 * The same verdict about the same user gives the same id: a repeated message finds its own intent again. A user who
 * was renamed keeps the id that AWS gave him, but verdicts are counted by name: the same number about another name
 * is another verdict, and takes the next turn.
 */
export const intentId = (userId: UserId, verdictVersion: number, turn: number): string =>
  turn === 1 ? `attach-${userId}-${verdictVersion}` : `attach-${userId}-${verdictVersion}-${turn}`;

/** Whether this is the intent of a verdict about this name; IAM keeps names apart without regard to case. */
export const isAboutName = (intent: Intent, { userName }: PrincipalName): boolean =>
  intent.principal.userName.toLowerCase() === userName.toLowerCase();

/** The name of the enforcer's session for one attempt; at most 64 characters, as STS demands. */
export const attemptSessionName = (id: string, attempt: number): string => `${id}.${attempt}`;

const SESSION_NAME = /^(?<id>attach-AIDA[A-Z0-9]+-\d+(-\d+)?)\.(?<attempt>[1-9]\d*)$/;

/** The attempt, counted from one, that a session name stands for. */
export interface AttemptName {
  readonly id: string;
  readonly attempt: number;
}

export const parseAttemptName = (actor: Actor): AttemptName | undefined => {
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
  readonly target:
    | { readonly principal: PrincipalName; readonly policyArn: Arn }
    | 'not-recorded'
    | 'something-else';
}

const isAbout = (intent: Intent, attempt: Attempt, target: OwnCall['target']): boolean =>
  target === 'not-recorded' ||
  (target !== 'something-else' &&
    target.policyArn === attempt.policyArn &&
    target.principal.account === intent.principal.account &&
    target.principal.userName === intent.principal.userName);

/**
 * Whether this intent explains this very record: the same event, user and policy, under one of its attempts,
 * not claimed by another record. Anything else under the enforcer's role is not the guardian's doing.
 */
export const explains = (intent: Intent, attempt: number, own: OwnCall, now: EpochMs): boolean => {
  const attempted = intent.attempts[attempt - 1];
  return (
    attempted !== undefined &&
    own.call.eventName === 'AttachUserPolicy' &&
    isAbout(intent, attempted, own.target) &&
    (attempted.claimedBy === undefined || attempted.claimedBy === own.call.eventId) &&
    stillExplains(intent, now)
  );
};
