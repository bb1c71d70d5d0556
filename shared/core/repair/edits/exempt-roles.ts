import type { Candidate } from '#core/repair/candidate.ts';
import { changeConditions } from '#core/repair/draft-conditions.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';
import { onlyUsers } from '#core/repair/only-users.ts';

/** A deny of the organization that asks for MFA is meant for those who can have it. */
export const exemptRoles = ({ draft, principal }: Candidate, index: number): readonly Edit[] => {
  const condition = onlyUsers(principal.partition);
  return [
    editStatement(
      draft,
      index,
      `add ${condition.operator} on ${condition.key} with ${condition.value.join(' and ')}: sessions of roles never carry MFA, and are all stopped without it`,
      (statement) => changeConditions(statement, (each) => [each], [condition]),
    ),
  ];
};
