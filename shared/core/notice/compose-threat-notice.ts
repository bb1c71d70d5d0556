import type { ObservedCall } from '#core/change/principal-change.ts';
import type { AccountId } from '#core/kernel/aws-identifiers.ts';
import { printable } from '#core/kernel/printable.ts';
import type { Threat, ThreatTarget } from '#core/threat/threat.ts';
import { describeThreat } from './describe-threat.ts';
import type { Notice, NoticeContext } from './notice.ts';
import { describeAccount, describeCall, paragraphs, subjectLine } from './plain-text.ts';

/** A threat as it was announced. */
export interface AnnouncedThreat {
  readonly account: AccountId;
  readonly call: ObservedCall;
  readonly threat: Threat;
  /** The error code of a call that failed: it was tried, and not done. */
  readonly errorCode: string | null;
}

const TARGETS: Readonly<Record<ThreatTarget['kind'], string>> = {
  user: 'the IAM user',
  root: 'the root user',
  group: 'the group',
  policy: 'the policy',
  role: 'the role',
  account: 'the account',
  part: 'the part of the guardian named',
  trail: 'the trail',
  organization: 'the organization:',
  'identity-provider': 'the identity provider',
};

const describeTarget = ({ kind, name }: ThreatTarget): string =>
  kind === 'root' ? TARGETS.root : `${TARGETS[kind]} ${name}`;

/** What people are told about a threat; undefined when it is kept for whoever looks for it, as low ones are. */
export const composeThreatNotice = (
  { account, call, threat, errorCode }: AnnouncedThreat,
  context: NoticeContext,
): Notice | undefined => {
  if (threat.severity === 'low') {
    return undefined;
  }
  const { headline, advice } = describeThreat(threat.kind);
  const where = describeAccount(account, context.accountNames);
  return {
    id: ['threat', account, call.eventId, threat.kind, threat.target.name].map(printable).join('/'),
    account: where,
    says: headline,
    severity: threat.severity,
    subject: subjectLine(`MFA Guardian: ${where}: ${headline}`, ` (${threat.severity})`),
    body: paragraphs([
      `In account ${where}: ${headline}. Severity: ${threat.severity}.`,
      `Who did it, and when: ${describeCall(call)}`,
      printable(`Against: ${describeTarget(threat.target)}`),
      errorCode === null ? '' : `The call failed (${printable(errorCode)}): it was tried, and not done.`,
      advice,
      `Event:   ${printable(call.eventId)}`,
    ]),
  };
};
