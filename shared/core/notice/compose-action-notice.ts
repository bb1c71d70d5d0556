import { assertNever } from '#core/kernel/assert-never.ts';
import { formatInstant } from '#core/kernel/time.ts';
import {
  type AttachFailure,
  type FinishedIntent,
  type PassedFailure,
  passedByItself,
} from '#core/ledger/intent.ts';
import type { Severity } from '#core/verdict/severity-level.ts';
import type { Notice, NoticeContext } from './notice.ts';
import { describeAccount, paragraphs, subjectLine } from './plain-text.ts';

/** The parts of a finished action that people are told about. */
export type FinishedAction = Pick<FinishedIntent, 'principal' | 'userId' | 'verdictVersion' | 'outcome'> & {
  readonly intentId: string;
};

const FAILURES: Readonly<Record<Exclude<AttachFailure, PassedFailure>, string>> = {
  'access-denied':
    'the enforcer role was denied. Is the member stack deployed there, and does no service control policy stop it?',
  'policy-quota-reached':
    'the user has as many managed policies as IAM allows. Detach one, or raise the quota "Managed policies per user".',
  'enforcement-policy-altered':
    'the enforcement policy in that account no longer says what was deployed. Find out who changed it, and make the version that was deployed the default again. If it is the hub that was deployed with a newer one, deploy the member stack.',
  'enforcement-policy-absent':
    'that account has no such enforcement policy. Deploy the member stack there; if it was deployed before, with --revert-drift.',
  'facts-unknown': 'a fact that the decision hangs on could not be read.',
  'would-lock-out':
    'with the policy attached it is not certain that the user could still enrol an MFA device, so nothing was attached. Either something else denies enrolling (a boundary, a service control policy, another policy), or the configuration does not say what service control policies do, or there is nothing to enrol with: no password and no access key.',
  'not-confirmed':
    'IAM did not take the call, or no read showed its effect, in ten attempts. Look at the user, and at the health of IAM.',
};

/** A policy of the guardian's that somebody altered is an attack on the guardian, not only a user who stays open. */
const severityOf = (because: AttachFailure): Severity =>
  because === 'enforcement-policy-altered' ? 'critical' : 'high';

/** What people are told about an action: only that it failed; that it was meant, the verdict's notice said. */
export const composeActionNotice = (action: FinishedAction, context: NoticeContext): Notice | undefined => {
  const { principal, outcome } = action;
  switch (outcome.kind) {
    case 'attached':
      return undefined;
    case 'failed': {
      if (passedByItself(outcome.because)) {
        return undefined;
      }
      const account = describeAccount(principal.account, context.accountNames);
      return {
        id: `action/${principal.account}/${action.intentId}`,
        account,
        says: 'could not enforce MFA',
        severity: severityOf(outcome.because),
        subject: subjectLine(`MFA Guardian: could not enforce MFA for ${principal.userName} in ${account}`),
        body: paragraphs([
          `The IAM user ${principal.userName} in account ${account} can still act without MFA: the enforcement policy could not be attached.`,
          `Why: ${FAILURES[outcome.because]}`,
          [
            `User id:  ${action.userId}, verdict ${action.verdictVersion}`,
            `Given up: ${formatInstant(outcome.at)}`,
          ].join('\n'),
        ]),
      };
    }
    default:
      return assertNever(outcome);
  }
};
