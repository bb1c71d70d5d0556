import type { WhyCode } from '#core/proof/session-proof.ts';

/** What each reason means, for somebody who has to mend the policy. */
const WHY_TEXTS: Readonly<Record<WhyCode, string>> = {
  'bool-skips-absent-key':
    'it denies with Bool, which never holds for access keys: they send no MFA key at all. Use BoolIfExists: it also matches requests without the key.',
  'absent-key-never-compares':
    'it compares a key that requests without MFA do not carry, so that it never holds for them. Use the operator with IfExists: it also matches requests without the key.',
  'null-skips-false-key':
    'it denies where the MFA key is absent, but sessions without MFA may carry it with the value false.',
  'carve-out-exempts-device-removal':
    'it exempts removing an MFA device: whoever holds a stolen key removes the device and enrols another.',
  'carve-out-exempts-more-than-enrolment': 'it exempts more actions than enrolling a device takes.',
  'actions-not-covered': 'it denies some actions, and leaves the others.',
  'resource-narrower-than-allow': 'it denies on fewer resources than are allowed.',
  'extra-condition':
    'it asks for something besides MFA, which need not be so: where it is not, nothing is denied.',
  'wrong-key': 'it tests a condition key that AWS does not have; the MFA key is aws:MultiFactorAuthPresent.',
  'value-never-matches': 'it compares the MFA key with a value that requests without MFA need not have.',
  'operator-does-not-fit':
    'its operator, as it is written, is not one for the MFA key, and AWS does not say what comes of that; the one is written BoolIfExists, letter for letter.',
  'allow-ifexists-admits-keys':
    'it allows with MFA "if the key exists": access keys send none, so that it allows them without MFA.',
  'allow-null-admits-sessions':
    'it allows where the MFA key exists, and sessions without MFA have it too, with the value false.',
  'not-self-scoped':
    "its exemption for enrolling a device is not held to the user's own: a device can be enrolled for others.",
  'federation-has-no-username':
    'it hangs on aws:username, which sessions from GetFederationToken do not have.',
  'variable-stays-literal':
    'without "Version": "2012-10-17" its variables are plain text, and match nothing.',
  'gates-only-its-own-allow':
    'it asks for MFA in an allow, which denies nothing: what other statements allow stays allowed without.',
  'allow-gate-is-undefined':
    'it asks for MFA with an operator or a value for which AWS does not say what comes of it.',
  'key-can-enrol-itself': 'whoever holds the access key can enrol a device with it, and then do everything.',
  'denies-with-mfa': 'it asks the wrong way round: it denies those who have MFA, and not these.',
  'several-values-are-undefined':
    'it compares the MFA key with several values, and AWS does not say what comes of that. Write "false" alone.',
  'federation-has-another-arn':
    'it hangs on who asks, and a session from GetFederationToken goes by another name: its aws:PrincipalArn is a federated-user ARN.',
  'wrong-key-denies-everybody':
    'it tests a condition key that AWS does not list; if there is none, it denies everybody, with MFA too. The MFA key is aws:MultiFactorAuthPresent.',
};

/** One reason, as the end of a sentence about the statement. */
export const describeWhy = (code: WhyCode): string => WHY_TEXTS[code];
