import * as z from 'zod/mini';
import type { ObservedCall } from '#core/change/principal-change.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { Result } from '#core/kernel/result.ts';
import { formatInstant } from '#core/kernel/time.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import { AccountIdField, ObservedCallField, PrincipalNameField } from './field-schemas.ts';
import { decodeGuardianEvent, type MalformedMessage } from './guardian-event.ts';

/** The `detail-type` of a call under one of the guardian's own roles that no intent explains. */
export const TAMPERING_DETECTED = 'Tampering Detected';

/** Somebody else used a role that only the guardian may use. Public: anything may subscribe to it. */
export interface TamperingDetected {
  readonly schemaVersion: 1;
  readonly account: AccountId;
  readonly call: ObservedCall;
  /** Null when the record does not say whom the call was about, as records of denied calls don't. */
  readonly principal: PrincipalName | null;
  /** The error that stopped the call; null when it succeeded. */
  readonly errorCode: string | null;
}

const TamperingDetectedDetail: z.ZodMiniType<TamperingDetected> = z.object({
  schemaVersion: z.literal(1),
  account: AccountIdField,
  call: ObservedCallField,
  principal: z.nullable(PrincipalNameField),
  errorCode: z.nullable(z.string()),
});

/** The event's detail: plain JSON, times in ISO 8601. */
export const encodeTamperingDetected = (tampering: TamperingDetected): unknown => ({
  ...tampering,
  call: { ...tampering.call, at: formatInstant(tampering.call.at) },
});

export const decodeTamperingDetected = (
  event: unknown,
  hubAccount: AccountId,
): Result<TamperingDetected, MalformedMessage> =>
  decodeGuardianEvent(event, TAMPERING_DETECTED, hubAccount, TamperingDetectedDetail);
