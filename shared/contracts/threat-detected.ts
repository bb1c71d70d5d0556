import * as z from 'zod/mini';
import type { ObservedCall } from '#core/change/principal-change.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { Result } from '#core/kernel/result.ts';
import { formatInstant } from '#core/kernel/time.ts';
import type { AnnouncedThreat } from '#core/notice/compose-threat-notice.ts';
import { THREAT_KINDS, type Threat, type ThreatTarget } from '#core/threat/threat.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
import { AccountIdField, ObservedCallField } from './field-schemas.ts';
import { decodeGuardianEvent, type MalformedMessage } from './guardian-event.ts';

/** The `detail-type` of a call that may be an attack, or prepare one. */
export const THREAT_DETECTED = 'Threat Detected';

/** Who did what against whom. Public: anything may subscribe to it. */
export type ThreatDetected = AnnouncedThreat & { readonly schemaVersion: 1 };

const TargetField: z.ZodMiniType<ThreatTarget> = z.object({
  kind: z.enum([
    'user',
    'root',
    'group',
    'policy',
    'role',
    'account',
    'part',
    'trail',
    'organization',
    'identity-provider',
  ]),
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

/** A threat, and the call that shows it. */
export interface ThreateningCall {
  readonly account: AccountId;
  readonly call: ObservedCall;
  readonly threat: Threat;
  readonly errorCode: string | undefined;
}

/** The event's detail: plain JSON, times in ISO 8601. */
export const encodeThreatDetected = ({ account, call, threat, errorCode }: ThreateningCall): unknown => ({
  schemaVersion: 1,
  account,
  call: { ...call, at: formatInstant(call.at) },
  threat,
  errorCode: errorCode ?? null,
});

export const decodeThreatDetected = (
  event: unknown,
  hubAccount: AccountId,
): Result<ThreatDetected, MalformedMessage> =>
  decodeGuardianEvent(event, THREAT_DETECTED, hubAccount, ThreatDetectedDetail);
