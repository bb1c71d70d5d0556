import type { SessionKind } from '#core/proof/session-kind.ts';
import { addDenyOfOthers, addDenyWithoutUserName } from '#core/repair/edits/add-deny.ts';
import { allowCreatingDevice, allowOwnEnrolment } from '#core/repair/edits/allow-enrolment.ts';
import { anyDeviceName } from '#core/repair/edits/any-device-name.ts';
import { askForMfa } from '#core/repair/edits/ask-for-mfa.ts';
import { coverEveryResource } from '#core/repair/edits/cover-every-resource.ts';
import { denyAllButEnrolment } from '#core/repair/edits/deny-all-but-enrolment.ts';
import { dropConditions } from '#core/repair/edits/drop-conditions.ts';
import { exemptEnrolment } from '#core/repair/edits/exempt-enrolment.ts';
import { exemptOnlyEnrolment } from '#core/repair/edits/exempt-only-enrolment.ts';
import { exemptRoles } from '#core/repair/edits/exempt-roles.ts';
import { includeFederatedUsers } from '#core/repair/edits/include-federated-users.ts';
import { leaveOwnEnrolment } from '#core/repair/edits/leave-own-enrolment.ts';
import { nameOwnUser } from '#core/repair/edits/name-own-user.ts';
import { setVersion } from '#core/repair/edits/set-version.ts';
import { useIfExists } from '#core/repair/edits/use-if-exists.ts';
import type { Candidate } from './candidate.ts';
import type { Edit } from './edit.ts';
import type { Problem, ProblemCode } from './problem.ts';

/** Edits of the statement that a problem is about, for the session that it was found in. */
type StatementRule = (candidate: Candidate, index: number, session: SessionKind) => readonly Edit[];

/** Edits of the document, whichever statement a problem is about. */
type DocumentRule = (candidate: Candidate) => readonly Edit[];

const ASKING = [useIfExists, askForMfa];

/**
 * What of the statement itself may be mended, by what it lacks. An allow is never made to ask for MFA: whatever the
 * user's own allow, only a deny stops what resources allow besides; and one of the organization that asks for MFA
 * shuts out every role, so that it is made to ask for none.
 */
const STATEMENT_RULES: Readonly<Partial<Record<ProblemCode, readonly StatementRule[]>>> = {
  'bool-skips-absent-key': ASKING,
  'absent-key-never-compares': ASKING,
  'null-skips-false-key': ASKING,
  'value-never-matches': ASKING,
  'operator-does-not-fit': ASKING,
  'wrong-key': ASKING,
  'denies-with-mfa': ASKING,
  'several-values-are-undefined': ASKING,
  'wrong-key-denies-everybody': ASKING,
  'extra-condition': [includeFederatedUsers, dropConditions],
  'federation-has-another-arn': [includeFederatedUsers, dropConditions],
  'federation-has-no-username': [dropConditions, coverEveryResource],
  'variable-stays-literal': [dropConditions, coverEveryResource],
  'carve-out-exempts-device-removal': [exemptOnlyEnrolment],
  'carve-out-exempts-more-than-enrolment': [exemptOnlyEnrolment],
  'actions-not-covered': [denyAllButEnrolment],
  'resource-narrower-than-allow': [coverEveryResource],
  'stops-roles': [exemptRoles],
};

/** What of the document may be mended besides. */
const DOCUMENT_RULES: Readonly<Partial<Record<ProblemCode, readonly DocumentRule[]>>> = {
  'variable-stays-literal': [setVersion],
  'not-self-scoped': [addDenyOfOthers, addDenyWithoutUserName],
  'federation-has-no-username': [addDenyWithoutUserName],
  'nothing-denies': [addDenyOfOthers, addDenyWithoutUserName],
  'stops-enrolment': [
    setVersion,
    leaveOwnEnrolment,
    exemptEnrolment,
    nameOwnUser,
    anyDeviceName,
    allowCreatingDevice,
    allowOwnEnrolment,
  ],
};

/** Everything that may be rid of a problem, the best first. */
export const editsFor = (candidate: Candidate, problem: Problem): readonly Edit[] => {
  const { code, statement, session } = problem;
  return [
    ...(statement === undefined
      ? []
      : (STATEMENT_RULES[code] ?? []).flatMap((rule) => rule(candidate, statement, session))),
    ...(DOCUMENT_RULES[code] ?? []).flatMap((rule) => rule(candidate)),
  ];
};
