import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import type { Candidate } from '#core/repair/candidate.ts';
import type { Edit } from '#core/repair/edit.ts';
import { newStatement } from '#core/repair/new-statement.ts';

type EditsOf = (candidate: Candidate) => readonly Edit[];

const guardians =
  (sid: string, text: string, forPassword: 'standard' | 'standard-password-change'): EditsOf =>
  (candidate) => {
    const { principal, repairing } = candidate;
    const variant = repairing.rules.allowPasswordChange ? forPassword : 'standard';
    const { Statement } = enforcementDocument(variant, principal.partition);
    return newStatement(
      candidate,
      Statement.find(({ Sid }) => Sid === sid),
      `add this statement: it denies ${text}`,
    );
  };

/** Whoever has no MFA gets no further than enrolling a device. */
export const addMainDeny = guardians(
  'DenyAllButEnrolmentWithoutMfa',
  'whatever enrolling a device does not take, without MFA',
  'standard',
);

/** A device enrolled for somebody else takes over an account. */
export const addDenyOfOthers = guardians(
  'DenyEnrolmentOfOthersWithoutMfa',
  'enrolling a device for anybody else, without MFA',
  'standard-password-change',
);

/** Sessions from `GetFederationToken` have no user name that would hold them to their own user. */
export const addDenyWithoutUserName = guardians(
  'DenyEnrolmentWithoutUserName',
  'enrolling a device where there is no user name to hold it to: in sessions from GetFederationToken',
  'standard-password-change',
);
