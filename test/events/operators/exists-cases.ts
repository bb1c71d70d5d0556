import { ABSENT, casesOf, type OperatorCase } from './operator-case.ts';

/**
 * `exists` speaks of values, which null is one of, and never of the objects that hold them.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-exists-matching
 */
export const EXISTS_CASES: readonly OperatorCase[] = [
  ...casesOf(
    [{ exists: true }],
    [
      ['x', true],
      ['', true],
      [null, true],
      [false, true],
      [0, true],
      [['x'], true],
      [ABSENT, false],
      [{}, false],
      [{ x: 'x' }, false],
    ],
  ),
  ...casesOf(
    [{ exists: false }],
    [
      [ABSENT, true],
      [{}, true],
      [{ x: 'x' }, true],
      ['x', false],
      ['', false],
      [null, false],
      [['x'], false],
    ],
  ),
  ...[null, 'x', 42, {}, ABSENT].flatMap((parent) =>
    [true, false].map((exists) => ({
      what: `exists ${exists} below ${parent === ABSENT ? 'nothing' : JSON.stringify(parent)}`,
      pattern: { parent: { field: [{ exists }] } },
      detail: parent === ABSENT ? { other: 'x' } : { other: 'x', parent },
      matches: !exists,
    })),
  ),
  {
    what: 'exists true below an object that has it',
    pattern: { parent: { field: [{ exists: true }] } },
    detail: { parent: { field: 'x' } },
    matches: true,
  },
  {
    what: 'exists false below an object that has it',
    pattern: { parent: { field: [{ exists: false }] } },
    detail: { parent: { field: 'x' } },
    matches: false,
  },
];
