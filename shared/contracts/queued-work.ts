import * as z from 'zod/mini';
import type { CollectiveConcern } from '#core/change/concern.ts';
import { describeIssues } from '#core/kernel/describe-issues.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import { formatInstant } from '#core/kernel/time.ts';
import type { ExpandWork, LookWork, Work } from '#core/workload/work.ts';
import {
  AccountIdField,
  ArnField,
  InstantField,
  ObservedCallField,
  PartitionField,
  PrincipalNameField,
} from './field-schemas.ts';
import type { MalformedMessage } from './guardian-event.ts';

const Urgency = z.enum(['urgent', 'settling']);

const Reserved = z.exactOptional(z.literal(true));

const LookField: z.ZodMiniType<LookWork> = z.object({
  kind: z.literal('look'),
  principal: PrincipalNameField,
  urgency: Urgency,
  reserved: Reserved,
  failingSince: z.exactOptional(InstantField),
});

const ConcernField: z.ZodMiniType<CollectiveConcern> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('group'), groupName: z.string() }),
  z.object({ kind: z.literal('policy'), arn: ArnField }),
  z.object({ kind: z.literal('role'), roleName: z.string() }),
  z.object({ kind: z.literal('account'), account: z.exactOptional(AccountIdField) }),
]);

const ExpandField: z.ZodMiniType<ExpandWork> = z.object({
  kind: z.literal('expand'),
  partition: PartitionField,
  account: AccountIdField,
  concern: ConcernField,
  call: ObservedCallField,
  urgency: Urgency,
  marker: z.exactOptional(z.string()),
  reserved: Reserved,
});

const QueuedWork = z.object({
  schemaVersion: z.literal(1),
  work: z.union([LookField, ExpandField]),
});

const encodeLook = ({ failingSince, ...look }: LookWork): unknown => ({
  ...look,
  ...(failingSince !== undefined && { failingSince: formatInstant(failingSince) }),
});

const encodeExpand = ({ call, ...expand }: ExpandWork): unknown => ({
  ...expand,
  call: { ...call, at: formatInstant(call.at) },
});

/** A message of the assessments queue, which only the guardian itself may fill: plain JSON, times in ISO 8601. */
export const encodeWork = (work: Work): string =>
  JSON.stringify({ schemaVersion: 1, work: work.kind === 'look' ? encodeLook(work) : encodeExpand(work) });

export const decodeWork = (message: unknown): Result<Work, MalformedMessage> => {
  const parsed = QueuedWork.safeParse(message);
  return parsed.success
    ? ok(parsed.data.work)
    : fail({
        kind: 'malformed',
        expected: 'work that the guardian queued for itself',
        received: describeIssues(parsed.error, 'message').join('; ').slice(0, 500),
      });
};
