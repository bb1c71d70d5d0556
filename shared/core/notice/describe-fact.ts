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

/** What could not be read or understood, and which one where there are several; the same in alerts and explanations. */
export const describeFact = ({ fact, of }: Pick<Gap, 'fact' | 'of'>): string =>
  of === undefined ? FACTS[fact] : `${FACTS[fact]} ${printable(of)}`;
