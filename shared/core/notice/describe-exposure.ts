import type { GuardMode } from '#core/action/guard-action.ts';
import { assertNever } from '#core/kernel/assert-never.ts';
import { printable } from '#core/kernel/printable.ts';
import type { Disposition } from '#core/verdict/disposition.ts';
import type { Finding, OpenSession } from '#core/verdict/mfa-verdict.ts';
import { describeOpenSession } from './describe-finding.ts';
import { describeReach, describeReasons } from './describe-reach.ts';
import { list } from './plain-text.ts';

type Exposed = Finding & { readonly kind: 'exposed' };

const ATTACHES =
  'The guardian now attaches the enforcement policy to this user: until a device is enrolled and used, little but enrolling one is allowed. You hear about it again only if that fails.';

const ATTACHES_NOTHING =
  'The guardian attaches nothing to this user until that policy is put back: make the version that was deployed the default again.';

/** What an enforcing guardian does about somebody whom nothing spares. */
const whatIsDone = ({ heldEnforcement }: Exposed): string =>
  heldEnforcement === 'altered' ? ATTACHES_NOTHING : ATTACHES;

const whatHappensNext = (finding: Exposed, disposition: Disposition, mode: GuardMode): string => {
  switch (disposition.kind) {
    case 'exempt':
    case 'break-glass':
      return `This is a ${disposition.kind} user (${printable(disposition.reason)}): the guardian only watches.`;
    case 'none':
      return mode === 'enforce'
        ? whatIsDone(finding)
        : 'The guardian is in observe mode: it tells, and changes nothing.';
    default:
      return assertNever(disposition);
  }
};

const PEOPLE_CAN =
  'The user can end this by enrolling an MFA device and signing in with it; better still, replace the IAM user by a role or IAM Identity Center.';

/** Also told of somebody guarded whose device is gone. */
export const KEY_CAN_ENROL =
  'An active access key can enrol a device by itself, and then do everything. If somebody else may hold that key, deactivate it now.';

const KEY_CAN_ENROL_AFTERWARDS =
  'That leaves enrolling to the access key, for there is no password: whoever holds it can enrol a device, and then do everything. If somebody else may hold that key, deactivate it now.';

const HELD_AND_ALTERED =
  'The enforcement policy is attached to this user, and no longer enforces MFA: it was altered, and does not say any more what was deployed.';

const whyNothingStopsIt = (open: readonly OpenSession[]): string => {
  const reasons = describeReasons(open);
  return reasons.length === 0
    ? 'No statement denies that without MFA.'
    : list('What looks as if it stopped that, and does not:', reasons);
};

const keyCanEnrolNow = ({ open }: Exposed): boolean =>
  open.some(({ why }) => why.some(({ code }) => code === 'key-can-enrol-itself'));

/** Who has no password, or may have none, gets a policy that lets the key enrol: else it would lock them out. */
const keyCanEnrolAfterwards = (finding: Exposed, disposition: Disposition, mode: GuardMode): boolean =>
  mode === 'enforce' &&
  disposition.kind === 'none' &&
  finding.heldEnforcement === undefined &&
  finding.hasPassword === false &&
  finding.open.some(({ session }) => session === 'access-key');

const warnOfKey = (finding: Exposed, disposition: Disposition, mode: GuardMode): string => {
  if (finding.hasDevice === true) {
    return '';
  }
  if (keyCanEnrolNow(finding)) {
    return KEY_CAN_ENROL;
  }
  return finding.hasDevice === false && keyCanEnrolAfterwards(finding, disposition, mode)
    ? KEY_CAN_ENROL_AFTERWARDS
    : '';
};

/** What people are told of an exposure, below what made the guardian look. */
export const describeExposure = (
  finding: Exposed,
  disposition: Disposition,
  mode: GuardMode,
): readonly string[] => [
  list(
    'Without MFA, this user acts through:',
    finding.open.map((open) => describeOpenSession(open, finding.hasDevice)),
  ),
  describeReach(finding.open),
  whyNothingStopsIt(finding.open),
  finding.heldEnforcement === 'altered' ? HELD_AND_ALTERED : '',
  whatHappensNext(finding, disposition, mode),
  warnOfKey(finding, disposition, mode),
  PEOPLE_CAN,
];
