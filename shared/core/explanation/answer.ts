import type { SessionProof } from '#core/proof/session-proof.ts';
import type { TrustedPrincipal } from '#core/trust/trust-judgement.ts';
import type {
  ExplainedSession,
  SubjectExplanation,
  TrustExplanation,
  TrustFinding,
  TrustOverall,
  UserExplanation,
  UserJudgement,
} from './explanation.ts';

/** What is certain of a user, the worst first. */
export const USER_ANSWERS = [
  'open',
  'no-grant',
  'undetermined',
  'enforced',
] as const satisfies readonly SessionProof['answer'][];

/** What is certain of a trust policy, the worst first. */
export const TRUST_OVERALL = [
  'without-mfa',
  'undetermined',
  'requires-mfa',
] as const satisfies readonly TrustOverall[];

/** The sessions that should not get anywhere. */
export const withoutMfa = ({ sessions }: Pick<UserJudgement, 'sessions'>): readonly ExplainedSession[] =>
  sessions.filter(({ kind }) => kind !== 'mfa');

/** The worst of all kinds of session without MFA. */
export const userAnswer = (judgement: Pick<UserJudgement, 'sessions'>): SessionProof['answer'] => {
  const answers = withoutMfa(judgement).map(({ answer }) => answer);
  return USER_ANSWERS.find((answer) => answers.includes(answer)) ?? 'enforced';
};

/** Whom MFA is no question for: what is not known of them changes nothing. */
const NEVER_CARRIES_MFA: ReadonlySet<TrustedPrincipal['kind']> = new Set([
  'role',
  'role-session',
  'federated-user',
  'service',
  'service-linked',
  'saml',
  'oidc',
]);

type Judged = Pick<TrustedPrincipal, 'kind' | 'answer'>;

/** Whether somebody is let in who carries MFA, of those whom a policy names. */
export const letsInWithMfa = (
  principals: readonly Pick<TrustedPrincipal, 'answer' | 'sessions'>[],
): boolean =>
  principals.some(({ answer, sessions }) => answer === 'requires-mfa' || sessions.includes('mfa'));

const isUnsure = ({ kind, answer }: Judged): boolean =>
  answer === 'undetermined' && !NEVER_CARRIES_MFA.has(kind);

/** Whether somebody is let in without MFA who could have it, or nobody knows. */
export const trustNeedsRepair = (principals: readonly Judged[]): boolean =>
  principals.some((principal) => principal.answer === 'without-mfa' || isUnsure(principal));

/** The worst of all principals. Nobody is known of a policy that was not understood. */
export const trustAnswer = (
  { principals }: Pick<TrustFinding, 'principals'>,
  problems: TrustExplanation['problems'] = [],
): TrustOverall => {
  if (principals.some(({ answer }) => answer === 'without-mfa')) {
    return 'without-mfa';
  }
  const isUnknown = principals.some(isUnsure) || (principals.length === 0 && problems.length > 0);
  return isUnknown ? 'undetermined' : 'requires-mfa';
};

const isUserUnjudged = ({ sessions }: UserExplanation): boolean =>
  sessions.some(({ answer }) => answer === 'undetermined');

const isTrustUnjudged = ({ principals }: TrustExplanation): boolean => principals.some(isUnsure);

const isUnjudged = (explanation: SubjectExplanation): boolean =>
  explanation.problems.length > 0 ||
  (explanation.kind === 'user' ? isUserUnjudged(explanation) : isTrustUnjudged(explanation));

const isShut = (explanation: SubjectExplanation): boolean =>
  explanation.kind === 'user'
    ? userAnswer(explanation) === 'enforced'
    : trustAnswer(explanation) === 'requires-mfa';

/** What a pipeline goes by: 2 if anything could not be judged, else 1 if anybody gets in without MFA, else 0. */
export const exitCodeOf = (explanation: SubjectExplanation): 0 | 1 | 2 => {
  if (isUnjudged(explanation)) {
    return 2;
  }
  return isShut(explanation) ? 0 : 1;
};
