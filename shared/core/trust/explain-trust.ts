import { printable } from '#core/kernel/printable.ts';
import type { Effort } from '#core/policy/effort.ts';
import { showPattern } from '#core/policy/pattern.ts';
import { isVariable } from '#core/policy/template.ts';
import { isMfaKey, speaksOfMfa } from '#core/proof/mfa-conditions.ts';
import { type Admission, type Asking, admittedBy } from './admission.ts';
import { type Caller, callersOf } from './caller.ts';
import type { NamedPrincipal } from './named-principal.ts';
import { canCarryMfa, forgoesMfa, type TrustAdmissions } from './trust-admissions.ts';
import type { TrustAnswer, TrustWhy } from './trust-judgement.ts';
import { coversAction, namesPrincipal, type TrustStatement } from './trust-statement.ts';
import { describeTrustWhy, type UsedWhyCode } from './trust-why-texts.ts';
import { outcomeFor } from './undefined-condition.ts';
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

const whyAllow = (allow: TrustStatement, asking: Asking): readonly UsedWhyCode[] => {
  const { principal, caller, effort } = asking;
  if (admittedBy(allow, asking) === 'refused') {
    return [];
  }
  if (allow.notPrincipal) {
    return ['not-principal-is-undefined'];
  }
  const isUndefined = !caller.isDocumented || namesPrincipal(allow, principal, effort) !== 'must';
  return [
    ...(isUndefined ? (['principal-is-undefined'] as const) : []),
    whyAllowAdmits(allow, caller, effort),
  ];
};

const isMeantToStop = ({ conditions, notPrincipal }: TrustStatement): boolean =>
  notPrincipal || speaksOfMfa(conditions);

/** Why callers are, or may be, let in without MFA. */
const whyLetIn = (
  explaining: Explaining,
  isMeant: (caller: Caller, admission: Admission) => boolean,
): readonly Reason[] => {
  const { admissions, statements, effort } = explaining;
  const { principal } = admissions;
  const allows = about('Allow', explaining);
  const denies = about('Deny', explaining);
  return admissions.callers
    .filter(({ caller, admission }) => isMeant(caller, admission))
    .flatMap(({ caller, admission }) => [
      ...allows.flatMap((allow) =>
        reasons(allow, whyAllow(allow, { principal, caller, statements, effort })),
      ),
      ...denies
        .filter((deny) => isMeantToStop(deny) || admission === 'open')
        .flatMap((deny) => reasons(deny, whyDenyFails(deny, caller, effort))),
    ]);
};

/** Whether a statement asks for MFA in a way that a caller never meets. */
const asksInVain = ({ conditions }: TrustStatement, { contexts }: Caller, effort: Effort): boolean =>
  conditions.some(
    (entry) =>
      isMfaKey(entry.key) && contexts.every((context) => outcomeFor(entry, context, effort) === 'cannot'),
  );

const CANNOT_CALL: ReadonlyMap<NamedPrincipal['kind'], UsedWhyCode> = new Map([
  ['federated-user', 'federated-user-cannot-assume-roles'],
  ['root-user', 'root-user-cannot-assume-roles'],
]);

const whyCannotCall = ({ kind, wasDeleted }: NamedPrincipal): UsedWhyCode | undefined =>
  wasDeleted ? 'principal-was-deleted' : CANNOT_CALL.get(kind);

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

const whyDenies = (deny: TrustStatement, principal: NamedPrincipal): UsedWhyCode =>
  canCarryMfa(principal) || !speaksOfMfa(deny.conditions)
    ? 'denied-by-statement'
    : 'principal-cannot-carry-mfa';

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
      .map((statement) => ({ code: whyDenies(statement, principal), statement })),
  ];
};

/** Who needs MFA may go by a name that roles go by too, which are shut out then. */
const whyRolesAreShutOut = (explaining: Explaining): readonly Reason[] =>
  explaining.admissions.callers.some(
    ({ caller, admission }) => caller.session === 'role-session' && admission === 'refused',
  )
    ? about('Allow', explaining).map((statement) => ({ code: 'role-sessions-never-carry-mfa', statement }))
    : [];

const reasonsFor = (answer: TrustAnswer, explaining: Explaining): readonly Reason[] => {
  switch (answer) {
    case 'without-mfa':
      return whyLetIn(explaining, (caller, admission) => forgoesMfa(caller) && admission === 'admitted');
    case 'undetermined':
      return whyLetIn(explaining, ({ session }, admission) => session !== 'mfa' && admission === 'open');
    case 'requires-mfa':
      return whyRolesAreShutOut(explaining);
    case 'cannot-carry-mfa':
      return [];
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
