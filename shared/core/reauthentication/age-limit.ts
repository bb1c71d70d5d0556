import { showPattern } from '#core/policy/pattern.ts';
import type { ConditionEntry, PolicyStatement } from '#core/policy/policy-statement.ts';
import { isVariable } from '#core/policy/template.ts';

/** How long ago, in seconds, the session authenticated with MFA; only sessions with MFA have it. */
export const AGE_KEY = 'aws:multifactorauthage';

/**
 * What a statement does to sessions with MFA by their age.
 * - *limit*: only sessions that are no older pass it, in seconds. Whether one of just that age does hangs on the operator.
 * - *open*: AWS does not say what comes of it, or it is no limit at all; and why.
 */
export type AgeLimit =
  | { readonly kind: 'limit'; readonly seconds: number }
  | { readonly kind: 'open'; readonly because: string };

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric */
const NUMBER = /^-?\d{1,15}(?:\.\d{1,6})?$/;

const LIMITING: Readonly<Record<PolicyStatement['effect'], RegExp>> = {
  Allow: /^NumericLessThan(?:Equals)?(?:IfExists)?$/,
  Deny: /^NumericGreaterThan(?:Equals)?(?:IfExists)?$/,
};

const open = (because: string): AgeLimit => ({ kind: 'open', because });

const limitOf = ({ values: [value, ...others] }: ConditionEntry): AgeLimit => {
  const [part] = value ?? [];
  if (part === undefined || others.length > 0) {
    return open('it compares the age with several values or with none');
  }
  const text = isVariable(part) ? '' : showPattern(part);
  return NUMBER.test(text)
    ? { kind: 'limit', seconds: Math.max(0, Number(text)) }
    : open('it compares the age with what is no number');
};

/** The limit that a statement's conditions on the age set; undefined if it has none. */
export const ageLimit = ({
  effect,
  conditions,
}: Pick<PolicyStatement, 'effect' | 'conditions'>): AgeLimit | undefined => {
  const [entry, ...others] = conditions.filter(({ key }) => key === AGE_KEY);
  if (entry === undefined) {
    return undefined;
  }
  if (others.length > 0) {
    return open('it has several conditions on the age');
  }
  return LIMITING[effect].test(entry.operator.name)
    ? limitOf(entry)
    : open('its operator sets no limit to the age');
};
