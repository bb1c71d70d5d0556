import * as z from 'zod/mini';

/** With what a call was signed, as far as its record tells. */
export interface CallerCredential {
  /** An access key that does not expire by itself. */
  readonly longTermKey: boolean;
  /** A session that began with a sign-in to the console. */
  readonly fromConsole: boolean;
  /** The AWS service that made the call in the caller's name, CloudFormation for one. */
  readonly throughService: string | undefined;
  /** A session that nobody is recorded to have signed in to, or to have issued, and that began without MFA. */
  readonly sessionOfUnknownOrigin: boolean;
}

const Signed = z.object({ userIdentity: z.object({ accessKeyId: z.string() }) });

const Invoked = z.object({ userIdentity: z.object({ invokedBy: z.string() }) });

const FromConsole = z.object({ sessionCredentialFromConsole: z.union([z.literal('true'), z.literal(true)]) });

const NOTHING = z.optional(z.nullable(z.strictObject({})));

const OfUnknownOrigin = z.object({
  userIdentity: z.object({
    accessKeyId: z.string().check(z.startsWith('ASIA')),
    sessionContext: z.object({
      sessionIssuer: NOTHING,
      signInSessionArn: z.optional(z.null()),
      attributes: z.object({ mfaAuthenticated: z.union([z.literal('false'), z.literal(false)]) }),
    }),
  }),
});

/**
 * Ids of long-term keys begin with AKIA, those of sessions with ASIA; CloudTrail marks calls from the console.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html (prefixes)
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export const parseCallerCredential = (record: unknown): CallerCredential => {
  const fromConsole = FromConsole.safeParse(record).success;
  return {
    longTermKey: Signed.safeParse(record).data?.userIdentity.accessKeyId.startsWith('AKIA') ?? false,
    fromConsole,
    throughService: Invoked.safeParse(record).data?.userIdentity.invokedBy,
    sessionOfUnknownOrigin: !fromConsole && OfUnknownOrigin.safeParse(record).success,
  };
};
