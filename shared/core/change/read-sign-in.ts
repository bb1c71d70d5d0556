import * as z from 'zod/mini';
import type { CallDetails } from './call-details.ts';
import { type ConcernReader, theCaller } from './read-concern.ts';
import type { ExpectationReader } from './read-expectation.ts';

const Evidence = z.object({ MFAUsed: z.string() });
const Federated = z.object({ SamlProviderArn: z.string() });

/** What a sign-in to the console says of MFA: yes, no, or nothing. */
const mfaUsed = ({ additionalEventData }: CallDetails): string | undefined =>
  Evidence.safeParse(additionalEventData).data?.MFAUsed.toLowerCase();

/** Somebody whom an identity provider let in: it may have asked for MFA, AWS did not. */
const isFederated = ({ additionalEventData }: CallDetails): boolean =>
  Federated.safeParse(additionalEventData).success;

/** Whether the record may be of a password alone: one that does not say is worth a look. */
export const isSignInWithoutMfa = (details: CallDetails): boolean =>
  !isFederated(details) && mfaUsed(details) !== 'yes';

/** A session that is known to have begun with a password alone; what a record leaves open is no reason to act. */
export const passwordSession: ExpectationReader = (details) =>
  !isFederated(details) && mfaUsed(details) === 'no' ? { kind: 'password-session' } : { kind: 'unstated' };

/**
 * Who signed in or did what follows a sign-in. A federation session of an unknown issuer is nobody whose posture is
 * watched; an IAM user ought to be named.
 */
export const theSignedIn: ConcernReader = (details) =>
  details.actor.kind === 'unrecognised' && details.actor.type === 'FederatedUser' ? [] : theCaller(details);

/**
 * The user who signed in with nothing but a password, or the root user, however it did. Sessions of roles, federated people and Identity Center say
 * `MFAUsed: No` whatever their identity provider asked for, and are not IAM users.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html
 */
export const whoSignedIn: ConcernReader = (details) => {
  switch (details.actor.kind) {
    case 'root':
      return theCaller(details);
    case 'iam-user':
      return isSignInWithoutMfa(details) ? theCaller(details) : [];
    case 'unrecognised':
      return theSignedIn(details);
    default:
      return [];
  }
};

const SignInResult = z.record(z.string(), z.unknown());

/** A failed sign-in has no error code: its answer is `{"ConsoleLogin": "Failure"}`. */
export const signInFailed = (eventName: string, responseElements: unknown): boolean => {
  const answer = SignInResult.safeParse(responseElements).data?.[eventName];
  return typeof answer === 'string' && answer.toLowerCase() === 'failure';
};
