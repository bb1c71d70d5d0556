import type { Candidate } from '#core/repair/candidate.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';
import { ENROLMENT_ACTIONS } from '#core/repair/enrolment-actions.ts';
import { replaceElement } from '#core/repair/policy-draft.ts';

/** A list of denied actions is never complete: what enrolling a device takes is exempt instead. */
export const denyAllButEnrolment = ({ draft }: Candidate, index: number): readonly Edit[] =>
  draft.statements[index]?.['Action'] === undefined
    ? []
    : [
        editStatement(
          draft,
          index,
          `write NotAction in place of Action, with ${ENROLMENT_ACTIONS.join(', ')}: it denies whatever enrolling a device does not take`,
          (statement) => replaceElement(statement, 'Action', ['NotAction', ENROLMENT_ACTIONS]),
        ),
      ];
