import * as z from 'zod/mini';
import { BYSTANDER_KINDS } from '#core/bystander/bystander.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { WHY_CODES } from '#core/proof/session-proof.ts';
import { readTopics, userSchema } from '../scenario-topics.ts';

const names = z.array(z.string());
const document = z.record(z.string(), z.unknown());

/** What is proved before anything is repaired: the answer, and every reason for it but that keys can enrol. */
const sessionSchema = z.strictObject({
  answer: z.enum(['enforced', 'no-grant', 'open', 'undetermined']),
  why: z._default(z.array(z.enum(WHY_CODES)), []),
});

/** Who is stopped though he can't show MFA, each with the statement. */
const bystandersSchema = z.array(z.tuple([z.enum(BYSTANDER_KINDS), z.string()]));

const repairSchema = z.strictObject({
  document: z.string(),
  /** Each statement that is changed, as it is to be; every other one stays as it was. */
  mends: z._default(z.record(z.string(), document), {}),
  /** Statements of the guardian's own document that are added. */
  adds: z._default(names, []),
  setsVersion: z._default(z.boolean(), false),
  /** A part of each text, in its order. */
  says: names,
  bystanders: z._default(bystandersSchema, []),
});

const scenarioSchema = z.strictObject({
  name: z.string(),
  user: z.prefault(userSchema, {}),
  holds: names,
  boundary: z.optional(z.string()),
  /** Levels from the root down, each the names of its documents. */
  serviceControl: z._default(z.union([z.literal('absent'), z.array(names)]), 'absent'),
  allowPasswordChange: z._default(z.boolean(), false),
  sessions: z._default(z.partialRecord(z.enum(SESSION_KINDS), sessionSchema), {}),
  bystanders: z._default(bystandersSchema, []),
  outcome: z.union([z.enum(['not-needed', 'none-found']), repairSchema]),
  /** Whether somebody without a device can enrol a virtual one from the console, with the repair. */
  enrols: z._default(z.boolean(), true),
});

const topicSchema = z.strictObject({
  topic: z.string(),
  source: names,
  documents: z.record(z.string(), z.union([z.string(), document])),
  scenarios: z.array(scenarioSchema),
});

export type RepairScenario = z.infer<typeof scenarioSchema>;
export type ExpectedRepair = z.infer<typeof repairSchema>;
export type RepairTopic = z.infer<typeof topicSchema>;

export const readRepairTopics = (): readonly RepairTopic[] =>
  readTopics(new URL('./', import.meta.url), topicSchema);
