import * as z from 'zod/mini';
import { BYSTANDER_KINDS } from '#core/bystander/bystander.ts';
import { ACCESS_LEVELS } from '#core/catalogue/access-level.ts';
import type { Explanation } from '#core/explanation/explanation.ts';
import { GAP_FACTS, GAP_REASONS } from '#core/posture/observed.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { WHY_CODES } from '#core/proof/session-proof.ts';
import {
  PRINCIPAL_KINDS,
  TRUST_ANSWERS,
  TRUST_SESSIONS,
  TRUST_WHY_CODES,
} from '#core/trust/trust-judgement.ts';
import { FINDING_KINDS } from '#core/verdict/mfa-verdict.ts';

const described = <Schema extends z.ZodMiniType>(schema: Schema, description: string): Schema =>
  schema.check(z.describe(description)) as Schema;

const Seconds = z.number().check(z.nonnegative());
const Count = z.int().check(z.nonnegative());

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
  notDenied: described(
    z.exactOptional(z.array(z.string())),
    'Only of no-grant, where everything is denied but enrolling devices for other users: the actions of that.',
  ),
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

const AgeField = z.strictObject({ ...statement, maximumAgeSeconds: z.nullable(Seconds), text: z.string() });

const BystanderField = z.strictObject({ kind: z.enum(BYSTANDER_KINDS), ...statement, text: z.string() });

const EnrolmentField = z.strictObject({
  kind: z.enum(SESSION_KINDS),
  device: z.enum(['virtual', 'passkey']),
  answer: z.enum(['possible', 'impossible', 'unknown']),
  missing: described(z.array(z.string()), 'Actions that are denied, or allowed nowhere.'),
  lacksGrantsOnly: described(z.boolean(), 'Whether another policy that grants it would do.'),
});

const ChangeField = z.strictObject({ statement: z.string(), text: z.string() });

const Sessions = z.array(SessionField);

const RepairField = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['not-needed', 'none-found', 'not-sought']) }),
  z.strictObject({
    kind: z.literal('repaired'),
    policy: z.string(),
    changes: z.array(ChangeField),
    document: described(z.string(), 'The whole changed document, as JSON.'),
    sessions: described(z.array(SessionField), 'What is proved with the change.'),
  }),
]);

const judgement = {
  sessions: described(Sessions, 'One of each kind, `mfa` the last: what is left with MFA, for information.'),
  enrolment: described(z.array(EnrolmentField), 'Whether a first device can be enrolled without MFA.'),
  reauthentication: described(
    z.array(AgeField),
    'After how long a session with MFA has to authenticate again.',
  ),
  bystanders: described(z.array(BystanderField), 'Who can never show MFA, and is stopped besides.'),
  repair: described(RepairField, 'The shortest change that enforces MFA.'),
  places: described(z.array(PlaceField), 'Where the statements are found that are named here.'),
};

const head = {
  schemaVersion: z.literal(1),
  subject: z.strictObject({
    title: z.string(),
    arn: described(z.string(), 'Of somebody invented, where documents were judged that nobody holds.'),
    policies: z.array(z.string()),
  }),
  assumed: described(z.array(z.string()), 'What was not given and is taken for granted.'),
  problems: described(z.array(ProblemField), 'What could not be read or understood, and what to do.'),
};

const NowField = z.strictObject({ finding: z.enum(FINDING_KINDS), text: z.string() });

const IF_MENDED =
  'What it would be if IAM took it: without comments and trailing commas, and with whatever else IAM refuses.';

const UserExplanationField = z.strictObject({
  ...head,
  kind: z.literal('user'),
  ...judgement,
  ifMended: described(z.nullable(z.strictObject(judgement)), IF_MENDED),
  now: described(
    z.exactOptional(NowField),
    'Of a user that was read from IAM: what the user’s credentials can start now.',
  ),
});

const TrustReasonField = z.strictObject({
  code: z.enum([...TRUST_WHY_CODES, ...WHY_CODES]),
  text: z.string(),
  statement: z.string(),
});

const TrustedField = z.strictObject({
  kind: z.enum(PRINCIPAL_KINDS),
  name: z.string(),
  answer: z.enum(TRUST_ANSWERS),
  sessions: described(z.array(z.enum(TRUST_SESSIONS)), 'Which sessions may assume the role.'),
  maximumAgeSeconds: described(z.nullable(Seconds), 'How long ago MFA may have been, where that is limited.'),
  why: z.array(TrustReasonField),
  text: z.string(),
});

const trustFinding = {
  principals: z.array(TrustedField),
  repair: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['not-needed', 'none-found']) }),
    z.strictObject({
      kind: z.literal('repaired'),
      changes: z.array(ChangeField),
      document: z.string(),
      principals: z.array(TrustedField),
    }),
  ]),
};

const TrustExplanationField = z.strictObject({
  ...head,
  kind: z.literal('trust-policy'),
  ...trustFinding,
  ifMended: described(z.nullable(z.strictObject(trustFinding)), IF_MENDED),
});

const CountsField = z.strictObject({
  users: z.strictObject({ open: Count, 'no-grant': Count, undetermined: Count, enforced: Count }),
  trustPolicies: z.strictObject({ 'without-mfa': Count, undetermined: Count, 'requires-mfa': Count }),
});

const SeveralField = z.strictObject({
  schemaVersion: z.literal(1),
  kind: z.literal('several'),
  explanations: z.array(z.discriminatedUnion('kind', [UserExplanationField, TrustExplanationField])),
  counts: CountsField,
  problems: described(z.array(ProblemField), 'Of files in which nobody was found to be judged.'),
});

/** What `npm run explain -- --json` writes. Public: pipelines read it. */
export const ExplanationSchema: z.ZodMiniType<Explanation> = z.discriminatedUnion('kind', [
  UserExplanationField,
  TrustExplanationField,
  SeveralField,
]);
