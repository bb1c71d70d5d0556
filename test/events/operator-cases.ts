import { ANYTHING_BUT_CASES } from './operators/anything-but-cases.ts';
import { EXACT_CASES } from './operators/exact-cases.ts';
import { EXISTS_CASES } from './operators/exists-cases.ts';
import { ABSENT, casesOf, type OperatorCase } from './operators/operator-case.ts';
import { WILDCARD_CASES } from './operators/wildcard-cases.ts';

/** Every field of a pattern has to match; of the alternatives for one field, one. */
const COMBINED: readonly OperatorCase[] = [
  {
    what: 'two fields that match',
    pattern: { one: ['x'], two: { three: [{ exists: false }] } },
    detail: { one: 'x', two: { four: 'x' } },
    matches: true,
  },
  {
    what: 'two fields of which one matches',
    pattern: { one: ['x'], two: { three: [{ exists: false }] } },
    detail: { one: 'x', two: { three: 'x' } },
    matches: false,
  },
  {
    what: 'a text where an object is asked for',
    pattern: { one: { two: ['x'] } },
    detail: { one: 'x' },
    matches: false,
  },
  {
    what: 'a name that objects inherit',
    pattern: { constructor: [{ exists: true }] },
    detail: { one: 'x' },
    matches: false,
  },
  ...casesOf(
    [{ wildcard: '*MfaGuardian*' }, { wildcard: '*mfa-guardian*' }],
    [
      ['mfa-guardian-alerts', true],
      ['MfaGuardianHub-Ledger', true],
      ['mfa_guardian', false],
    ],
  ),
  ...casesOf(
    [{ exists: false }, 'x'],
    [
      [ABSENT, true],
      ['x', true],
      ['y', false],
      [null, false],
    ],
  ),
];

export const OPERATOR_CASES: readonly OperatorCase[] = [
  ...EXACT_CASES,
  ...EXISTS_CASES,
  ...WILDCARD_CASES,
  ...ANYTHING_BUT_CASES,
  ...COMBINED,
];
