import { printable } from '#core/kernel/printable.ts';
import type { Candidate } from '#core/repair/candidate.ts';
import { changeConditions, conditionsOf } from '#core/repair/draft-conditions.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';
import { tellsOfMfa } from '#core/repair/mfa-condition.ts';
import { onlyUsers } from '#core/repair/only-users.ts';

/** A deny of the organization that asks for MFA is meant for those who can have it. */
const denyUsersOnly = ({ draft, principal }: Candidate, index: number): Edit => {
  const condition = onlyUsers(principal.partition);
  return editStatement(
    draft,
    index,
    `add ${condition.operator} on ${condition.key} with ${condition.value.join(' and ')}: sessions of roles never carry MFA, and are all stopped without it`,
    (statement) => changeConditions(statement, (each) => [each], [condition]),
  );
};

/** Where an allow of the organization asks for MFA, nobody else gets through: only a deny can ask some for it. */
const allowEverybody = ({ draft }: Candidate, index: number): readonly Edit[] => {
  const asking = conditionsOf(draft.statements[index] ?? {}).filter(tellsOfMfa);
  const named = asking.map(({ operator, key }) => `${operator} on ${key}`).join(', ');
  return asking.length === 0
    ? []
    : [
        editStatement(
          draft,
          index,
          `leave out what it asks for by ${printable(named)}: sessions of roles never carry MFA, and an allow that asks for it stops them all; users are to be asked by denies`,
          (statement) => changeConditions(statement, (each) => (tellsOfMfa(each) ? [] : [each])),
        ),
      ];
};

export const exemptRoles = (candidate: Candidate, index: number): readonly Edit[] =>
  candidate.statements[index]?.effect === 'Allow'
    ? allowEverybody(candidate, index)
    : [denyUsersOnly(candidate, index)];
