import { assertNever } from '#core/kernel/assert-never.ts';
import { formatInstant } from '#core/kernel/time.ts';
import { type AttachFailure, type FinishedIntent, passedByItself } from '#core/ledger/intent.ts';
import type { Severity } from '#core/verdict/severity-level.ts';
import { describeAttachFailure } from './describe-attach-failure.ts';
import type { Notice, NoticeContext } from './notice.ts';
import { describeAccount, paragraphs, subjectLine } from './plain-text.ts';

/** The parts of a finished action that people are told about. */
export type FinishedAction = Pick<FinishedIntent, 'principal' | 'userId' | 'verdictVersion' | 'outcome'> & {
  readonly intentId: string;
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
          `Why: ${describeAttachFailure(outcome.because)}`,
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
