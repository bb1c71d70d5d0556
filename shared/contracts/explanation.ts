import * as z from 'zod/mini';
import { ACCESS_LEVELS } from '#core/catalogue/access-level.ts';
import type { Explanation } from '#core/explanation/explanation.ts';
import { GAP_FACTS, GAP_REASONS } from '#core/posture/observed.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { WHY_CODES } from '#core/proof/session-proof.ts';

const described = <Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema =>
  schema.check(z.describe(description)) as Schema;

const Count = z.int().check(z.nonnegative());
const texts = () => z.array(z.string());

const statement = {
  policy: described(
    z.string(),
    'A file, the ARN of a managed policy, or the name of an inline one; `group/name` for a group’s.',
  ),
  statement: described(z.string(), 'The Sid, or `#2` for the second statement without one.'),
};

const ReasonField = z.strictObject({ code: z.enum(WHY_CODES), text: z.string(), ...statement });

const GapField = z.strictObject({ fact: z.enum(GAP_FACTS), because: z.enum(GAP_REASONS), text: z.string() });

const WitnessField = z.strictObject({
  action: z.string(),
  resource: z.string(),
  allowedBy: z.strictObject(statement),
});

const SessionField = z.strictObject({
  kind: z.enum([...SESSION_KINDS, 'mfa']),
  answer: described(
    z.enum(['enforced', 'no-grant', 'open', 'undetermined']),
    'no-grant: nothing is granted, and no deny would stop what another policy grants.',
  ),
  open: described(
    z.int().check(z.nonnegative()),
    'How many actions of the catalogue are reached beyond enrolment; 0 unless open.',
  ),
  unlistedActions: described(z.boolean(), 'Whether actions that the catalogue does not list are reached.'),
  byAccessLevel: z.record(z.enum(ACCESS_LEVELS), Count),
  witness: described(
    z.nullable(WitnessField),
    'The most dangerous action that is reached; null unless open.',
  ),
  why: described(z.array(ReasonField), 'Why what looks like enforcement is none.'),
  gaps: described(
    z.exactOptional(z.array(GapField)),
    'What could not be read; only of what is undetermined.',
  ),
});

const PlaceField = z.strictObject({
  ...statement,
  holder: z.enum(['user', 'group', 'boundary', 'service-control']),
  line: described(z.nullable(Count), 'Where the statement begins in its file.'),
});

const ProblemField = z.strictObject({
  file: z.string(),
  line: z.nullable(Count),
  column: z.nullable(Count),
  text: z.string(),
});

const judgement = {
  sessions: described(
    z.array(SessionField),
    'One of each kind, `mfa` the last: what is left with MFA, for information.',
  ),
  places: described(z.array(PlaceField), 'Where the statements are found that the sessions name.'),
};

const UserExplanationSchema = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.literal('user'),
  subject: z.strictObject({
    title: z.string(),
    arn: described(z.string(), 'Of somebody invented, where documents were judged that nobody holds.'),
    policies: texts(),
  }),
  assumed: described(texts(), 'What was not given and is taken for granted.'),
  ...judgement,
  problems: described(z.array(ProblemField), 'What could not be read or understood, and what to do.'),
  ifMended: described(
    z.nullable(z.strictObject(judgement)),
    'What it would be without comments and trailing commas, which IAM refuses.',
  ),
  now: described(
    z.exactOptional(z.string()),
    'Of a user that was read from IAM: what the user’s credentials can start now.',
  ),
});

/** What `npm run explain -- --json` writes. Public: pipelines read it. */
export const ExplanationSchema: z.ZodMiniType<Explanation> = UserExplanationSchema;
