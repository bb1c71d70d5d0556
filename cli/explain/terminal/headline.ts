import { userAnswer, withoutMfa } from '#core/explanation/answer.ts';
import type { ExplainedSession, UserJudgement } from '#core/explanation/explanation.ts';
import { assertNever } from '#core/kernel/assert-never.ts';
import type { SessionKind } from '#core/proof/session-kind.ts';
import { isLockedOut, lacksGrantsOnly } from './enrolment-lines.ts';
import { count } from './session-lines.ts';

/** What somebody has in hand who starts a session of this kind. */
const MEANS: Readonly<Record<SessionKind, string>> = {
  'access-key': 'with an access key and no MFA',
  'console-without-mfa': 'in the console without MFA',
  'session-without-mfa': 'with a session from GetSessionToken without a code',
  federation: 'with a session from GetFederationToken',
  'service-credential': 'with a credential for one service',
};

const isWithoutMfa = (kind: ExplainedSession['kind']): kind is SessionKind => kind !== 'mfa';

/** The session that reaches most; of equals the most usual. */
export const worstSession = (judgement: UserJudgement): ExplainedSession | undefined =>
  withoutMfa(judgement)
    .filter(({ answer }) => answer === 'open')
    .reduce<ExplainedSession | undefined>(
      (worst, session) => (worst !== undefined && worst.open >= session.open ? worst : session),
      undefined,
    );

/** What grants may only be assumed: then what was given governs, and nobody holds it. */
const whoever = ({ witness }: ExplainedSession, policies: readonly string[]): string =>
  witness === null || policies.includes(witness.allowedBy.policy)
    ? 'whoever holds this'
    : 'whoever is governed by this';

const openHeadline = (session: ExplainedSession, policies: readonly string[]): string => {
  const means = isWithoutMfa(session.kind) ? MEANS[session.kind] : '';
  const reach =
    session.open === 0 ? 'actions that no catalogue lists' : `${count(session.open)} of AWS's actions`;
  return `Not enforced: ${means}, ${whoever(session, policies)} can do ${reach}.`;
};

const enforcedHeadline = (judgement: UserJudgement): string => {
  if (judgement.bystanders.some(({ kind }) => kind === 'role-session')) {
    return 'Enforced for users, but it stops roles and services too: they can never show MFA.';
  }
  return isLockedOut(judgement) && !lacksGrantsOnly(judgement)
    ? 'Enforced: without MFA nothing is possible but enrolling a device, whatever else is granted; as it stands, not even that.'
    : 'Enforced: without MFA nothing is possible but enrolling a device, whatever else is granted.';
};

/** What everybody else may still be given, where everything is denied but that. */
export const notDenied = (judgement: UserJudgement): readonly string[] => {
  const open = withoutMfa(judgement).filter(({ answer }) => answer === 'no-grant');
  return open.every((session) => session.notDenied !== undefined)
    ? [...new Set(open.flatMap((session) => session.notDenied ?? []))]
    : [];
};

const noGrantHeadline = (judgement: UserJudgement): string => {
  const left = notDenied(judgement);
  return left.length === 0
    ? 'Not enforced: without MFA nothing is granted here, but no deny would stop what another policy grants.'
    : `Not enforced: without MFA everything is denied but enrolling devices, and that for other users too (${left.join(', ')}), if another policy grants it.`;
};

/** The answer in a sentence. `policies` are those that were given. */
export const headline = (judgement: UserJudgement, policies: readonly string[]): string => {
  const answer = userAnswer(judgement);
  switch (answer) {
    case 'open': {
      const worst = worstSession(judgement);
      return worst === undefined ? '' : openHeadline(worst, policies);
    }
    case 'no-grant':
      return noGrantHeadline(judgement);
    case 'undetermined':
      return 'Not judged: what this enforces is not known until the following is mended.';
    case 'enforced':
      return enforcedHeadline(judgement);
    default:
      return assertNever(answer);
  }
};
