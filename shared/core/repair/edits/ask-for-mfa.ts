import { printable } from '#core/kernel/printable.ts';
import type { Candidate } from '#core/repair/candidate.ts';
import { conditionsOf, replaceCondition, type WrittenCondition } from '#core/repair/draft-conditions.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';
import { asksForMfa, forgetsAbsentKey, tellsOfMfa, WITHOUT_MFA } from '#core/repair/mfa-condition.ts';

const show = ({ operator, key }: WrittenCondition): string => printable(`${operator} on ${key}`);

/** What asks for MFA by a key, an operator or a value that AWS has not, or does not mean so, asks as is documented. */
export const askForMfa = ({ draft }: Candidate, index: number): readonly Edit[] =>
  conditionsOf(draft.statements[index] ?? {})
    .filter((each) => tellsOfMfa(each) && !asksForMfa(each) && !forgetsAbsentKey(each))
    .map((condition) => {
      const { operator, key, value } = WITHOUT_MFA;
      const text = `in place of ${show(condition)} write ${operator} on ${key} with the value ${value}: it holds for every request without MFA, and for no other`;
      return editStatement(draft, index, text, (statement) =>
        replaceCondition(statement, condition, [WITHOUT_MFA]),
      );
    });
