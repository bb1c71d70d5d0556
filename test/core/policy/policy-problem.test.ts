import { describe, expect, it } from 'vitest';
import { describePolicyProblem, notUnderstood, showValue } from '#core/policy/policy-problem.ts';

describe('showValue', () => {
  it.each([
    ['a "text"', '"a \\"text\\""'],
    [undefined, 'nothing'],
    [null, 'null'],
    [['a'], 'a list'],
    [{ a: 1 }, 'an object'],
    [7, '7'],
    [true, 'true'],
    ['a'.repeat(78), `"${'a'.repeat(78)}"`],
    ['a'.repeat(79), `"${'a'.repeat(79)}…`],
    ['\u0000'.repeat(1_000), `"${'\\u0000'.repeat(13)}\\…`],
    ['\ud83d', '"\\ud83d"'],
  ])('shows %j as %s', (value, text) => {
    expect(showValue(value)).toBe(text);
  });
});

describe('describePolicyProblem', () => {
  it('says where, what was expected and what came', () => {
    const refused = notUnderstood('Statement[1].Sid', 'a text', 7);
    expect(refused.ok ? '' : describePolicyProblem(refused.problem)).toBe(
      'Statement[1].Sid: expected a text, received 7',
    );
  });

  it('is short, whatever the names in the document', () => {
    const refused = notUnderstood(
      `Statement[0].Condition.${'a'.repeat(100_000)}`,
      'a text',
      'b'.repeat(100_000),
    );
    expect(refused.ok ? '' : describePolicyProblem(refused.problem)).toHaveLength(190);
  });
});
