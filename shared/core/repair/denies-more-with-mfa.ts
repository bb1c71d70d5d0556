import { canonicalJson } from '#core/kernel/canonical-json.ts';
import { COMPILATION_STEPS, type CompiledStatement } from '#core/policy/compile-policy.ts';
import { parseOperator } from '#core/policy/condition-operator.ts';
import { limitedEffort } from '#core/policy/effort.ts';
import { toList } from '#core/policy/policy-values.ts';
import { evaluateConditions } from '#core/proof/evaluate-condition.ts';
import { requestContexts } from '#core/proof/request-context.ts';
import type { Candidate } from './candidate.ts';
import { conditionsOf, type WrittenCondition } from './draft-conditions.ts';
import { asksForMfa } from './mfa-condition.ts';
import { type DraftStatement, readDraft } from './policy-draft.ts';

/** Everything that a list had is still there. */
const includes = (more: unknown, fewer: unknown): boolean => {
  const items = new Set(toList(more).map(canonicalJson));
  return toList(fewer).every((item) => items.has(canonicalJson(item)));
};

/** With MFA both keys are there, so that `IfExists` makes no difference. */
const asWithMfa = (condition: WrittenCondition): WrittenCondition =>
  asksForMfa(condition)
    ? { ...condition, operator: condition.operator.slice(0, -'IfExists'.length) }
    : condition;

/** Whether a statement names no more than another one, by an element or by the one that exempts. */
const namesNoMore = (changed: DraftStatement, original: DraftStatement, element: string): boolean => {
  const both = (name: string): boolean => changed[name] !== undefined && original[name] !== undefined;
  const exempting = `Not${element}`;
  return (
    toList(original[element]).includes('*') ||
    (both(element) && includes(original[element], changed[element])) ||
    (both(exempting) && includes(changed[exempting], original[exempting]))
  );
};

/** Whether a deny takes in nothing that it did not: it names no more, exempts as much, and asks for as much. */
const isNoWider = (changed: DraftStatement, original: DraftStatement): boolean =>
  changed['Effect'] === original['Effect'] &&
  namesNoMore(changed, original, 'Action') &&
  namesNoMore(changed, original, 'Resource') &&
  includes(conditionsOf(changed).map(asWithMfa), conditionsOf(original).map(asWithMfa));

const mayHoldWithMfa = ({ conditions }: CompiledStatement, { principal }: Candidate): boolean =>
  requestContexts(principal, 'mfa').some(
    (context) => evaluateConditions(conditions, context, limitedEffort(COMPILATION_STEPS)) !== 'cannot',
  );

const hasVariable = (value: unknown): boolean => JSON.stringify(value ?? null).includes('${');

/** Whether an allow of it grants less once its variables are more than text. */
const exemptsByVariable = (statement: DraftStatement): boolean =>
  hasVariable(statement['NotResource']) ||
  conditionsOf(statement).some(
    ({ operator, value }) => parseOperator(operator).negated && hasVariable(value),
  );

/** Whether one statement of the draft may stop a session with MFA where it did not before. */
const stopsMore = (
  candidate: Candidate,
  statement: DraftStatement,
  original: DraftStatement | undefined,
  [compiled, getsVariables]: readonly [CompiledStatement, boolean],
): boolean => {
  const changesMeaning = getsVariables && hasVariable(statement);
  if (compiled.effect === 'Allow') {
    return changesMeaning && exemptsByVariable(statement);
  }
  const isKept = !changesMeaning && original !== undefined && isNoWider(statement, original);
  return !isKept && mayHoldWithMfa(compiled, candidate);
};

/**
 * Whether a candidate may stop a session with MFA, by a deny that it changes or adds, where nothing did before. Which
 * actions it leaves to such a session at all is compared besides: this is about resources and circumstances.
 */
export const deniesMoreWithMfa = (candidate: Candidate): boolean => {
  const { draft, statements, repairing } = candidate;
  const before = readDraft(repairing.document.text);
  const getsVariables = draft.document['Version'] !== before?.document['Version'];
  return statements.some((compiled, index) =>
    stopsMore(candidate, draft.statements[index] ?? {}, before?.statements[index], [compiled, getsVariables]),
  );
};
