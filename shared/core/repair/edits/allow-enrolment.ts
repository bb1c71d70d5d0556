import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import type { Candidate } from '#core/repair/candidate.ts';
import type { Edit } from '#core/repair/edit.ts';
import { onlyDenies } from '#core/repair/guardians-grants.ts';
import { newStatement } from '#core/repair/new-statement.ts';

/** Only a user's own policies and those of groups grant anything, unless they are there to deny only. */
const grants = ({ repairing, principal }: Candidate): boolean =>
  ['user', 'group'].includes(repairing.document.holder.kind) && !onlyDenies(principal);

const guardians =
  (sid: string, text: string) =>
  (candidate: Candidate): readonly Edit[] => {
    const { Statement } = enforcementDocument('standard', candidate.principal.partition);
    const statement = Statement.find(({ Sid }) => Sid === sid);
    return grants(candidate)
      ? newStatement(candidate, statement, `add this statement: it allows ${text}`)
      : [];
  };

export const allowCreatingDevice = guardians(
  'AllowCreatingDevice',
  'creating a virtual device, under whatever name',
);

export const allowOwnEnrolment = guardians('AllowOwnEnrolment', "enrolling one's own device");
