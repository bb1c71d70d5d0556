import type { ObservedCall } from '#core/change/principal-change.ts';
import { assertNever } from '#core/kernel/assert-never.ts';
import type { Arn, UserId } from '#core/kernel/aws-identifiers.ts';
import { printable } from '#core/kernel/printable.ts';
import { type EpochMs, formatInstant } from '#core/kernel/time.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { Disposition } from '#core/verdict/disposition.ts';
import type { Enrolment, Finding } from '#core/verdict/mfa-verdict.ts';
import type { Severity } from '#core/verdict/severity-level.ts';
import { describeExposure, KEY_CAN_ENROL } from './describe-exposure.ts';
import { describeGap } from './describe-finding.ts';
import type { Notice, NoticeContext } from './notice.ts';
import { describeAccount, describeCall, list, paragraphs, subjectLine } from './plain-text.ts';

/** A verdict as it was announced. */
export interface AnnouncedVerdict {
  readonly principal: PrincipalName;
  readonly identity: { readonly userId: UserId; readonly arn: Arn } | null;
  readonly verdictVersion: number;
  readonly finding: Finding;
  readonly disposition: Disposition;
  readonly previousFinding: Finding['kind'] | null;
  readonly cause: ObservedCall;
  readonly readBegan: EpochMs;
}

interface Wording {
  readonly headline: string;
  readonly severity: Severity;
  readonly paragraphs: readonly string[];
}

const exposedWording = (
  finding: Finding & { kind: 'exposed' },
  { disposition }: AnnouncedVerdict,
  { mode }: NoticeContext,
): Wording => ({
  headline: `can act without MFA (severity: ${finding.severity})`,
  severity: finding.severity,
  paragraphs: describeExposure(finding, disposition, mode),
});

const undeterminedWording = (finding: Finding & { kind: 'undetermined' }): Wording => ({
  headline: 'could not be judged',
  severity: 'medium',
  paragraphs: [
    list('What could not be read:', finding.gaps.map(describeGap)),
    'Unknown is not a pass, and no reason to act either: nothing was changed. Please look.',
  ],
});

const LOCKED_OUT: Wording = {
  headline: 'is locked out and can not enrol an MFA device',
  severity: 'medium',
  paragraphs: [
    'MFA is enforced, and nothing that this user signs in with can enrol a device: a strict enforcement policy refuses that to access keys, or another policy, a boundary or a service control policy denies it.',
    'If the user is to go on: create a password where there is none, or take away what denies enrolling. If not: delete what the user signs in with.',
  ],
};

const deviceGoneWording = (enrolment: Enrolment): Wording => ({
  headline: 'no longer has an MFA device',
  severity: 'medium',
  paragraphs: [
    'MFA is enforced: without a device, little but enrolling one is allowed.',
    enrolment === 'with-key' ? KEY_CAN_ENROL : '',
  ],
});

/** Guarded people without a device are told of when they lost it, or can't get one. */
const awaitingWording = (
  { enrolment }: Finding & { kind: 'awaiting-enrolment' },
  { previousFinding, cause }: AnnouncedVerdict,
): Wording | undefined => {
  if (enrolment === 'impossible') {
    return LOCKED_OUT;
  }
  return previousFinding === 'protected' || cause.kind === 'mfa-device-deactivated'
    ? deviceGoneWording(enrolment)
    : undefined;
};

const wordingOf = (verdict: AnnouncedVerdict, context: NoticeContext): Wording | undefined => {
  const { finding } = verdict;
  switch (finding.kind) {
    case 'no-access':
    case 'protected':
      return undefined;
    case 'awaiting-enrolment':
      return awaitingWording(finding, verdict);
    case 'exposed':
      return exposedWording(finding, verdict, context);
    case 'undetermined':
      return undeterminedWording(finding);
    default:
      return assertNever(finding);
  }
};

/** What people are told about a verdict; undefined when it needs nobody's attention. */
export const composeVerdictNotice = (
  verdict: AnnouncedVerdict,
  context: NoticeContext,
): Notice | undefined => {
  // Who is exempt was decided by reviewers: nobody is told where nothing can come of it.
  const wording = verdict.disposition.kind === 'exempt' ? undefined : wordingOf(verdict, context);
  if (wording === undefined) {
    return undefined;
  }
  const { principal, identity, verdictVersion, cause, readBegan } = verdict;
  const account = describeAccount(principal.account, context.accountNames);
  return {
    id: `verdict/${principal.account}/${principal.userName.toLowerCase()}/${identity?.userId ?? 'unknown'}/${verdictVersion}`,
    account,
    says: wording.headline,
    severity: wording.severity,
    subject: subjectLine(`MFA Guardian: ${principal.userName} in ${account}`, ` ${wording.headline}`),
    body: paragraphs([
      `The IAM user ${principal.userName} in account ${account} ${wording.headline}.`,
      `What made the guardian look: ${describeCall(cause)}`,
      ...wording.paragraphs,
      [
        `User:    ${identity?.arn ?? principal.userName}`,
        `Finding: ${verdict.finding.kind}, verdict ${verdictVersion}, read ${formatInstant(readBegan)}`,
        `Event:   ${printable(cause.eventId)}`,
      ].join('\n'),
    ]),
  };
};
