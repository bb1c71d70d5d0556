import * as z from 'zod/mini';
import type { Actor } from '#core/change/actor.ts';
import { CHANGE_KINDS } from '#core/change/change-kind.ts';
import type { ObservedCall } from '#core/change/principal-change.ts';

import {
  parseAccountId,
  parseArn,
  parsePartition,
  parseUserId,
  parseUserName,
} from '#core/kernel/aws-identifiers.ts';
import type { Result } from '#core/kernel/result.ts';
import { parseInstant } from '#core/kernel/time.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';

/** A text that one of the core's parsers accepts, as the branded value that it makes. */
const parsedBy = <Value>(parse: (text: string) => Result<Value, unknown>, expected: string) =>
  z.pipe(
    z.string(),
    z.transform((text: string, context): Value => {
      const parsed = parse(text);
      if (parsed.ok) {
        return parsed.value;
      }
      context.issues.push({ code: 'custom', message: `expected ${expected}`, input: text });
      return z.NEVER;
    }),
  );

export const AccountIdField = parsedBy(parseAccountId, 'an account id of twelve digits');
export const ArnField = parsedBy(parseArn, 'an ARN');
export const UserIdField = parsedBy(parseUserId, 'a user id (AIDA…)');
export const PartitionField = parsedBy(parsePartition, 'a partition');
export const InstantField = parsedBy(parseInstant, 'an ISO 8601 time');

export const PrincipalNameField: z.ZodMiniType<PrincipalName> = z.object({
  partition: PartitionField,
  account: AccountIdField,
  userName: parsedBy(parseUserName, 'a user name'),
});

const ActorField: z.ZodMiniType<Actor> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('iam-user'), userName: z.string(), arn: z.string() }),
  z.object({ kind: z.literal('role-session'), roleArn: z.string(), sessionName: z.string() }),
  z.object({ kind: z.literal('federated-user'), sessionName: z.string(), userName: z.string() }),
  z.object({ kind: z.literal('root') }),
  z.object({ kind: z.literal('assumed-root') }),
  z.object({ kind: z.literal('aws-service'), service: z.string() }),
  z.object({ kind: z.literal('unrecognised'), type: z.string() }),
]);

export const ObservedCallField: z.ZodMiniType<ObservedCall> = z.object({
  eventId: z.string(),
  eventName: z.string(),
  kind: z.enum(CHANGE_KINDS),
  at: InstantField,
  actor: ActorField,
});
