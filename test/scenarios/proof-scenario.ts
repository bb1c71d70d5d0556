import * as z from 'zod/mini';
import { GAP_FACTS, GAP_REASONS } from '#core/posture/observed.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { WHY_CODES } from '#core/proof/session-proof.ts';
import { readTopics, userSchema } from './scenario-topics.ts';

const names = z.array(z.string());
const whyCodes = z.array(z.enum(WHY_CODES));

/** Actions are written as AWS writes them, and compared without regard to case. */
const answerSchema = z.strictObject({
  answer: z.optional(z.enum(['enforced', 'no-grant', 'open', 'undetermined'])),
  why: z._default(whyCodes, []),
  notWhy: z._default(whyCodes, []),
  reaches: z._default(names, []),
  /** Nothing of the catalogue but these. */
  reachesOnly: z.optional(names),
  stops: z._default(names, []),
  /** Whether actions that the catalogue does not list are open. */
  unlisted: z.optional(z.boolean()),
  witness: z.optional(z.strictObject({ action: z.optional(z.string()), statement: z.optional(z.string()) })),
});

const enrolmentAnswer = z.optional(z.enum(['possible', 'impossible', 'unknown']));
const enrolmentSchema = z.strictObject({ virtual: enrolmentAnswer, passkey: enrolmentAnswer });

/** A document of the topic, or one that everybody knows, by its name; of the user's own unless of a group. */
const heldSchema = z.union([z.string(), z.strictObject({ group: z.string(), document: z.string() })]);

const gapSchema = z.strictObject({
  fact: z.enum(GAP_FACTS),
  because: z.enum(GAP_REASONS),
  of: z.optional(z.string()),
});

const scenarioSchema = z.strictObject({
  name: z.string(),
  user: z.prefault(userSchema, {}),
  holds: z.array(heldSchema),
  /** Facts about policies that could not be read. */
  unread: z._default(z.array(gapSchema), []),
  /** A document's name, or `unread`. */
  boundary: z.optional(z.string()),
  /** Levels from the root down, each the names of its documents. */
  serviceControl: z._default(z.union([z.enum(['absent', 'unknown']), z.array(names)]), 'absent'),
  allowPasswordChange: z._default(z.boolean(), false),
  expect: z._default(z.partialRecord(z.enum([...SESSION_KINDS, 'mfa']), answerSchema), {}),
  enrols: z._default(z.partialRecord(z.enum(SESSION_KINDS), enrolmentSchema), {}),
});

const topicSchema = z.strictObject({
  topic: z.string(),
  /** Where AWS says what is expected here. */
  source: names,
  /** A document here is made after a description, not after its text. */
  reconstructed: z._default(z.boolean(), false),
  note: z.optional(z.string()),
  /** A policy, or the text of what is none. */
  documents: z.record(z.string(), z.union([z.string(), z.record(z.string(), z.unknown())])),
  scenarios: z.array(scenarioSchema),
});

export type ProofScenario = z.infer<typeof scenarioSchema>;
export type ExpectedAnswer = z.infer<typeof answerSchema>;
export type ScenarioTopic = z.infer<typeof topicSchema>;

export const readScenarioTopics = (): readonly ScenarioTopic[] =>
  readTopics(new URL('./proof/', import.meta.url), topicSchema);
