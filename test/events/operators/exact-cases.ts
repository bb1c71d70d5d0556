import { ABSENT, casesOf, type OperatorCase } from './operator-case.ts';

/**
 * Values are compared as they are written, letter by letter; an array matches with any of its elements.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns-arrays.html
 */
export const EXACT_CASES: readonly OperatorCase[] = [
  ...casesOf(
    ['Root', 'IAMUser'],
    [
      ['Root', true],
      ['IAMUser', true],
      ['root', false],
      ['Roo', false],
      ['Root ', false],
      ['', false],
      [ABSENT, false],
      [null, false],
      [{}, false],
      [{ Root: 'Root' }, false],
      [['other', 'Root'], true],
      [['other'], false],
      [[['Root']], true],
      [[], false],
    ],
  ),
  ...casesOf(
    [''],
    [
      ['', true],
      [ABSENT, false],
      [null, false],
    ],
  ),
  ...casesOf(
    ['true', '42'],
    [
      [true, false],
      ['true', true],
      [42, false],
      ['42', true],
    ],
  ),
];
