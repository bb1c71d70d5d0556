import * as z from 'zod/mini';
import type { ObservedEvent } from '#core/change/observed-event.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { Result } from '#core/kernel/result.ts';
import { formatInstant } from '#core/kernel/time.ts';
import type { AnnouncedThreat } from '#core/notice/compose-threat-notice.ts';
import { THREAT_KINDS, THREAT_TARGET_KINDS, type Threat, type ThreatTarget } from '#core/threat/threat.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
import { AccountIdField, ObservedCallField } from './field-schemas.ts';
import { decodeGuardianEvent, type MalformedMessage } from './guardian-event.ts';

/** The `detail-type` of a call that may be an attack, or prepare one. */
export const THREAT_DETECTED = 'Threat Detected';

/** Who did what against whom. Public: anything may subscribe to it. */
export type ThreatDetected = AnnouncedThreat & { readonly schemaVersion: 1 };

const TargetField: z.ZodMiniType<ThreatTarget> = z.object({
  kind: z.enum(THREAT_TARGET_KINDS),
  name: z.string(),
});

const ThreatField: z.ZodMiniType<Threat> = z.object({
  kind: z.enum(THREAT_KINDS),
  severity: z.enum(SEVERITIES),
  target: TargetField,
});

const ThreatDetectedDetail: z.ZodMiniType<ThreatDetected> = z.object({
  schemaVersion: z.literal(1),
  account: AccountIdField,
  call: ObservedCallField,
  threat: ThreatField,
  errorCode: z.nullable(z.string()),
});

/** The call that shows a threat. */
export type ThreateningCall = Pick<ObservedEvent, 'account' | 'call' | 'failure'>;

/** The event's detail: plain JSON, times in ISO 8601. */
export const encodeThreatDetected = (
  { account, call, failure }: ThreateningCall,
  threat: Threat,
): unknown => ({
  schemaVersion: 1,
  account,
  call: { ...call, at: formatInstant(call.at) },
  threat,
  errorCode: failure ?? null,
});

export const decodeThreatDetected = (
  event: unknown,
  hubAccount: AccountId,
): Result<ThreatDetected, MalformedMessage> =>
  decodeGuardianEvent(event, THREAT_DETECTED, hubAccount, ThreatDetectedDetail);
