import { ABSENT, casesOf, type OperatorCase } from './operator-case.ts';

const NAME = 'MfaGuardianHub-Ledger';

/**
 * An asterisk stands for any number of characters, none included.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching
 */
export const WILDCARD_CASES: readonly OperatorCase[] = [
  ...casesOf(
    [{ wildcard: '*MfaGuardian*' }],
    [
      [NAME, true],
      [`arn:aws:sqs:us-east-1:222222222222:${NAME}`, true],
      ['MfaGuardian', true],
      ['mfaguardian', false],
      ['MfaGuardia', false],
      ['Mfa*Guardian', false],
      ['', false],
      [['other', NAME], true],
      [['other'], false],
      [[], false],
      [null, false],
      [ABSENT, false],
      [{ [NAME]: NAME }, false],
      [42, false],
    ],
  ),
  ...casesOf(
    [{ wildcard: 'a*b*c' }],
    [
      ['abc', true],
      ['axbxc', true],
      ['abcbc', true],
      ['a\nb\nc', true],
      ['acb', false],
      ['abcd', false],
      ['xabc', false],
    ],
  ),
  ...casesOf(
    [{ wildcard: 'ab*ba' }],
    [
      ['abba', true],
      ['aba', false],
      ['abxba', true],
    ],
  ),
  ...casesOf(
    [{ wildcard: 'abc' }],
    [
      ['abc', true],
      ['abcd', false],
    ],
  ),
  ...casesOf(
    [{ wildcard: '*' }],
    [
      ['', true],
      ['x', true],
      [ABSENT, false],
      [null, false],
    ],
  ),
  ...casesOf(
    [{ wildcard: '*.json' }],
    [
      ['a.json', true],
      ['axjson', false],
      ['a.json ', false],
    ],
  ),
];
