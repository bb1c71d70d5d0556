import * as z from 'zod/mini';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { type StatementPlace, WHY_CODES } from '#core/proof/session-proof.ts';
import type { OpenSession } from '#core/verdict/mfa-verdict.ts';
import { ArnField } from './field-schemas.ts';

const StatementPlaceField: z.ZodMiniType<StatementPlace> = z.object({
  holder: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('user') }),
    z.object({ kind: z.literal('group'), groupName: z.string() }),
    z.object({ kind: z.literal('boundary') }),
    z.object({ kind: z.literal('service-control') }),
  ]),
  policy: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('managed'), arn: ArnField }),
    z.object({ kind: z.literal('inline'), name: z.string() }),
  ]),
  statement: z.string(),
});

const WhyField = z.object({ code: z.enum(WHY_CODES), place: StatementPlaceField });

const Count = z.int().check(z.nonnegative());

const OpenReachField = z.object({
  actions: Count,
  unlistedActions: z.boolean(),
  byAccessLevel: z.object({
    'permissions-management': Count,
    write: Count,
    tagging: Count,
    read: Count,
    list: Count,
  }),
  witness: z.object({ action: z.string(), resource: z.string(), allowedBy: StatementPlaceField }),
});

/** A session that nothing stops: what it reaches, and why. */
export const OpenSessionField: z.ZodMiniType<OpenSession> = z.discriminatedUnion('answer', [
  z.object({
    session: z.enum(SESSION_KINDS),
    answer: z.literal('open'),
    open: OpenReachField,
    why: z.array(WhyField),
  }),
  z.object({
    session: z.enum(SESSION_KINDS),
    answer: z.literal('no-grant'),
    why: z.array(WhyField),
  }),
]);
