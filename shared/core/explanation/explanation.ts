import type { GAP_FACTS, GAP_REASONS } from '#core/posture/observed.ts';
import type { ProvableSession } from '#core/proof/session-kind.ts';
import type { ReachByAccessLevel, SessionProof, StatementPlace, WhyCode } from '#core/proof/session-proof.ts';

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

/** What was found of one user, and of one who is only assumed. */
export interface UserJudgement {
  readonly sessions: readonly ExplainedSession[];
  /** The statements that are named in it. */
  readonly places: readonly ExplainedPlace[];
}

export interface UserExplanation extends UserJudgement {
  readonly schemaVersion: 1;
  readonly kind: 'user';
  readonly subject: ExplainedSubject;
  /** What was not given and is taken for granted. */
  readonly assumed: readonly string[];
  readonly problems: readonly InputProblem[];
  /** What it would be without comments and trailing commas, which IAM refuses; null where there are none. */
  readonly ifMended: UserJudgement | null;
  /** Of a user that was read from IAM: which sessions the user's credentials can start now. */
  readonly now?: string;
}

export type Explanation = UserExplanation;
