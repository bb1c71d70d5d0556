import { assertNever } from '#core/kernel/assert-never.ts';
import { describeOpenSession } from '#core/notice/describe-finding.ts';
import type { Enrolment, Finding } from '#core/verdict/mfa-verdict.ts';
import { describeUnread } from './describe-unread.ts';

type Exposed = Finding & { readonly kind: 'exposed' };

const waysWithoutMfa = ({ open, hasDevice }: Exposed): string =>
  open.map((session) => describeOpenSession(session, hasDevice)).join('; ');

const ENROLMENT: Readonly<Record<Enrolment, string>> = {
  'from-console': 'a device can be enrolled from the console, by whoever knows the password',
  'with-key': 'the access key can enrol a device by itself, whoever holds it',
  impossible: 'nothing that the user signs in with can enrol a device: the user is locked out',
  'no-credential': 'nothing is left to sign in with but sessions that may still live',
};

/** What a user's own credentials can start at this moment, as a sentence. */
export const describeNow = (finding: Finding): string => {
  switch (finding.kind) {
    case 'no-access':
      return 'there is nothing to sign in with.';
    case 'protected':
      return finding.lasting
        ? 'has an MFA device, and nothing can be started without it that is not enforced; a new key would open nothing.'
        : 'has an MFA device, and nothing can be started without it that is not enforced; a new key would change that.';
    case 'awaiting-enrolment':
      return `has no MFA device yet, and all that can be started is enforced: ${ENROLMENT[finding.enrolment]}.`;
    case 'exposed':
      return `open without MFA (severity: ${finding.severity}) through ${waysWithoutMfa(finding)}.`;
    case 'undetermined':
      return `could not be judged. ${finding.gaps.map(describeUnread).join('; ')}.`;
    default:
      return assertNever(finding);
  }
};
