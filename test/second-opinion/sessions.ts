import { contextsOf, type ProvedCase } from '../fakes/proved-cases.ts';
import type { SessionContext } from '../model/session-contexts.model.ts';

const ISSUE_TIME = 'aws:tokenissuetime';

/**
 * What requests of a kind of session carry. Of credentials for one service AWS does not say whether they carry the time
 * of issue, with the MFA key or without: whatever the proof says has to be so either way.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-tokenissuetime
 */
export const sessionsOf = (asked: ProvedCase): readonly SessionContext[] => {
  const documented = contextsOf(asked);
  const withIssueTime = documented
    .filter(({ absent }) => absent.includes(ISSUE_TIME))
    .map((session) => ({ ...session, absent: session.absent.filter((key) => key !== ISSUE_TIME) }));
  return asked.session === 'service-credential' ? [...documented, ...withIssueTime] : documented;
};
