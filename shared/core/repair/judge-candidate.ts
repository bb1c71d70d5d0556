import { isEmptySet, withoutActions } from '#core/policy/action-set.ts';
import { openRequests, proveSession } from '#core/proof/prove-session.ts';
import type { SessionKind } from '#core/proof/session-kind.ts';
import { type Baseline, canEnrol, enrolmentOf, keepsEnrolment } from './baseline.ts';
import type { Candidate } from './candidate.ts';
import { deniesMoreWithMfa } from './denies-more-with-mfa.ts';
import { leavesEnrolment, stoppingRoles } from './documents-amiss.ts';
import { isOfDocument } from './editable-document.ts';
import { type Problem, problemsOf } from './problem.ts';
import type { ProofBudget } from './proof-budget.ts';

/**
 * - *repaired*: it is all that a repair has to be.
 * - *enforced*: it is, but nobody can enrol a device, as nobody could before, by what it does not say.
 * - *locking*: the same, but by its own denies.
 * - *lacking*: it is not, and why.
 * - *unfit*: nothing that adds to it can be: it takes away what must stay, or is not understood.
 */
export type Judgement =
  | { readonly kind: 'repaired' }
  | { readonly kind: 'enforced' | 'locking' | 'lacking'; readonly problems: readonly Problem[] }
  | { readonly kind: 'unfit' };

const UNFIT: Judgement = { kind: 'unfit' };

/** The one that lacks most first. What is proved of a console session holds for one without MFA too. */
const SESSIONS: readonly SessionKind[] = [
  'federation',
  'console-without-mfa',
  'access-key',
  'service-credential',
];

const lacking = (problems: readonly Problem[]): Judgement => ({ kind: 'lacking', problems });

/** The first kind of session that is not enforced, and why. */
const judgeSessions = (candidate: Candidate, budget: ProofBudget): Judgement | undefined => {
  for (const session of SESSIONS) {
    budget.spend();
    const { rules } = candidate.repairing;
    const proof = proveSession(candidate.principal, session, rules, rules.services);
    if (proof.answer === 'undetermined') {
      return UNFIT;
    }
    if (proof.answer !== 'enforced') {
      return lacking(problemsOf(candidate, proof, session));
    }
  }
  return undefined;
};

const stopsRoles = (candidate: Candidate): readonly Problem[] => {
  const { document } = candidate.repairing;
  return stoppingRoles(candidate.principal)
    .filter((place) => isOfDocument(document, place))
    .flatMap((place) =>
      candidate.statements.flatMap(({ label }, statement) =>
        label === place.statement
          ? [{ code: 'stops-roles' as const, statement, session: 'federation' as const }]
          : [],
      ),
    );
};

const takesFromMfa = (candidate: Candidate, { withMfa }: Baseline, budget: ProofBudget): boolean => {
  budget.spend();
  const left = openRequests(candidate.principal, 'mfa', candidate.repairing.rules);
  return !isEmptySet(withoutActions(withMfa, left));
};

const judgeEnrolment = (candidate: Candidate, before: Baseline, budget: ProofBudget): Judgement => {
  budget.spend();
  const problems: readonly Problem[] = [
    { code: 'stops-enrolment', statement: undefined, session: 'console-without-mfa' },
  ];
  const enrolment = enrolmentOf(candidate.principal);
  if (!keepsEnrolment(before.enrolment, enrolment)) {
    return lacking(problems);
  }
  if (!leavesEnrolment(candidate.principal, candidate.text)) {
    return before.isEnforced ? lacking(problems) : { kind: 'locking', problems };
  }
  return canEnrol(enrolment) ? { kind: 'repaired' } : { kind: 'enforced', problems };
};

/** Whether a candidate is a repair. Throws `TooComplex` where the policies are. */
export const judgeCandidate = (candidate: Candidate, before: Baseline, budget: ProofBudget): Judgement => {
  const sessions = deniesMoreWithMfa(candidate) ? UNFIT : judgeSessions(candidate, budget);
  if (sessions !== undefined) {
    return sessions;
  }
  const roles = stopsRoles(candidate);
  if (roles.length > 0) {
    return lacking(roles);
  }
  return takesFromMfa(candidate, before, budget) ? UNFIT : judgeEnrolment(candidate, before, budget);
};
