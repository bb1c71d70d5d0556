import * as z from 'zod/mini';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { Result } from '#core/kernel/result.ts';
import { formatInstant } from '#core/kernel/time.ts';
import type { UnexplainedCall } from '#core/notice/compose-tampering-notice.ts';
import { AccountIdField, ObservedCallField, PrincipalNameField } from './field-schemas.ts';
import { decodeGuardianEvent, type MalformedMessage } from './guardian-event.ts';

/** The `detail-type` of a call under one of the guardian's own roles that no intent explains. */
export const TAMPERING_DETECTED = 'Tampering Detected';

/** Somebody else used a role that only the guardian may use. Public: anything may subscribe to it. */
export type TamperingDetected = UnexplainedCall & { readonly schemaVersion: 1 };

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
