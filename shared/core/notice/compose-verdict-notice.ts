import type { ObservedCall } from '#core/change/principal-change.ts';
import { assertNever } from '#core/kernel/assert-never.ts';
import type { Arn, UserId } from '#core/kernel/aws-identifiers.ts';
import { printable } from '#core/kernel/printable.ts';
import { type EpochMs, formatInstant } from '#core/kernel/time.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import type { Disposition } from '#core/verdict/disposition.ts';
import type { Enrolment, Finding, OpenSession } from '#core/verdict/mfa-verdict.ts';
import type { Severity } from '#core/verdict/severity-level.ts';
import { describeGap, describeOpenSession } from './describe-finding.ts';
import { describeReach, describeReasons } from './describe-reach.ts';
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

const whatHappensNext = (disposition: Disposition, mode: NoticeContext['mode']): string => {
  switch (disposition.kind) {
    case 'exempt':
    case 'break-glass':
      return `This is a ${disposition.kind} user (${printable(disposition.reason)}): the guardian only watches.`;
    case 'none':
      return mode === 'enforce'
        ? 'The guardian now attaches the enforcement policy to this user: until a device is enrolled and used, little but enrolling one is allowed. You hear about it again only if that fails.'
        : 'The guardian is in observe mode: it tells, and changes nothing.';
    default:
      return assertNever(disposition);
  }
};

const PEOPLE_CAN =
  'The user can end this by enrolling an MFA device and signing in with it; better still, replace the IAM user by a role or IAM Identity Center.';

const KEY_CAN_ENROL =
  'An active access key can enrol a device by itself, and then do everything. If somebody else may hold that key, deactivate it now.';

const whyNothingStopsIt = (open: readonly OpenSession[]): string => {
  const reasons = describeReasons(open);
  return reasons.length === 0
    ? 'No statement denies that without MFA.'
    : list('What looks as if it stopped that, and does not:', reasons);
};

const keyCanEnrol = (open: readonly OpenSession[]): boolean =>
  open.some(({ why }) => why.some(({ code }) => code === 'key-can-enrol-itself'));

const exposedWording = (
  finding: Finding & { kind: 'exposed' },
  verdict: AnnouncedVerdict,
  context: NoticeContext,
): Wording => ({
  headline: `can act without MFA (severity: ${finding.severity})`,
  severity: finding.severity,
  paragraphs: [
    list(
      'Without MFA, this user acts through:',
      finding.open.map((open) => describeOpenSession(open, finding.hasDevice)),
    ),
    describeReach(finding.open),
    whyNothingStopsIt(finding.open),
    whatHappensNext(verdict.disposition, context.mode),
    finding.hasDevice !== true && keyCanEnrol(finding.open) ? KEY_CAN_ENROL : '',
    PEOPLE_CAN,
  ],
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
