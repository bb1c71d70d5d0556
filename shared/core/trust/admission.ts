import type { Effort } from '#core/policy/effort.ts';
import type { ConditionEntry } from '#core/policy/policy-statement.ts';
import type { Outcome } from '#core/proof/condition-outcome.ts';
import { includesAll } from '#core/proof/condition-values.ts';
import { excludeEachOther } from '#core/proof/contradiction.ts';
import type { RequestContext } from '#core/proof/request-context.ts';
import type { Caller } from './caller.ts';
import type { NamedPrincipal } from './named-principal.ts';
import { coversAction, namesPrincipal, type TrustStatement } from './trust-statement.ts';
import { isUndefined, outcomeFor } from './undefined-condition.ts';

/**
 * Whether a caller is let in. *Admitted*: by some request that meets the policy's other conditions. *Refused*: by
 * none, for certain. *Open*: AWS's documentation does not decide it.
 */
export type Admission = 'admitted' | 'open' | 'refused';

/** Whose admission is asked for, by which document. */
export interface Asking {
  readonly principal: NamedPrincipal;
  readonly caller: Caller;
  readonly statements: readonly TrustStatement[];
  readonly effort: Effort;
}

interface Judged {
  readonly entry: ConditionEntry;
  readonly outcome: Outcome;
}

const judged = ({ conditions }: TrustStatement, context: RequestContext, effort: Effort): readonly Judged[] =>
  conditions.map((entry) => ({ entry, outcome: outcomeFor(entry, context, effort) }));

/** The same question twice, in the same words, has the same answer; where AWS leaves that open, too. */
const isSameQuestion = (one: ConditionEntry, other: ConditionEntry, effort: Effort): boolean =>
  one.key === other.key &&
  one.operator.name === other.operator.name &&
  one.values.length > 0 &&
  includesAll(one.values, other.values, effort) &&
  includesAll(other.values, one.values, effort);

/** What a deny does to requests that an allow lets through. */
const deniedBy = (
  deny: TrustStatement,
  allow: TrustStatement,
  others: readonly TrustStatement[],
  context: RequestContext,
  { principal, caller, effort }: Asking,
): Admission => {
  const names = namesPrincipal(deny, principal, effort);
  const entries = judged(deny, context, effort);
  if (
    names === 'cannot' ||
    !coversAction(deny, caller.action, effort) ||
    entries.some(({ outcome }) => outcome === 'cannot') ||
    excludeEachOther(allow.conditions, deny.conditions, effort)
  ) {
    return 'admitted';
  }
  const left = entries.filter(
    ({ entry, outcome }) =>
      outcome !== 'must' && !allow.conditions.some((asked) => isSameQuestion(asked, entry, effort)),
  );
  if (left.length === 0) {
    return names === 'must' ? 'refused' : 'open';
  }
  effort.spend(others.length);
  const keys = new Set([allow, ...others].flatMap(({ conditions }) => conditions.map(({ key }) => key)));
  // A request keeps clear of a deny by a key that nothing else asks about.
  const isAvoidable = left.some(({ entry }) => !(isUndefined(entry, context) || keys.has(entry.key)));
  return isAvoidable ? 'admitted' : 'open';
};

/** What becomes of a caller whom an allow lets in, in one context, by one deny of the document. */
export const deniedIn = (
  context: RequestContext,
  deny: TrustStatement,
  allow: TrustStatement,
  asking: Asking,
): Admission => {
  const others = asking.statements.filter((other) => other.effect === 'Deny' && other !== deny);
  return deniedBy(deny, allow, others, context, asking);
};

const worst = (admissions: readonly Admission[]): Admission => {
  if (admissions.includes('refused')) {
    return 'refused';
  }
  return admissions.includes('open') ? 'open' : 'admitted';
};

const best = (admissions: readonly Admission[]): Admission => {
  if (admissions.includes('admitted')) {
    return 'admitted';
  }
  return admissions.includes('open') ? 'open' : 'refused';
};

const ORDERED: ReadonlySet<ConditionEntry['operator']['family']> = new Set(['date', 'numeric']);

/** Whether two questions about one key might have no answer together; spans of time are taken to be none such. */
const mayBeAtOdds = (entries: readonly ConditionEntry[]): boolean => {
  const keys = entries.filter(({ operator }) => !ORDERED.has(operator.family)).map(({ key }) => key);
  return new Set(keys).size < keys.length;
};

const byConditions = (allow: TrustStatement, context: RequestContext, effort: Effort): Admission => {
  const entries = judged(allow, context, effort);
  if (entries.some(({ outcome }) => outcome === 'cannot') || excludeEachOther([], allow.conditions, effort)) {
    return 'refused';
  }
  const hanging = entries.filter(({ outcome }) => outcome === 'may').map(({ entry }) => entry);
  const open = hanging.some((entry) => isUndefined(entry, context)) || mayBeAtOdds(hanging);
  return open ? 'open' : 'admitted';
};

const admittedIn = (allow: TrustStatement, context: RequestContext, asking: Asking): Admission => {
  const { principal, caller, statements, effort } = asking;
  const names = namesPrincipal(allow, principal, effort);
  const admission = byConditions(allow, context, effort);
  if (names === 'cannot' || admission === 'refused' || !coversAction(allow, caller.action, effort)) {
    return 'refused';
  }
  const denies = statements.filter(({ effect }) => effect === 'Deny');
  return worst([
    names === 'must' && caller.isDocumented ? 'admitted' : 'open',
    admission,
    ...denies.map((deny) => deniedIn(context, deny, allow, asking)),
  ]);
};

/** Where AWS does not say which context a request has, only what holds in each is certain. */
const together = (admissions: readonly Admission[]): Admission => {
  const [first = 'refused'] = admissions;
  return admissions.every((admission) => admission === first) ? first : 'open';
};

/** Whether one statement lets a caller in, after all denies. */
export const admittedBy = (allow: TrustStatement, asking: Asking): Admission =>
  together(asking.caller.contexts.map((context) => admittedIn(allow, context, asking)));

/** Whether some statement lets a caller in: the most permissive one decides. */
export const admissionOf = (asking: Asking): Admission => {
  const allows = asking.statements.filter(({ effect }) => effect === 'Allow');
  return together(
    asking.caller.contexts.map((context) => best(allows.map((allow) => admittedIn(allow, context, asking)))),
  );
};
