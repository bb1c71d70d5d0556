import { printable } from '#core/kernel/printable.ts';
import type { Candidate } from '#core/repair/candidate.ts';
import { conditionsOf, replaceCondition } from '#core/repair/draft-conditions.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';
import { forgetsAbsentKey } from '#core/repair/mfa-condition.ts';

/** `Bool` becomes `BoolIfExists`, and an age is compared the same way: access keys send neither of the keys. */
export const useIfExists = ({ draft }: Candidate, index: number): readonly Edit[] =>
  conditionsOf(draft.statements[index] ?? {})
    .filter(forgetsAbsentKey)
    .map((condition) => {
      const operator = `${condition.operator}IfExists`;
      const text = `write ${operator} in place of ${condition.operator} for ${printable(condition.key)}: requests that do not carry the key are then denied as well`;
      return editStatement(draft, index, text, (statement) =>
        replaceCondition(statement, condition, [{ ...condition, operator }]),
      );
    });
