import type { Candidate } from '#core/repair/candidate.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';
import { replaceElement } from '#core/repair/policy-draft.ts';

/** A deny of some resources leaves the others. */
export const coverEveryResource = ({ draft }: Candidate, index: number): readonly Edit[] => {
  const element = ['Resource', 'NotResource'].find((name) => draft.statements[index]?.[name] !== undefined);
  return element === undefined
    ? []
    : [
        editStatement(
          draft,
          index,
          element === 'Resource'
            ? 'write * as its Resource: it leaves whatever it does not name'
            : 'write Resource with * in place of NotResource: it leaves whatever that exempts',
          (statement) => replaceElement(statement, element, ['Resource', '*']),
        ),
      ];
};
