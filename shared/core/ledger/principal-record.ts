import type { GuardMode } from '#core/action/guard-action.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import type { EpochMs } from '#core/kernel/time.ts';
import type { EndedCredential } from '#core/posture/ended-credential.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { Finding, MfaVerdict } from '#core/verdict/mfa-verdict.ts';
import type { AttachFailure } from './intent.ts';
import type { UserIdentity } from './user-identity.ts';

/** What came of acting on a verdict. Whoever is exposed in a later read is so again, or still. */
export interface ActedUpon {
  /** The policy that a read has shown attached; absent when attaching failed. */
  readonly policyArn?: Arn;
  /** Why attaching failed; absent when it did not. */
  readonly failed?: AttachFailure;
  readonly at: EpochMs;
}

/** What is remembered of one principal: the last verdict, and what no IAM read can tell any more. */
export interface PrincipalRecord {
  readonly principal: PrincipalName;
  /** Undefined when the user was never read, or is gone. */
  readonly identity: UserIdentity | undefined;
  /** Who had the name last, while nobody has it: whose memory this is, should it be found under another name. */
  readonly leftBy?: UserIdentity | undefined;
  readonly verdict: MfaVerdict;
  /** Counts verdicts that were news; names what is announced, acted upon and told. */
  readonly version: number;
  /** What was announced before this verdict, for telling what changed; undefined for the first. */
  readonly previousFinding: Finding['kind'] | undefined;
  /** The mode in force when it was judged last: what was only watched is acted upon once that is allowed. */
  readonly mode: GuardMode;
  /** The change that led to this verdict. */
  readonly cause: ObservedCall;
  /** The events of every change that was looked at and led to this verdict or left it as it was; the newest last. */
  readonly answered?: readonly string[];
  /** When the read began that this verdict rests on. */
  readonly readBegan: EpochMs;
  /** The newest version that reached the internal bus; smaller than `version` after a crash in between. */
  readonly announcedVersion: number;
  /** Set once an action was taken after the read that this record rests on, with or without success. */
  readonly actedUpon: ActedUpon | undefined;
  readonly activeKeys: readonly string[];
  /** The MFA devices that a read showed last; undefined when none ever could. */
  readonly deviceSerials?: readonly string[] | undefined;
  readonly ended: readonly EndedCredential[];
  /** Counts writes: a write names the revision it replaces, so that none is lost. */
  readonly revision: number;
}
