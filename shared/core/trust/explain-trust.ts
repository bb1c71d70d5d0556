import { printable } from '#core/kernel/printable.ts';
import type { Effort } from '#core/policy/effort.ts';
import { showPattern } from '#core/policy/pattern.ts';
import { isVariable } from '#core/policy/template.ts';
import { isMfaKey, speaksOfMfa } from '#core/proof/mfa-conditions.ts';
import { type Asking, admittedBy } from './admission.ts';
import { type Caller, callersOf } from './caller.ts';
import { isAnyProvider, type NamedPrincipal } from './named-principal.ts';
import { forgoesMfa, type TrustAdmissions } from './trust-admissions.ts';
import type { TrustAnswer, TrustWhy } from './trust-judgement.ts';
import { coversAction, namesPrincipal, type TrustStatement } from './trust-statement.ts';
import { describeTrustWhy, type UsedWhyCode } from './trust-why-texts.ts';
import { outcomeFor } from './undefined-condition.ts';
import { whyAllowIsOpen, whyDenyIsOpen } from './why-open.ts';
import { whyAllowAdmits, whyDenyFails } from './why-statement.ts';

interface Explaining {
  readonly admissions: TrustAdmissions;
  readonly statements: readonly TrustStatement[];
  readonly effort: Effort;
}

interface Reason {
  readonly code: UsedWhyCode;
  readonly statement: TrustStatement;
}

const reasons = (statement: TrustStatement, codes: readonly UsedWhyCode[]): readonly Reason[] =>
  codes.map((code) => ({ code, statement }));

/** The statements of one effect that are, or may be, about a principal. */
const about = (
  effect: TrustStatement['effect'],
  { admissions: { principal }, statements, effort }: Explaining,
): readonly TrustStatement[] =>
  statements.filter(
    (statement) => statement.effect === effect && namesPrincipal(statement, principal, effort) !== 'cannot',
  );

/** Why callers are let in without MFA. */
const whyLetIn = (explaining: Explaining): readonly Reason[] => {
  const { admissions, statements, effort } = explaining;
  const { principal, callers } = admissions;
  const allows = about('Allow', explaining);
  const denies = about('Deny', explaining).filter(({ conditions }) => speaksOfMfa(conditions));
  return callers
    .filter(({ caller, admission }) => forgoesMfa(caller) && admission === 'admitted')
    .flatMap(({ caller }) => [
      ...allows
        .filter((allow) => admittedBy(allow, { principal, caller, statements, effort }) === 'admitted')
        .map((statement) => ({ code: whyAllowAdmits(statement, caller, effort), statement })),
      ...denies.flatMap((deny) => reasons(deny, whyDenyFails(deny, caller, effort))),
    ]);
};

/** Why nobody knows whether callers are let in without MFA. */
const whyOpen = (explaining: Explaining): readonly Reason[] => {
  const { admissions, statements, effort } = explaining;
  const { principal, callers } = admissions;
  const denies = about('Deny', explaining);
  return callers
    .filter(({ caller, admission }) => caller.session !== 'mfa' && admission === 'open')
    .map(({ caller }) => ({ principal, caller, statements, effort }))
    .flatMap((asking) =>
      about('Allow', explaining)
        .filter((allow) => admittedBy(allow, asking) !== 'refused')
        .flatMap((allow) => [
          ...reasons(allow, whyAllowIsOpen(allow, asking)),
          ...denies.flatMap((deny) => reasons(deny, whyDenyIsOpen(deny, allow, asking))),
        ]),
    );
};

/** Whether a statement asks for MFA in a way that a caller never meets. */
const asksInVain = ({ conditions }: TrustStatement, { contexts }: Caller, effort: Effort): boolean =>
  conditions.some(
    (entry) =>
      isMfaKey(entry.key) && contexts.every((context) => outcomeFor(entry, context, effort) === 'cannot'),
  );

const whyCannotCall = ({ kind, wasDeleted }: NamedPrincipal): UsedWhyCode | undefined => {
  if (wasDeleted) {
    return 'principal-was-deleted';
  }
  return kind === 'federated-user' ? 'federated-user-cannot-assume-roles' : undefined;
};

const ROOT_USER = /:root$/;

const namesRootUser = ({ conditions }: TrustStatement): boolean =>
  conditions.some(
    ({ key, values }) =>
      key === 'aws:principalarn' &&
      values.some((value) => value.some((part) => !isVariable(part) && ROOT_USER.test(showPattern(part)))),
  );

/** Why an allow lets nobody of a name in, whatever is denied. */
const whyAllowRefuses = (allow: TrustStatement, principal: NamedPrincipal, effort: Effort): UsedWhyCode => {
  const callers = callersOf(principal).filter(({ action }) => coversAction(allow, action, effort));
  if (callers.length === 0) {
    return 'action-does-not-fit';
  }
  if (callers.every((caller) => caller.session !== 'mfa' && asksInVain(allow, caller, effort))) {
    return 'principal-cannot-carry-mfa';
  }
  return namesRootUser(allow) ? 'root-user-cannot-assume-roles' : 'condition-never-holds';
};

const refusesItself = (allow: TrustStatement, { principal, effort }: Omit<Asking, 'caller'>): boolean =>
  callersOf(principal).every(
    (caller) => admittedBy(allow, { principal, caller, statements: [], effort }) === 'refused',
  );

/** Whether those whom the allows let in, before any deny, could carry MFA. */
const letsInWithMfa = (
  allows: readonly TrustStatement[],
  principal: NamedPrincipal,
  effort: Effort,
): boolean =>
  callersOf(principal)
    .filter(({ session }) => session === 'mfa')
    .some((caller) =>
      allows.some((allow) => admittedBy(allow, { principal, caller, statements: [], effort }) !== 'refused'),
    );

const denies = (deny: TrustStatement, principal: NamedPrincipal, effort: Effort): boolean =>
  callersOf(principal).some(
    (caller) =>
      coversAction(deny, caller.action, effort) &&
      caller.contexts.every((context) =>
        deny.conditions.every((entry) => outcomeFor(entry, context, effort) === 'must'),
      ),
  );

/** Why nobody of a name is let in. */
const whyShutOut = (explaining: Explaining): readonly Reason[] => {
  const { admissions, statements, effort } = explaining;
  const { principal } = admissions;
  const allows = about('Allow', explaining);
  const cannot = whyCannotCall(principal);
  if (cannot !== undefined) {
    return allows.map((statement) => ({ code: cannot, statement }));
  }
  return [
    ...allows
      .filter((allow) => refusesItself(allow, { principal, statements, effort }))
      .map((statement) => ({ code: whyAllowRefuses(statement, principal, effort), statement })),
    ...about('Deny', explaining)
      .filter((deny) => denies(deny, principal, effort))
      .map((statement) => ({
        code:
          speaksOfMfa(statement.conditions) && !letsInWithMfa(allows, principal, effort)
            ? ('principal-cannot-carry-mfa' as const)
            : ('denied-by-statement' as const),
        statement,
      })),
  ];
};

/** Who needs MFA may go by a name that roles go by too, which are shut out then. */
const whyRolesAreShutOut = (explaining: Explaining): readonly Reason[] =>
  explaining.admissions.callers.some(
    ({ caller, admission }) => caller.session === 'role-session' && admission === 'refused',
  )
    ? about('Allow', explaining).map((statement) => ({ code: 'role-sessions-never-carry-mfa', statement }))
    : [];

const whyAnybody = (explaining: Explaining): readonly Reason[] =>
  isAnyProvider(explaining.admissions.principal)
    ? about('Allow', explaining).map((statement) => ({ code: 'names-any-provider', statement }))
    : [];

const reasonsFor = (answer: TrustAnswer, explaining: Explaining): readonly Reason[] => {
  switch (answer) {
    case 'without-mfa':
      return whyLetIn(explaining);
    case 'undetermined':
      return whyOpen(explaining);
    case 'requires-mfa':
      return whyRolesAreShutOut(explaining);
    case 'cannot-carry-mfa':
      return whyAnybody(explaining);
    case 'denied':
      return whyShutOut(explaining);
  }
};

/** Why the answer is what it is, each reason once a statement. */
export const explainTrust = (answer: TrustAnswer, explaining: Explaining): readonly TrustWhy[] => {
  const found = new Map<string, TrustWhy>();
  for (const { code, statement } of reasonsFor(answer, explaining)) {
    found.set(`${statement.index} ${code}`, {
      code,
      text: describeTrustWhy(code),
      statement: printable(statement.label),
    });
  }
  return [...found.values()];
};
