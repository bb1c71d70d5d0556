import type { SessionKind } from '#core/proof/session-kind.ts';
import type { SessionProof, WhyCode } from '#core/proof/session-proof.ts';
import { addMainDeny } from '#core/repair/edits/add-deny.ts';
import type { Candidate } from './candidate.ts';
import { isOfDocument } from './editable-document.ts';

/** What a candidate lacks: a code of the proof, or what the proof has no code for. */
export type ProblemCode =
  | WhyCode
  /** Nothing that speaks of MFA has to do with what is left. */
  | 'nothing-denies'
  /** A deny of the organization stops roles. */
  | 'stops-roles'
  /** Somebody without a device can't enrol one. */
  | 'stops-enrolment';

export interface Problem {
  readonly code: ProblemCode;
  /** Which of the draft's statements is meant; undefined if none, or one of another document. */
  readonly statement: number | undefined;
  /** Whose proof says so. */
  readonly session: SessionKind;
}

/** Not of what is proved, but of what is counted as enrolment. */
const INFORMATION: ReadonlySet<ProblemCode> = new Set(['key-can-enrol-itself']);

const NEEDS_STATEMENT: ReadonlySet<ProblemCode> = new Set([
  'not-self-scoped',
  'gates-only-its-own-allow',
  'nothing-denies',
]);

/** A name, an effect, actions, resources and a condition. */
const NEW_STATEMENT = 5;

/** How many elements have to be written at least, to be rid of a problem. */
export const elementsFor = ({ code }: Problem): number => (NEEDS_STATEMENT.has(code) ? NEW_STATEMENT : 1);

/** The same for all of them: one new statement does, however many lack it. */
export const elementsForAll = (problems: readonly Problem[]): number => {
  const mended = problems.filter(({ code }) => !NEEDS_STATEMENT.has(code)).length;
  return mended < problems.length ? mended + NEW_STATEMENT : mended;
};

const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((problem) => [`${problem.code} ${problem.statement}`, problem])).values(),
];

/** What may be left open beside the main deny: enrolling devices for others. What is wrong with other denies no longer matters. */
const BESIDES_MAIN_DENY: ReadonlySet<ProblemCode> = new Set([
  'not-self-scoped',
  'federation-has-no-username',
  'variable-stays-literal',
]);

const hasMainDeny = (candidate: Candidate): boolean => addMainDeny(candidate).length === 0;

/** Why one kind of session is not enforced, as problems of the draft. */
export const problemsOf = (
  candidate: Candidate,
  proof: SessionProof,
  session: SessionKind,
): readonly Problem[] => {
  const { document } = candidate.repairing;
  const problems = proof.why
    .filter(({ code }) => !INFORMATION.has(code))
    .flatMap(({ code, place }): readonly Problem[] => {
      const own = isOfDocument(document, place)
        ? candidate.statements.flatMap(({ label }, index) => (label === place.statement ? [index] : []))
        : [];
      return own.length === 0
        ? [{ code, statement: undefined, session }]
        : own.map((statement) => ({ code, statement, session }));
    });
  const relevant = hasMainDeny(candidate)
    ? problems.filter(({ code }) => BESIDES_MAIN_DENY.has(code))
    : problems;
  return relevant.length === 0
    ? [{ code: 'nothing-denies', statement: undefined, session }]
    : distinct(relevant);
};
