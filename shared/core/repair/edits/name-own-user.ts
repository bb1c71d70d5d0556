import { toList } from '#core/policy/policy-values.ts';
import type { Candidate } from '#core/repair/candidate.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';
import { replaceElement } from '#core/repair/policy-draft.ts';

const OWN = /:user\/\$\{aws:username\}$/;

const withPath = (resource: string): string => resource.replace(OWN, `:user/*/\${aws:username}`);

/** A user with a path is `user/team/ana`, which `user/${aws:username}` does not name. */
export const nameOwnUser = ({ draft }: Candidate): readonly Edit[] =>
  draft.statements.flatMap((statement, index) =>
    ['Resource', 'NotResource'].flatMap((element) => {
      const written = toList(statement[element]).map(String);
      const added = written.filter((each) => OWN.test(each)).map(withPath);
      const missing = added.filter((each) => !written.includes(each));
      return missing.length === 0
        ? []
        : [
            editStatement(
              draft,
              index,
              `add ${missing.join(', ')} to ${element}: a user with a path is not named without`,
              (other) => replaceElement(other, element, [element, [...written, ...missing]]),
            ),
          ];
    }),
  );
