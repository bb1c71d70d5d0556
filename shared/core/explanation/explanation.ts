import type { BYSTANDER_KINDS } from '#core/bystander/bystander.ts';
import type { GAP_FACTS, GAP_REASONS } from '#core/posture/observed.ts';
import type { EnrolledDevice } from '#core/proof/prove-enrolment.ts';
import type { ProvableSession, SessionKind } from '#core/proof/session-kind.ts';
import type {
  EnrolmentProof,
  ReachByAccessLevel,
  SessionProof,
  StatementPlace,
  WhyCode,
} from '#core/proof/session-proof.ts';
import type { TrustedPrincipal } from '#core/trust/trust-judgement.ts';
import type { Finding } from '#core/verdict/mfa-verdict.ts';

/** A statement as people look for it: the policy's name or ARN (`group/name` for a group's own), and Sid or place. */
export interface ExplainedStatement {
  readonly policy: string;
  readonly statement: string;
}

/** Why a statement that looks as if it required MFA does not. */
export interface ExplainedReason extends ExplainedStatement {
  readonly code: WhyCode;
  readonly text: string;
}

/** What could not be read or understood. */
export interface ExplainedGap {
  readonly fact: (typeof GAP_FACTS)[number];
  readonly because: (typeof GAP_REASONS)[number];
  readonly text: string;
}

export interface ExplainedWitness {
  readonly action: string;
  readonly resource: string;
  readonly allowedBy: ExplainedStatement;
}

/** What is proved of one kind of session. Numbers are 0 and the witness is null unless it is open. */
export interface ExplainedSession {
  readonly kind: ProvableSession;
  readonly answer: SessionProof['answer'];
  /** How many of the catalogue's actions it reaches beyond enrolment. */
  readonly open: number;
  /** Whether it also reaches actions that the catalogue does not list. */
  readonly unlistedActions: boolean;
  readonly byAccessLevel: ReachByAccessLevel;
  readonly witness: ExplainedWitness | null;
  readonly why: readonly ExplainedReason[];
  /** Only of no-grant, where everything is denied but enrolling devices for other users: the actions of that. */
  readonly notDenied?: readonly string[];
  /** Only of what is undetermined. */
  readonly gaps?: readonly ExplainedGap[];
}

/** What is wrong with something that was given, and what to do. Lines and columns count from 1. */
export interface InputProblem {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly text: string;
}

/** Where a policy applies from, and the line at which a statement begins, if it was read from a file. */
export interface ExplainedPlace extends ExplainedStatement {
  readonly holder: StatementPlace['holder']['kind'];
  readonly line: number | null;
}

/** Whose sessions were judged. */
export interface ExplainedSubject {
  readonly title: string;
  /** An ARN; of somebody invented, where a document was judged and nobody holds it. */
  readonly arn: string;
  readonly policies: readonly string[];
}

/** After how long a session with MFA has to authenticate again; null where AWS leaves open what comes of it. */
export interface ExplainedAge extends ExplainedStatement {
  readonly maximumAgeSeconds: number | null;
  readonly text: string;
}

/** Who can never show MFA, and is stopped by a statement that asks for it. */
export interface ExplainedBystander extends ExplainedStatement {
  readonly kind: (typeof BYSTANDER_KINDS)[number];
  readonly text: string;
}

/** Whether a first device can be enrolled in such a session; `missing` are the actions that it certainly lacks. */
export interface ExplainedEnrolment {
  readonly kind: SessionKind;
  readonly device: EnrolledDevice;
  readonly answer: EnrolmentProof['answer'];
  readonly missing: readonly string[];
  /** Whether nothing denies what is missing: another policy that grants it would do. */
  readonly lacksGrantsOnly: boolean;
}

/** One change to one statement, in words. */
export interface ExplainedChange {
  readonly statement: string;
  readonly text: string;
}

/** The shortest change that enforces MFA, with what is proved of it. */
export type ExplainedRepair =
  | { readonly kind: 'not-needed' | 'none-found' | 'not-sought' }
  | {
      readonly kind: 'repaired';
      readonly policy: string;
      readonly changes: readonly ExplainedChange[];
      /** The whole changed document. */
      readonly document: string;
      readonly sessions: readonly ExplainedSession[];
    };

/** What was found of one user, and of one who is only assumed. */
export interface UserJudgement {
  readonly sessions: readonly ExplainedSession[];
  readonly enrolment: readonly ExplainedEnrolment[];
  readonly reauthentication: readonly ExplainedAge[];
  readonly bystanders: readonly ExplainedBystander[];
  readonly repair: ExplainedRepair;
  /** The statements that are named in it. */
  readonly places: readonly ExplainedPlace[];
}

interface ExplanationHead {
  readonly schemaVersion: 1;
  readonly subject: ExplainedSubject;
  /** What was not given and is taken for granted. */
  readonly assumed: readonly string[];
  readonly problems: readonly InputProblem[];
}

export interface UserExplanation extends ExplanationHead, UserJudgement {
  readonly kind: 'user';
  /** What it would be if IAM took it, without comments and trailing commas; null where nothing is refused that can be read. */
  readonly ifMended: UserJudgement | null;
  /** Of a user that was read from IAM: what the user's credentials can start now. */
  readonly now?: { readonly finding: Finding['kind']; readonly text: string };
}

/** Who may assume a role, and whether they need MFA for it. */
export interface ExplainedPrincipal extends Omit<TrustedPrincipal, 'maximumAgeSeconds'> {
  readonly maximumAgeSeconds: number | null;
}

export type ExplainedTrustRepair =
  | { readonly kind: 'not-needed' | 'none-found' }
  | {
      readonly kind: 'repaired';
      readonly changes: readonly ExplainedChange[];
      readonly document: string;
      readonly principals: readonly ExplainedPrincipal[];
    };

export interface TrustFinding {
  readonly principals: readonly ExplainedPrincipal[];
  readonly repair: ExplainedTrustRepair;
}

/** What is said of a role's trust policy. One that was not understood has no principals, and a problem. */
export interface TrustExplanation extends ExplanationHead, TrustFinding {
  readonly kind: 'trust-policy';
  readonly ifMended: TrustFinding | null;
}

export type SubjectExplanation = UserExplanation | TrustExplanation;

/** How many subjects there are of each answer. */
export interface ExplanationCounts {
  readonly users: Readonly<Record<SessionProof['answer'], number>>;
  readonly trustPolicies: Readonly<Record<TrustOverall, number>>;
}

/** Of a trust policy as a whole: what its worst principal is, or that all have to show MFA who can. */
export type TrustOverall = 'without-mfa' | 'undetermined' | 'requires-mfa';

/** Of a dump, of `--each`, and wherever more than one subject was given. */
export interface SeveralExplanations {
  readonly schemaVersion: 1;
  readonly kind: 'several';
  readonly explanations: readonly SubjectExplanation[];
  readonly counts: ExplanationCounts;
  /** Of files in which no subject was found. */
  readonly problems: readonly InputProblem[];
}

export type Explanation = SubjectExplanation | SeveralExplanations;
