import * as z from 'zod/mini';
import { WHY_CODES } from '#core/proof/session-proof.ts';
import {
  PRINCIPAL_KINDS,
  TRUST_ANSWERS,
  TRUST_SESSIONS,
  TRUST_WHY_CODES,
} from '#core/trust/trust-judgement.ts';
import { readTopics } from './scenario-topics.ts';

const principalSchema = z.strictObject({
  name: z.string(),
  kind: z.optional(z.enum(PRINCIPAL_KINDS)),
  answer: z.enum(TRUST_ANSWERS),
  sessions: z.optional(z.array(z.enum(TRUST_SESSIONS))),
  maximumAgeSeconds: z.optional(z.number()),
  /** All reasons, by the statement that they are of. */
  why: z.optional(z.array(z.tuple([z.string(), z.enum([...TRUST_WHY_CODES, ...WHY_CODES])]))),
  text: z.optional(z.string()),
});

const repairSchema = z.strictObject({
  /** What each change says, at least: the statement, and a part of the text. */
  changes: z.array(z.tuple([z.string(), z.string()])),
  statements: z.optional(z.array(z.record(z.string(), z.unknown()))),
});

const scenarioSchema = z.strictObject({
  name: z.string(),
  version: z._default(z.string(), '2012-10-17'),
  role: z.optional(z.strictObject({ path: z.optional(z.string()), partition: z.optional(z.string()) })),
  /** A statement allows `sts:AssumeRole` unless it says otherwise. */
  statements: z.array(z.record(z.string(), z.unknown())),
  expect: z._default(z.array(principalSchema), []),
  /** What IAM would refuse in it; nothing else is expected of it then. */
  problem: z.optional(z.string()),
  repair: z.optional(z.union([z.literal('none'), repairSchema])),
});

const topicSchema = z.strictObject({
  topic: z.string(),
  /** Where AWS says what is expected here. */
  source: z.array(z.string()),
  scenarios: z.array(scenarioSchema),
});

export type TrustScenario = z.infer<typeof scenarioSchema>;

export const readTrustTopics = (): readonly z.infer<typeof topicSchema>[] =>
  readTopics(new URL('./trust/', import.meta.url), topicSchema);

/** Effect and action are those of almost every statement, and said only where they differ. */
const whole = (statement: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => ({
  Effect: 'Allow',
  ...('NotAction' in statement ? {} : { Action: 'sts:AssumeRole' }),
  ...statement,
});

/** The text of the trust policy that a scenario tells of. */
export const trustPolicyOf = ({ version, statements }: TrustScenario): string =>
  JSON.stringify({ Version: version, Statement: statements.map(whole) });
