import type { ObservedCall } from '#core/change/principal-change.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { printable } from '#core/kernel/printable.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { Notice, NoticeContext } from './notice.ts';
import { describeAccount, describeCall, paragraphs, subjectLine } from './plain-text.ts';

/** A call under one of the guardian's own roles that the guardian did not make. */
export interface UnexplainedCall {
  readonly account: AccountId;
  readonly call: ObservedCall;
  readonly principal: PrincipalName | null;
  readonly errorCode: string | null;
}

export const composeTamperingNotice = (unexplained: UnexplainedCall, context: NoticeContext): Notice => {
  const { call, principal, errorCode } = unexplained;
  const account = describeAccount(unexplained.account, context.accountNames);
  return {
    id: `tampering/${unexplained.account}/${call.eventId}`,
    account,
    says: "somebody else used the guardian's role",
    severity: 'critical',
    subject: subjectLine(`MFA Guardian: somebody else used the guardian's role in ${account}`),
    body: paragraphs([
      `A role that only the guardian may use was used in account ${account}, and not by the guardian.`,
      `What happened: ${describeCall(call)}`,
      principal === null ? '' : `It was about the IAM user ${principal.userName}.`,
      errorCode === null ? 'The call succeeded.' : `The call failed: ${printable(errorCode)}.`,
      'Whoever did this can act as one of the execution roles of the security account, or has changed the trust of the role. Treat it as an incident.',
      `Event:   ${printable(call.eventId)}`,
    ]),
  };
};
