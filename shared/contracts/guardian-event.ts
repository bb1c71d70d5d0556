import * as z from 'zod/mini';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { describeIssues } from '#core/kernel/describe-issues.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';

/** The `source` of every event that the guardian puts on its internal bus. */
export const GUARDIAN_SOURCE = 'mfa-guardian';

/** Why a message is not what it should be; for whoever finds it in the dead-letter queue. */
export interface MalformedMessage {
  readonly kind: 'malformed';
  readonly expected: string;
  readonly received: string;
}

const envelopeOf = (detailType: string, hubAccount: AccountId) =>
  z.object({
    source: z.literal(GUARDIAN_SOURCE),
    'detail-type': z.literal(detailType),
    account: z.literal(hubAccount),
    detail: z.unknown(),
  });

/**
 * Reads one of the guardian's own events. The account that EventBridge wrote into the envelope must be the
 * hub's: nobody else may speak on the internal bus.
 */
export const decodeGuardianEvent = <Detail>(
  event: unknown,
  detailType: string,
  hubAccount: AccountId,
  schema: z.ZodMiniType<Detail>,
): Result<Detail, MalformedMessage> => {
  const envelope = envelopeOf(detailType, hubAccount).safeParse(event);
  const detail = envelope.success ? schema.safeParse(envelope.data.detail) : envelope;
  return detail.success
    ? ok(detail.data as Detail)
    : fail({
        kind: 'malformed',
        expected: `a "${detailType}" event of account ${hubAccount}`,
        received: describeIssues(detail.error, 'message').join('; ').slice(0, 500),
      });
};
