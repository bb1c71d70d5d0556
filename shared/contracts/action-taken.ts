import * as z from 'zod/mini';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import type { Result } from '#core/kernel/result.ts';
import { formatInstant } from '#core/kernel/time.ts';
import { ATTACH_FAILURES, type FinishedIntent, type FinishedOutcome } from '#core/ledger/intent.ts';
import type { FinishedAction } from '#core/notice/compose-action-notice.ts';
import { ArnField, InstantField, PrincipalNameField, UserIdField } from './field-schemas.ts';
import { decodeGuardianEvent, type MalformedMessage } from './guardian-event.ts';

/** The `detail-type` of a finished action on the internal bus. */
export const ACTION_TAKEN = 'Action Taken';

/** What came of an attachment that the guardian meant to make. Public: anything may subscribe to it. */
export type ActionTaken = FinishedAction & { readonly schemaVersion: 1 };

const OutcomeField: z.ZodMiniType<FinishedOutcome> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('attached'), at: InstantField, policyArn: ArnField }),
  z.object({ kind: z.literal('failed'), at: InstantField, because: z.enum(ATTACH_FAILURES) }),
]);

const ActionTakenDetail: z.ZodMiniType<ActionTaken> = z.object({
  schemaVersion: z.literal(1),
  intentId: z.string(),
  principal: PrincipalNameField,
  userId: UserIdField,
  verdictVersion: z.int().check(z.positive()),
  outcome: OutcomeField,
});

/** The event's detail: plain JSON, times in ISO 8601. */
export const encodeActionTaken = (intent: FinishedIntent): unknown => ({
  schemaVersion: 1,
  intentId: intent.id,
  principal: intent.principal,
  userId: intent.userId,
  verdictVersion: intent.verdictVersion,
  outcome: { ...intent.outcome, at: formatInstant(intent.outcome.at) },
});

export const decodeActionTaken = (
  event: unknown,
  hubAccount: AccountId,
): Result<ActionTaken, MalformedMessage> =>
  decodeGuardianEvent(event, ACTION_TAKEN, hubAccount, ActionTakenDetail);
