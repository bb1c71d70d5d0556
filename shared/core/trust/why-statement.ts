import type { Effort } from '#core/policy/effort.ts';
import { showPattern } from '#core/policy/pattern.ts';
import type { ConditionEntry } from '#core/policy/policy-statement.ts';
import { isVariable } from '#core/policy/template.ts';
import { isMfaKey, looksLikeMfaKey, speaksOfMfa } from '#core/proof/mfa-conditions.ts';
import type { RequestContext } from '#core/proof/request-context.ts';
import type { Caller } from './caller.ts';
import { coversAction, type TrustStatement } from './trust-statement.ts';
import type { UsedWhyCode } from './trust-why-texts.ts';
import { outcomeFor } from './undefined-condition.ts';

const says = ({ values }: ConditionEntry, text: string): boolean =>
  values.some((value) => value.some((part) => !isVariable(part) && showPattern(part) === text));

const asksForNoMfa = (entry: ConditionEntry): boolean =>
  (entry.operator.family === 'bool' && says(entry, 'false')) ||
  (entry.operator.family === 'null' && says(entry, 'true'));

/** Whether what comes of a condition is open, or hangs on which of these contexts a request has. */
export const isOpen = (
  entry: ConditionEntry,
  contexts: readonly RequestContext[],
  effort: Effort,
): boolean => {
  const outcomes = new Set(contexts.map((context) => outcomeFor(entry, context, effort)));
  return outcomes.size > 1 || outcomes.has('may');
};

/** Why what an allow asks of MFA lets somebody in who has none. */
const whyGateOpens = (
  asked: readonly ConditionEntry[],
  contexts: readonly RequestContext[],
  effort: Effort,
): UsedWhyCode => {
  if (asked.some((entry) => isOpen(entry, contexts, effort))) {
    return 'allow-gate-is-undefined';
  }
  if (asked.some(asksForNoMfa)) {
    return 'allow-asks-for-no-mfa';
  }
  return asked.every(({ operator }) => operator.family === 'null')
    ? 'allow-null-admits-sessions'
    : 'allow-ifexists-admits-keys';
};

/** Why an allow lets a caller in who has no MFA. */
export const whyAllowAdmits = (
  { conditions }: TrustStatement,
  { contexts }: Caller,
  effort: Effort,
): UsedWhyCode => {
  const asked = conditions.filter(({ key }) => isMfaKey(key));
  if (asked.length > 0) {
    return whyGateOpens(asked, contexts, effort);
  }
  if (speaksOfMfa(conditions)) {
    return 'wrong-key';
  }
  return conditions.length > 0 ? 'other-conditions-only' : 'no-mfa-condition';
};

const whyMfaConditionFails = (entry: ConditionEntry, context: RequestContext): UsedWhyCode => {
  const isAbsent = context(entry.key).kind === 'absent';
  switch (entry.operator.family) {
    case 'bool':
      return isAbsent && says(entry, 'false') ? 'bool-skips-absent-key' : 'value-never-matches';
    case 'null':
      return isAbsent ? 'value-never-matches' : 'null-skips-false-key';
    case 'unknown':
      return 'operator-does-not-fit';
    default:
      return isAbsent ? 'absent-key-never-compares' : 'operator-does-not-fit';
  }
};

const whyConditionFails = (entry: ConditionEntry, context: RequestContext): UsedWhyCode => {
  if (isMfaKey(entry.key)) {
    return whyMfaConditionFails(entry, context);
  }
  return looksLikeMfaKey(entry.key) ? 'wrong-key' : 'extra-condition';
};

/** Why a deny does not keep a caller out. */
export const whyDenyFails = (
  deny: TrustStatement,
  { action, contexts }: Caller,
  effort: Effort,
): readonly UsedWhyCode[] => {
  if (!coversAction(deny, action, effort)) {
    return ['actions-not-covered'];
  }
  const failing = contexts.flatMap((context) =>
    deny.conditions
      .filter((entry) => outcomeFor(entry, context, effort) !== 'must')
      .map((entry) => whyConditionFails(entry, context)),
  );
  return failing.length === 0 ? ['deny-is-undefined'] : failing;
};
