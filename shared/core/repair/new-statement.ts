import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import type { PolicyStatement } from '#core/enforcement/policy-document.ts';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { Candidate } from './candidate.ts';
import { changeConditions } from './draft-conditions.ts';
import type { Edit } from './edit.ts';
import { onlyUsers } from './only-users.ts';
import { addStatement, type DraftStatement, freeSid } from './policy-draft.ts';

/** No document has as many statements: each takes some characters. */
const AFTER_ALL = 1_000_000;

const GUARDIANS_ORDER = enforcementDocument('standard', 'aws').Statement.map(({ Sid }) => Sid);

/** Whatever their Sid is. */
const sayTheSame = (one: DraftStatement, other: DraftStatement): boolean =>
  canonicalJson({ ...one, Sid: '' }) === canonicalJson({ ...other, Sid: '' });

/** Of the organization's policies, sessions of roles and the root user are none of a deny's business. */
const forHolder = (statement: PolicyStatement, { principal, repairing }: Candidate): DraftStatement =>
  repairing.document.holder.kind === 'service-control'
    ? changeConditions({ ...statement }, (each) => [each], [onlyUsers(principal.partition)])
    : { ...statement };

/** Adds a statement of the guardian's own document, unless there is one that says the same. */
export const newStatement = (
  candidate: Candidate,
  statement: PolicyStatement | undefined,
  text: string,
): readonly Edit[] => {
  const { draft } = candidate;
  if (statement === undefined) {
    return [];
  }
  const Sid = freeSid(statement.Sid, draft);
  const written = { ...forHolder(statement, candidate), Sid };
  return draft.statements.some((other) => sayTheSame(other, written))
    ? []
    : [
        {
          changes: [{ statement: Sid, text }],
          order: AFTER_ALL + GUARDIANS_ORDER.indexOf(statement.Sid),
          elements: Object.keys(written).length,
          apply: (other) => addStatement(other, written),
        },
      ];
};
