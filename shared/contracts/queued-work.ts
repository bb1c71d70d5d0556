import * as z from 'zod/mini';
import type { CollectiveConcern } from '#core/change/concern.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';
import { describeIssues } from '#core/kernel/describe-issues.ts';
import { fail, ok, type Result } from '#core/kernel/result.ts';
import { formatInstant } from '#core/kernel/time.ts';
import type { ExpandWork, FurtherPage, LookWork, Work } from '#core/workload/work.ts';
import {
  AccountIdField,
  ArnField,
  InstantField,
  ObservedCallField,
  PartitionField,
  PrincipalNameField,
} from './field-schemas.ts';
import type { MalformedMessage } from './guardian-event.ts';

const QUEUED_PART = {
  urgency: z.enum(['urgent', 'settling']),
  number: z.exactOptional(z.int().check(z.minimum(1))),
  reserved: z.exactOptional(z.literal(true)),
  failingSince: z.exactOptional(InstantField),
};

const LookField: z.ZodMiniType<LookWork> = z.object({
  ...QUEUED_PART,
  kind: z.literal('look'),
  principal: PrincipalNameField,
  waitingSince: z.exactOptional(InstantField),
});

const ConcernField: z.ZodMiniType<CollectiveConcern> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('group'), groupName: z.string() }),
  z.object({ kind: z.literal('policy'), arn: ArnField }),
  z.object({ kind: z.literal('role'), roleName: z.string() }),
  z.object({ kind: z.literal('account'), account: z.exactOptional(AccountIdField) }),
]);

const PageField: z.ZodMiniType<FurtherPage> = z.object({ marker: z.string(), call: ObservedCallField });

const ExpandField: z.ZodMiniType<ExpandWork> = z.object({
  ...QUEUED_PART,
  kind: z.literal('expand'),
  partition: PartitionField,
  account: AccountIdField,
  concern: ConcernField,
  page: z.exactOptional(PageField),
});

const QueuedWork = z.object({
  schemaVersion: z.literal(1),
  work: z.union([LookField, ExpandField]),
});

const encodeCall = (call: ObservedCall): unknown => ({ ...call, at: formatInstant(call.at) });

/** A message of the assessments queue, which only the guardian itself may fill: plain JSON, times in ISO 8601. */
export const encodeWork = (work: Work): string => {
  const { failingSince } = work;
  const waitingSince = work.kind === 'look' ? work.waitingSince : undefined;
  const page = work.kind === 'expand' ? work.page : undefined;
  return JSON.stringify({
    schemaVersion: 1,
    work: {
      ...work,
      ...(failingSince !== undefined && { failingSince: formatInstant(failingSince) }),
      ...(waitingSince !== undefined && { waitingSince: formatInstant(waitingSince) }),
      ...(page !== undefined && { page: { ...page, call: encodeCall(page.call) } }),
    },
  });
};

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
