import { lowerCaseAscii } from '#core/policy/letter-case.ts';
import { toList } from '#core/policy/policy-values.ts';
import { looksLikeMfaKey } from '#core/proof/mfa-conditions.ts';
import type { WrittenCondition } from './draft-conditions.ts';

const PRESENT = 'aws:MultiFactorAuthPresent';
const AGE = 'aws:multifactorauthage';

/**
 * How a deny asks for MFA: an absent key counts like a false one.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent
 */
export const WITHOUT_MFA: WrittenCondition = { operator: 'BoolIfExists', key: PRESENT, value: 'false' };

export const tellsOfMfa = ({ key }: WrittenCondition): boolean => looksLikeMfaKey(lowerCaseAscii(key));

const saysOnly = ({ value }: WrittenCondition, text: string): boolean =>
  toList(value).every((each) => String(each) === text);

/** Asks whether MFA is absent, and forgets that the key may be. */
export const forgetsAbsentKey = (condition: WrittenCondition): boolean => {
  const key = lowerCaseAscii(condition.key);
  return key === AGE
    ? /^NumericGreaterThan(?:Equals)?$/.test(condition.operator)
    : key === lowerCaseAscii(PRESENT) && condition.operator === 'Bool' && saysOnly(condition, 'false');
};

/** Asks as it should: nothing is to be mended. */
export const asksForMfa = (condition: WrittenCondition): boolean =>
  condition.operator.endsWith('IfExists') &&
  forgetsAbsentKey({ ...condition, operator: condition.operator.slice(0, -'IfExists'.length) });
