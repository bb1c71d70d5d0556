import { toList } from '#core/policy/policy-values.ts';
import { speaksOfMfa } from '#core/proof/mfa-conditions.ts';
import type { Candidate } from '#core/repair/candidate.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';
import { ENROLMENT_ACTIONS, namesAction } from '#core/repair/enrolment-actions.ts';
import { replaceElement } from '#core/repair/policy-draft.ts';
import { denyAllButEnrolment } from './deny-all-but-enrolment.ts';

const addExempt = ({ draft }: Candidate, index: number): readonly Edit[] => {
  const exempt = draft.statements[index]?.['NotAction'];
  const missing = ENROLMENT_ACTIONS.filter((action) => !namesAction(exempt, action));
  return exempt === undefined || missing.length === 0
    ? []
    : [
        editStatement(
          draft,
          index,
          `add ${missing.join(', ')} to NotAction: nobody enrols a device without`,
          (statement) =>
            replaceElement(statement, 'NotAction', ['NotAction', [...toList(exempt), ...missing]]),
        ),
      ];
};

/** A deny without MFA that takes in enrolling a device locks out whoever has none. */
export const exemptEnrolment = (candidate: Candidate): readonly Edit[] =>
  candidate.statements.flatMap(({ effect, conditions }, index) => {
    if (effect !== 'Deny' || !speaksOfMfa(conditions)) {
      return [];
    }
    const denied = candidate.draft.statements[index]?.['Action'];
    return ENROLMENT_ACTIONS.some((action) => denied !== undefined && namesAction(denied, action))
      ? denyAllButEnrolment(candidate, index)
      : addExempt(candidate, index);
  });
