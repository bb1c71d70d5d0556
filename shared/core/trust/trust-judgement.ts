import type { WhyCode } from '#core/proof/session-proof.ts';

/**
 * What a trust policy says of one principal that it names.
 * - *without-mfa*: the principal could carry MFA, and is let in without.
 * - *requires-mfa*: certainly nobody of this name is let in without MFA.
 * - *cannot-carry-mfa*: whoever is let in without MFA is of a kind that never carries it.
 * - *denied*: certainly nobody of this name is let in at all.
 * - *undetermined*: AWS leaves open what comes of it.
 */
export const TRUST_ANSWERS = [
  'without-mfa',
  'requires-mfa',
  'cannot-carry-mfa',
  'denied',
  'undetermined',
] as const;

export type TrustAnswer = (typeof TRUST_ANSWERS)[number];

/** What a `Principal` element names. */
export const PRINCIPAL_KINDS = [
  'user',
  'account',
  'role',
  'role-session',
  'federated-user',
  'everybody',
  'service',
  'saml',
  'oidc',
  'canonical-user',
  'service-linked',
] as const;

export type PrincipalKind = (typeof PRINCIPAL_KINDS)[number];

/**
 * The sessions that call `AssumeRole` where MFA is possible, and those of the same principal where it is not.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export const TRUST_SESSIONS = [
  /** A long-term access key without a code: the MFA key is absent. */
  'access-key',
  /** `GetSessionToken` without a code: `false`. */
  'session-without-mfa',
  /** Switching roles in a console session without MFA: `false`. */
  'console-without-mfa',
  /** Any of them with MFA. */
  'mfa',
  /** A role of the account: what `AssumeRole` returns never carries MFA. */
  'role-session',
] as const;

export type TrustSession = (typeof TRUST_SESSIONS)[number];

/** Why the answer is what it is, beyond what the proof of identity policies knows. Stable: people filter by them. */
export const TRUST_WHY_CODES = [
  'no-mfa-condition',
  'other-conditions-only',
  'allow-asks-for-no-mfa',
  'principal-cannot-carry-mfa',
  'role-sessions-never-carry-mfa',
  'federated-user-cannot-assume-roles',
  'root-user-cannot-assume-roles',
  'principal-was-deleted',
  'principal-is-undefined',
  'condition-is-undefined',
  'names-any-provider',
  'action-does-not-fit',
  'denied-by-statement',
  'deny-is-undefined',
  'condition-never-holds',
] as const;

export type TrustWhyCode = (typeof TRUST_WHY_CODES)[number];

export interface TrustWhy {
  readonly code: TrustWhyCode | WhyCode;
  /** The end of a sentence about the statement. */
  readonly text: string;
  /** Its Sid, or its place: `#2`. */
  readonly statement: string;
}

export interface TrustedPrincipal {
  readonly kind: PrincipalKind;
  /** As the policy writes it, fit to be shown. */
  readonly name: string;
  readonly answer: TrustAnswer;
  /** Which sessions may assume the role, of a principal that could carry MFA; for all others none. */
  readonly sessions: readonly TrustSession[];
  /** How long ago MFA may have been, in seconds, where the policy certainly limits that. */
  readonly maximumAgeSeconds?: number;
  readonly why: readonly TrustWhy[];
  /** One sentence for people. */
  readonly text: string;
}

/** The smallest change found after which everybody who can carry MFA has to; judged again before it is given. */
export interface TrustRepair {
  readonly changes: readonly { readonly statement: string; readonly text: string }[];
  /** The changed document, as JSON. */
  readonly text: string;
  /** What the changed document says. */
  readonly principals: readonly TrustedPrincipal[];
}

export interface TrustJudgement {
  /** Each principal once that an allow names, in the order of the document. */
  readonly principals: readonly TrustedPrincipal[];
  /** Undefined where there is nothing to repair, and where no change would certainly do. */
  readonly repair: TrustRepair | undefined;
}
