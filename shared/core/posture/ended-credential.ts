import { addDuration, type EpochMs, hours, isBefore } from '#core/kernel/time.ts';

/** An access key that was deleted or made inactive. No IAM read tells of it afterwards. */
export interface EndedCredential {
  readonly accessKeyId: string;
  readonly endedAt: EpochMs;
}

/**
 * The longest life of a session that an access key can start (`GetSessionToken`, `GetFederationToken`): it
 * outlives the key.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html
 */
const LONGEST_SESSION = hours(36);

/** Whether a session that this credential started could still live. */
export const mayHaveLiveSessions = (credential: EndedCredential, now: EpochMs): boolean =>
  isBefore(now, addDuration(credential.endedAt, LONGEST_SESSION));
