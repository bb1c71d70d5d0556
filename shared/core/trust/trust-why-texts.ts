import type { WhyCode } from '#core/proof/session-proof.ts';
import type { TrustWhyCode } from './trust-judgement.ts';

/** The reasons that a trust policy can have. */
export type UsedWhyCode =
  | TrustWhyCode
  | Extract<
      WhyCode,
      | 'absent-key-never-compares'
      | 'actions-not-covered'
      | 'allow-gate-is-undefined'
      | 'allow-ifexists-admits-keys'
      | 'allow-null-admits-sessions'
      | 'bool-skips-absent-key'
      | 'extra-condition'
      | 'null-skips-false-key'
      | 'operator-does-not-fit'
      | 'value-never-matches'
      | 'wrong-key'
    >;

const TEXTS: Readonly<Record<UsedWhyCode, string>> = {
  'no-mfa-condition': 'it allows without any condition.',
  'other-conditions-only': 'its conditions do not ask for MFA.',
  'allow-asks-for-no-mfa': 'it allows those who have no MFA.',
  'allow-gate-is-undefined':
    'it asks for MFA with an operator or a value for which AWS does not say what comes of it.',
  'allow-ifexists-admits-keys':
    'it asks for MFA only if the key exists: access keys send none, and are let in without.',
  'allow-null-admits-sessions':
    'it asks only that the MFA key exists, and sessions without MFA have it too, with the value false.',
  'principal-cannot-carry-mfa': 'it asks for MFA of those who can never carry it.',
  'role-sessions-never-carry-mfa':
    'it shuts out roles: what AssumeRole returns never carries MFA, also where the user had it.',
  'federated-user-cannot-assume-roles':
    'it names a session of GetFederationToken, and AWS lets none of them call AssumeRole.',
  'root-user-cannot-assume-roles':
    'its conditions are met by a root user only, and AWS lets none of them call AssumeRole.',
  'principal-was-deleted': 'it names the id of somebody who was deleted, and applies to nobody.',
  'principal-is-undefined': 'AWS does not say whether it lets in whoever asks by this name.',
  'condition-is-undefined': 'AWS does not say what one of its conditions comes to for this principal.',
  'names-any-provider':
    'its * lets in anybody whom any provider of this type vouches for: name those you mean.',
  'action-does-not-fit': 'none of its actions is one that this principal can ask for the role with.',
  'denied-by-statement': 'it denies.',
  'deny-is-undefined': 'AWS does not say whether it denies this principal.',
  'condition-never-holds': 'its conditions are never met by this principal.',
  'absent-key-never-compares':
    'it compares a key that requests without MFA do not carry, so that it never denies them. An operator with IfExists does.',
  'actions-not-covered': 'it does not deny the action that the role is assumed with.',
  'bool-skips-absent-key':
    'it denies with Bool, which never holds for access keys: they send no MFA key at all. BoolIfExists does.',
  'extra-condition': 'it denies on another condition too, which need not hold.',
  'null-skips-false-key':
    'it denies where the MFA key is absent, but sessions without MFA may carry it with the value false.',
  'operator-does-not-fit':
    'its operator is not one for the MFA key, and AWS does not say what comes of that; BoolIfExists is.',
  'value-never-matches': 'it compares the MFA key with a value that requests without MFA need not have.',
  'wrong-key': 'it tests a condition key that AWS does not have; the MFA key is aws:MultiFactorAuthPresent.',
};

/** One reason, as the end of a sentence about the statement. */
export const describeTrustWhy = (code: UsedWhyCode): string => TEXTS[code];
