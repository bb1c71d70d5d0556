import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { toList } from '#core/policy/policy-values.ts';
import { speaksOfMfa } from '#core/proof/mfa-conditions.ts';
import type { Candidate } from '#core/repair/candidate.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';
import { ENROLMENT_ACTIONS, namesAction } from '#core/repair/enrolment-actions.ts';
import { replaceElement } from '#core/repair/policy-draft.ts';

const ENABLE = 'iam:EnableMFADevice';

const TAKEN_BY_NAME: ReadonlySet<string> = new Set(ENROLMENT_ACTIONS.map((action) => action.toLowerCase()));

/** Where a list names what enrolling takes, and more: the rest stays. */
const leaveActions = ({ draft }: Candidate, index: number): readonly Edit[] => {
  const denied = toList(draft.statements[index]?.['Action']).map(String);
  const kept = denied.filter((action) => !TAKEN_BY_NAME.has(action.toLowerCase()));
  const removed = denied.filter((action) => !kept.includes(action));
  return removed.length === 0 || kept.length === 0
    ? []
    : [
        editStatement(
          draft,
          index,
          `remove ${removed.join(', ')} from Action: nobody enrols a device without`,
          (statement) => replaceElement(statement, 'Action', ['Action', kept]),
        ),
      ];
};

/** A device is enabled on a user: on one's own it may be. */
const leaveOwnUser = ({ draft, principal }: Candidate, index: number): readonly Edit[] => {
  const { Action, Resource } = draft.statements[index] ?? {};
  const { Statement } = enforcementDocument('standard', principal.partition);
  const own = Statement.find(({ NotResource }) => NotResource !== undefined)?.NotResource ?? [];
  return Resource === undefined || !namesAction(Action, ENABLE)
    ? []
    : [
        editStatement(
          draft,
          index,
          `write NotResource in place of Resource, with ${own.join(' and ')}: nobody enrols a device who may not enable it on the own user`,
          (statement) => replaceElement(statement, 'Resource', ['NotResource', own]),
        ),
      ];
};

/** A deny without MFA of some of what enrolling takes is held to everything else, or to other users. */
export const leaveOwnEnrolment = (candidate: Candidate): readonly Edit[] =>
  candidate.statements.flatMap(({ effect, conditions }, index) =>
    effect === 'Deny' && speaksOfMfa(conditions)
      ? [...leaveActions(candidate, index), ...leaveOwnUser(candidate, index)]
      : [],
  );
