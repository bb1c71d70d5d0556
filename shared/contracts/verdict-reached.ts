import * as z from 'zod/mini';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { Result } from '#core/kernel/result.ts';
import { formatInstant } from '#core/kernel/time.ts';
import type { PrincipalRecord } from '#core/ledger/principal-record.ts';
import type { AnnouncedVerdict } from '#core/notice/compose-verdict-notice.ts';
import { GAP_FACTS, GAP_REASONS } from '#core/posture/observed.ts';
import type { Disposition } from '#core/verdict/disposition.ts';
import { ENROLMENTS, FINDING_KINDS, type Finding } from '#core/verdict/mfa-verdict.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
import {
  ArnField,
  InstantField,
  ObservedCallField,
  PrincipalNameField,
  UserIdField,
} from './field-schemas.ts';
import { decodeGuardianEvent, type MalformedMessage } from './guardian-event.ts';
import { OpenSessionField } from './open-session-schema.ts';

/** The `detail-type` of a verdict on the internal bus. */
export const VERDICT_REACHED = 'Verdict Reached';

/** A verdict that is news. Public: anything may subscribe to it. */
export type VerdictReached = AnnouncedVerdict & { readonly schemaVersion: 1 };

const GapField = z.object({
  fact: z.enum(GAP_FACTS),
  because: z.enum(GAP_REASONS),
  of: z.exactOptional(z.string()),
});

const SeverityField = z.enum(SEVERITIES);

const PerhapsField = z.union([z.boolean(), z.literal('unknown')]);

const FindingField: z.ZodMiniType<Finding> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('no-access') }),
  z.object({ kind: z.literal('protected'), lasting: z.boolean() }),
  z.object({
    kind: z.literal('awaiting-enrolment'),
    enrolment: z.enum(ENROLMENTS),
    severity: z.exactOptional(SeverityField),
  }),
  z.object({
    kind: z.literal('exposed'),
    severity: SeverityField,
    open: z.array(OpenSessionField),
    hasDevice: PerhapsField,
    hasPassword: z.exactOptional(PerhapsField),
    heldEnforcement: z.exactOptional(z.literal('altered')),
  }),
  z.object({ kind: z.literal('undetermined'), gaps: z.array(GapField) }),
]);

const DispositionField: z.ZodMiniType<Disposition> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('exempt'), reason: z.string() }),
  z.object({ kind: z.literal('break-glass'), reason: z.string() }),
]);

const VerdictReachedDetail: z.ZodMiniType<VerdictReached> = z.object({
  schemaVersion: z.literal(1),
  principal: PrincipalNameField,
  identity: z.nullable(z.object({ userId: UserIdField, arn: ArnField })),
  verdictVersion: z.int().check(z.positive()),
  finding: FindingField,
  disposition: DispositionField,
  previousFinding: z.nullable(z.enum(FINDING_KINDS)),
  cause: ObservedCallField,
  readBegan: InstantField,
});

/** The event's detail: plain JSON, times in ISO 8601. */
export const encodeVerdictReached = (record: PrincipalRecord): unknown => ({
  schemaVersion: 1,
  principal: record.principal,
  identity: record.identity ?? null,
  verdictVersion: record.version,
  finding: record.verdict.finding,
  disposition: record.verdict.disposition,
  previousFinding: record.previousFinding ?? null,
  cause: { ...record.cause, at: formatInstant(record.cause.at) },
  readBegan: formatInstant(record.readBegan),
});

export const decodeVerdictReached = (
  event: unknown,
  hubAccount: AccountId,
): Result<VerdictReached, MalformedMessage> =>
  decodeGuardianEvent(event, VERDICT_REACHED, hubAccount, VerdictReachedDetail);
