import { printable } from '#core/kernel/printable.ts';
import { toList } from '#core/policy/policy-values.ts';
import type { Candidate } from '#core/repair/candidate.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';
import { ENROLMENT_ACTIONS, onlyEnrolment } from '#core/repair/enrolment-actions.ts';
import { replaceElement } from '#core/repair/policy-draft.ts';

const sentence = (removed: readonly string[], added: readonly string[]): string => {
  const list = (names: readonly string[]): string => printable(names.join(', '));
  return added.length === 0
    ? `remove ${list(removed)} from NotAction: what is left is enough to enrol a device`
    : `in NotAction write ${list(added)} in place of ${list(removed)}: more is not needed to enrol a device`;
};

/** What a deny exempts is held to enrolling a device; nothing that this takes is lost. */
export const exemptOnlyEnrolment = ({ draft, repairing }: Candidate, index: number): readonly Edit[] => {
  const exempt = draft.statements[index]?.['NotAction'];
  if (exempt === undefined) {
    return [];
  }
  const written = toList(exempt).map(String);
  const left = onlyEnrolment(exempt, repairing.rules);
  // A deny has to exempt something, or else it is no exemption.
  const kept = left.length === 0 ? ENROLMENT_ACTIONS : left;
  const removed = written.filter((action) => !kept.includes(action));
  const added = kept.filter((action) => !written.includes(action));
  return removed.length === 0
    ? []
    : [
        editStatement(draft, index, sentence(removed, added), (statement) =>
          replaceElement(statement, 'NotAction', ['NotAction', kept]),
        ),
      ];
};
