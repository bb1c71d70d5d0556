import * as z from 'zod/mini';

/** With what a call was signed, as far as its record tells. */
export interface CallerCredential {
  /** An access key that does not expire by itself. */
  readonly longTermKey: boolean;
  /** A session that began with a sign-in to the console. */
  readonly fromConsole: boolean;
  /** The AWS service that made the call in the caller's name, CloudFormation for one. */
  readonly throughService: string | undefined;
}

const Signed = z.object({ userIdentity: z.object({ accessKeyId: z.string() }) });

const Invoked = z.object({ userIdentity: z.object({ invokedBy: z.string() }) });

const FromConsole = z.object({ sessionCredentialFromConsole: z.union([z.literal('true'), z.literal(true)]) });

/**
 * Ids of long-term keys begin with AKIA, those of sessions with ASIA; CloudTrail marks calls from the console.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html (prefixes)
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const parseCallerCredential = (record: unknown): CallerCredential => ({
  longTermKey: Signed.safeParse(record).data?.userIdentity.accessKeyId.startsWith('AKIA') ?? false,
  fromConsole: FromConsole.safeParse(record).success,
  throughService: Invoked.safeParse(record).data?.userIdentity.invokedBy,
});
