import { printable } from '#core/kernel/printable.ts';
import type { Candidate } from '#core/repair/candidate.ts';
import { conditionsOf, replaceCondition } from '#core/repair/draft-conditions.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';
import { tellsOfMfa, WITH_MFA } from '#core/repair/mfa-condition.ts';

/**
 * An allow of the organization that asks for MFA asks so that requests without the key do not pass. Of the user's own
 * policies nothing is gained by it: whatever they allow, only a deny stops what resources allow besides.
 */
export const admitOnlyMfa = ({ draft, repairing }: Candidate, index: number): readonly Edit[] =>
  repairing.document.holder.kind !== 'service-control'
    ? []
    : conditionsOf(draft.statements[index] ?? {})
        .filter((each) => tellsOfMfa(each) && each.operator !== WITH_MFA.operator)
        .map((condition) => {
          const written = printable(`${condition.operator} on ${condition.key}`);
          const text = `in place of ${written} write ${WITH_MFA.operator} on ${WITH_MFA.key} with the value ${WITH_MFA.value}: it admits nothing that does not say so`;
          return editStatement(draft, index, text, (statement) =>
            replaceCondition(statement, condition, [WITH_MFA]),
          );
        });
