import type { Effort } from '#core/policy/effort.ts';
import { admittedBy } from './admission.ts';
import { describeTrust } from './describe-trust.ts';
import { explainTrust } from './explain-trust.ts';
import type { NamedPrincipal } from './named-principal.ts';
import { admittedSessions, type TrustAdmissions, trustAdmissions, trustAnswer } from './trust-admissions.ts';
import { maximumAge } from './trust-age.ts';
import type { TrustAnswer, TrustedPrincipal } from './trust-judgement.ts';
import type { TrustStatement } from './trust-statement.ts';

/** A principal's answer, and whom it lets in. */
export interface JudgedPrincipal {
  readonly admissions: TrustAdmissions;
  readonly trusted: TrustedPrincipal;
}

/** The statements that let those in whom the answer is about. */
const lettingIn = (
  answer: TrustAnswer,
  { principal, callers }: TrustAdmissions,
  statements: readonly TrustStatement[],
  effort: Effort,
): readonly TrustStatement[] => {
  const meant = callers.filter(({ caller }) => (caller.session === 'mfa') === (answer === 'requires-mfa'));
  return statements.filter(
    (statement) =>
      statement.effect === 'Allow' &&
      meant.some(
        ({ caller }) => admittedBy(statement, { principal, caller, statements, effort }) !== 'refused',
      ),
  );
};

export const judgePrincipal = (
  principal: NamedPrincipal,
  statements: readonly TrustStatement[],
  effort: Effort,
): JudgedPrincipal => {
  const admissions = trustAdmissions(principal, statements, effort);
  const answer = trustAnswer(admissions);
  const sessions = admittedSessions(admissions);
  const age = answer === 'requires-mfa' ? maximumAge(principal, statements, effort) : undefined;
  const why = explainTrust(answer, { admissions, statements, effort });
  const conditions = lettingIn(answer, admissions, statements, effort).flatMap((allow) => allow.conditions);
  const { kind, name } = principal;
  const text = describeTrust({ principal, answer, sessions, maximumAgeSeconds: age, conditions, why });
  const limit = age === undefined ? {} : { maximumAgeSeconds: age };
  return { admissions, trusted: { kind, name, answer, sessions, ...limit, why, text } };
};

/** Each principal once that an allow names, in the order of the document. */
export const principalsOf = (statements: readonly TrustStatement[]): readonly NamedPrincipal[] => {
  const found = new Map<string, NamedPrincipal>();
  for (const name of statements.flatMap(({ effect, names }) => (effect === 'Allow' ? names : []))) {
    found.set(name.identity, found.get(name.identity) ?? name);
  }
  return [...found.values()];
};
