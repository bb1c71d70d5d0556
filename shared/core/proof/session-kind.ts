/**
 * The ways a request without MFA can be signed by an IAM user; each carries different condition keys.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export const SESSION_KINDS = [
  /** A long-term access key: the MFA key is absent. */
  'access-key',
  /** A console session of someone without a device: the MFA key is `false`. */
  'console-without-mfa',
  /** `GetSessionToken` without a code: `false`. */
  'session-without-mfa',
  /** `GetFederationToken`: the MFA key and the user's name are absent. */
  'federation',
  /** A credential for one service, an SSH key or a signing certificate: it never saw MFA. */
  'service-credential',
] as const;

export type SessionKind = (typeof SESSION_KINDS)[number];

/** What is proved besides, for information: a session with MFA is meant to reach everything. */
export type ProvableSession = SessionKind | 'mfa';
