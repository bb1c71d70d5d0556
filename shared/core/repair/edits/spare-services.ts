import { lowerCaseAscii } from '#core/policy/letter-case.ts';
import { speaksOfMfa } from '#core/proof/mfa-conditions.ts';
import type { Candidate } from '#core/repair/candidate.ts';
import { changeConditions, conditionsOf } from '#core/repair/draft-conditions.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';

const FIRST_HAND = { operator: 'BoolIfExists', key: 'aws:ViaAWSService', value: 'false' } as const;

/**
 * What a service asks for on behalf of somebody with MFA says that there was none; the call that set it off was judged.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
 */
export const spareServices = ({ draft, statements }: Candidate, index: number): readonly Edit[] => {
  const { effect, conditions } = statements[index] ?? { effect: 'Allow', conditions: [] };
  const spares = conditionsOf(draft.statements[index] ?? {}).some(
    ({ key }) => lowerCaseAscii(key) === lowerCaseAscii(FIRST_HAND.key),
  );
  return effect !== 'Deny' || !speaksOfMfa(conditions) || spares
    ? []
    : [
        editStatement(
          draft,
          index,
          `add ${FIRST_HAND.operator} on ${FIRST_HAND.key} with the value ${FIRST_HAND.value}: so that services that act for somebody with MFA keep working`,
          (statement) => changeConditions(statement, (each) => [each], [FIRST_HAND]),
        ),
      ];
};
