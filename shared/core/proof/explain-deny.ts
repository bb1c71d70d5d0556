import { indexOfAction } from '#core/catalogue/action-catalogue.ts';
import {
  type ActionSet,
  actionSetOf,
  isEmptySet,
  overlaps,
  unitedActions,
  withoutActions,
} from '#core/policy/action-set.ts';
import type { CompiledStatement } from '#core/policy/compile-policy.ts';
import type { Effort } from '#core/policy/effort.ts';
import { type Pattern, showPattern } from '#core/policy/pattern.ts';
import type { ConditionEntry, PolicyStatement } from '#core/policy/policy-statement.ts';
import type { Region } from '#core/policy/region.ts';
import { isAnyResource } from '#core/policy/resource-pattern.ts';
import { isVariable, type Template, variablesOf } from '#core/policy/template.ts';
import type { BoundStatement } from './bind-statement.ts';
import { evaluateEntry } from './evaluate-condition.ts';
import { isMfaKey, looksLikeMfaKey } from './mfa-conditions.ts';
import { lackingKey, type RequestContext, signedWithMfa } from './request-context.ts';
import { actionNames } from './requests.ts';
import type { WhyCode } from './session-proof.ts';

/** What is left to explain: the actions that a session still reaches, and those of them that concern enrolment. */
export interface LeftOpen {
  readonly actions: ActionSet;
  /** Names of actions that no catalogue lists. */
  readonly unlisted: readonly Region<Pattern>[];
  readonly selfScoped: ActionSet;
}

const setOf = (...names: readonly string[]): ActionSet =>
  actionSetOf(names.flatMap((name) => indexOfAction(name) ?? []));

const DEVICE_REMOVAL = setOf('iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice');

const namesUser = (entry: ConditionEntry): boolean =>
  entry.values.some((value) => variablesOf(value).some(({ key }) => key === 'aws:username'));

const saysFalse = (value: Template): boolean => {
  const [only] = value;
  return value.length === 1 && only !== undefined && !isVariable(only) && showPattern(only) === 'false';
};

const whyBoolFails = ({ values }: ConditionEntry, isAbsent: boolean): WhyCode => {
  if (isAbsent) {
    return values.some(saysFalse) ? 'bool-skips-absent-key' : 'value-never-matches';
  }
  return values.length > 1 ? 'several-values-are-undefined' : 'value-never-matches';
};

/** Whether a condition on an MFA key holds for the very requests that have MFA, and for these certainly not. */
const asksForMfa = (entry: ConditionEntry, context: RequestContext, effort: Effort): boolean =>
  evaluateEntry(entry, context, effort) === 'cannot' &&
  evaluateEntry(entry, signedWithMfa(context), effort) === 'must';

/** Why a condition on an MFA key need not hold. */
const whyMfaConditionFails = (entry: ConditionEntry, context: RequestContext, effort: Effort): WhyCode => {
  const { operator, key } = entry;
  const state = context(key);
  if (operator.family === 'unknown') {
    return 'operator-does-not-fit';
  }
  if (asksForMfa(entry, context, effort)) {
    return 'denies-with-mfa';
  }
  if (operator.family === 'null') {
    return state.kind === 'present' ? 'null-skips-false-key' : 'value-never-matches';
  }
  if (operator.family === 'bool') {
    return whyBoolFails(entry, state.kind === 'absent');
  }
  return state.kind === 'absent' ? 'absent-key-never-compares' : 'operator-does-not-fit';
};

/** Whether what was meant as a variable is text. */
const hasLiteralVariable = ({ literalVariables }: PolicyStatement, { values }: ConditionEntry): boolean =>
  literalVariables &&
  values.some((value) => value.some((part) => !isVariable(part) && showPattern(part).includes('${')));

/** Why a condition on a key that AWS does not list need not hold: it hangs on whether there is such a key. */
const whyWrongKeyFails = (entry: ConditionEntry, context: RequestContext, effort: Effort): WhyCode =>
  evaluateEntry(entry, lackingKey(entry.key, context), effort) === 'must'
    ? 'wrong-key-denies-everybody'
    : 'wrong-key';

const PRINCIPAL_KEYS: ReadonlySet<string> = new Set(['aws:principalarn', 'aws:principaltype', 'aws:userid']);

/** Why a condition need not hold for sessions from `GetFederationToken`. */
const whyFederationEscapes = (entry: ConditionEntry): WhyCode => {
  if (entry.key === 'aws:username' || namesUser(entry)) {
    return 'federation-has-no-username';
  }
  return PRINCIPAL_KEYS.has(entry.key) ? 'federation-has-another-arn' : 'extra-condition';
};

const whyConditionFails = (
  entry: ConditionEntry,
  statement: PolicyStatement,
  context: RequestContext,
  effort: Effort,
): WhyCode => {
  if (isMfaKey(entry.key)) {
    return whyMfaConditionFails(entry, context, effort);
  }
  if (looksLikeMfaKey(entry.key)) {
    return whyWrongKeyFails(entry, context, effort);
  }
  if (hasLiteralVariable(statement, entry)) {
    return 'variable-stays-literal';
  }
  return context('aws:username').kind === 'absent' ? whyFederationEscapes(entry) : 'extra-condition';
};

/** What a deny that holds leaves open by the actions that it does not name. */
const whyActionsEscape = ({ source }: BoundStatement, left: LeftOpen): readonly WhyCode[] => {
  const escaped = withoutActions(left.actions, source.actionSet);
  if (!source.actions.negated) {
    return isEmptySet(escaped) && left.unlisted.length === 0 ? [] : ['actions-not-covered'];
  }
  const others = withoutActions(escaped, unitedActions(DEVICE_REMOVAL, left.selfScoped));
  return [
    ...(overlaps(escaped, DEVICE_REMOVAL) ? (['carve-out-exempts-device-removal'] as const) : []),
    ...(overlaps(escaped, left.selfScoped) ? (['not-self-scoped'] as const) : []),
    ...(isEmptySet(others) ? [] : (['carve-out-exempts-more-than-enrolment'] as const)),
  ];
};

const coversEveryResource = ({ resources }: BoundStatement): boolean =>
  !resources.negated && resources.patterns.some(isAnyResource);

/** What a deny that holds leaves open by the resources that it does not name. */
const whyResourcesEscape = (
  deny: BoundStatement,
  left: LeftOpen,
  context: RequestContext,
): readonly WhyCode[] => {
  if (coversEveryResource(deny) || !overlaps(left.actions, deny.source.actionSet)) {
    return [];
  }
  const texts = deny.source.resources?.templates ?? [];
  const keys = texts.flatMap((text) => variablesOf(text).map(({ key }) => key));
  if (keys.includes('aws:username') && context('aws:username').kind === 'absent') {
    return ['federation-has-no-username'];
  }
  return deny.source.literalVariables ? ['variable-stays-literal'] : ['resource-narrower-than-allow'];
};

/** Whether a statement is about anything that is left open: only then would mending what it asks for close something. */
export const namesAnyOf = (
  left: LeftOpen,
  { actionSet, actionNames: named }: CompiledStatement,
  effort: Effort,
): boolean =>
  overlaps(left.actions, actionSet) ||
  left.unlisted.some((region) => actionNames.restrict(region, named, effort).length > 0);

/** Why a deny that speaks of MFA does not stop what is left open; empty if what is left is none of its business. */
export const explainDeny = (
  deny: BoundStatement,
  left: LeftOpen,
  context: RequestContext,
  effort: Effort,
): readonly WhyCode[] => {
  effort.spend(left.actions.length);
  const failing = deny.source.conditions.filter((entry) => evaluateEntry(entry, context, effort) !== 'must');
  if (failing.length === 0) {
    return [...whyActionsEscape(deny, left), ...whyResourcesEscape(deny, left, context)];
  }
  return namesAnyOf(left, deny.source, effort)
    ? failing.map((entry) => whyConditionFails(entry, deny.source, context, effort))
    : [];
};
