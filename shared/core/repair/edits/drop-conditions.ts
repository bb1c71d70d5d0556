import { printable } from '#core/kernel/printable.ts';
import { COMPILATION_STEPS } from '#core/policy/compile-policy.ts';
import { limitedEffort } from '#core/policy/effort.ts';
import { lowerCaseAscii } from '#core/policy/letter-case.ts';
import type { ConditionEntry } from '#core/policy/policy-statement.ts';
import { evaluateEntry } from '#core/proof/evaluate-condition.ts';
import { looksLikeMfaKey } from '#core/proof/mfa-conditions.ts';
import { requestContexts } from '#core/proof/request-context.ts';
import type { SessionKind } from '#core/proof/session-kind.ts';
import type { Candidate } from '#core/repair/candidate.ts';
import { conditionsOf, replaceCondition, type WrittenCondition } from '#core/repair/draft-conditions.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';

/** Conditions about anything but MFA that need not hold for a session. */
const failing = (
  { statements, principal }: Candidate,
  index: number,
  session: SessionKind,
): readonly ConditionEntry[] => {
  const effort = limitedEffort(COMPILATION_STEPS);
  const contexts = requestContexts(principal, session);
  return (statements[index]?.conditions ?? []).filter(
    (entry) =>
      !looksLikeMfaKey(entry.key) &&
      contexts.some((context) => evaluateEntry(entry, context, effort) !== 'must'),
  );
};

/** Conditions of a statement, as they are written, that keep it from holding for a session. */
export const failingConditions = (
  candidate: Candidate,
  index: number,
  session: SessionKind,
): readonly WrittenCondition[] => {
  const entries = failing(candidate, index, session);
  return conditionsOf(candidate.draft.statements[index] ?? {}).filter(({ operator, key }) =>
    entries.some((entry) => entry.operator.name === operator && entry.key === lowerCaseAscii(key)),
  );
};

/** Conditions that need not hold are left out, all of them: while one is there, a deny need not hold either. */
export const dropConditions = (
  candidate: Candidate,
  index: number,
  session: SessionKind,
): readonly Edit[] => {
  const conditions = failingConditions(candidate, index, session);
  const named = conditions.map(({ operator, key }) => `${operator} on ${key}`).join(', ');
  const text = `leave out what it asks for by ${printable(named)}: where that does not hold, nothing is denied`;
  const edit = editStatement(candidate.draft, index, text, (statement) =>
    conditions.reduce((changed, condition) => replaceCondition(changed, condition, []), statement),
  );
  return conditions.length === 0 ? [] : [{ ...edit, elements: conditions.length }];
};
