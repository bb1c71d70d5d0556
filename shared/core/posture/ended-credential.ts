import { addDuration, type EpochMs, hours, isBefore } from '#core/kernel/time.ts';

/** An access key that was deleted or made inactive. No IAM read tells of it afterwards. */
export interface EndedKey {
  readonly accessKeyId: string;
  readonly endedAt: EpochMs;
}

/** A sign-in to the console with nothing but a password. No IAM read tells of it at all. */
export interface PasswordSignIn {
  readonly passwordSignIn: true;
  readonly endedAt: EpochMs;
}

/** What may have left a session behind that nothing of the user's present credentials explains. */
export type EndedCredential = EndedKey | PasswordSignIn;

export const isPasswordSignIn = (credential: EndedCredential): credential is PasswordSignIn =>
  'passwordSignIn' in credential;

/**
 * The longest life of a session that an access key can start (`GetSessionToken`, `GetFederationToken`): it
 * outlives the key.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html
 */
const LONGEST_SESSION = hours(36);

/**
 * How long a session of the console lives, whatever becomes of the password, and whether or not a device is
 * registered in it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users_sign-in.html
 */
const LONGEST_CONSOLE_SESSION = hours(12);

/** Whether a session that this credential started could still live. */
export const mayHaveLiveSessions = (credential: EndedCredential, now: EpochMs): boolean =>
  isBefore(
    now,
    addDuration(credential.endedAt, isPasswordSignIn(credential) ? LONGEST_CONSOLE_SESSION : LONGEST_SESSION),
  );
