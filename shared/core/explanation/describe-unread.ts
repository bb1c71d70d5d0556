import { printable } from '#core/kernel/printable.ts';
import type { Gap } from '#core/posture/observed.ts';

const FACTS: Readonly<Record<Gap['fact'], string>> = {
  user: 'the user',
  'access-keys': 'the access keys',
  password: 'whether there is a password',
  'mfa-devices': 'the MFA devices',
  'attached-policies': 'the attached policies',
  'inline-policies': "the user's inline policies",
  groups: "the user's groups",
  'group-policies': 'the policies of the group',
  'policy-document': 'the policy',
  boundary: 'the permissions boundary',
  'enforcement-policy': "the guardian's own policy",
  'service-credentials': 'the service-specific credentials',
  'ssh-public-keys': 'the SSH public keys',
  'signing-certificates': 'the signing certificates',
};

const REASONS: Readonly<Record<Gap['because'], string>> = {
  'access-denied': 'IAM denied reading this',
  throttled: 'IAM throttled the reads; ask again',
  'service-error': 'this could not be read',
  'not-visible-yet': 'this is not in what was given',
  'not-understood': 'this was not understood as a policy document',
  'too-complex': 'this is more complex than can be judged within the limit of this tool',
};

/** A fact that an explanation lacks, and why. */
export const describeUnread = ({ fact, because, of }: Gap): string =>
  `${FACTS[fact]}${of === undefined ? '' : ` ${printable(of)}`}: ${REASONS[because]}`;
