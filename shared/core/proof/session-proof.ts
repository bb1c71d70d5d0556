import type { AccessLevel } from '#core/catalogue/action-catalogue.ts';
import type { PolicyHolder, PolicyName } from '#core/posture/held-policy.ts';
import type { Gap } from '#core/posture/observed.ts';
import type { ProvableSession } from './session-kind.ts';

/** One statement of one policy, as people find it. */
export interface StatementPlace {
  readonly holder: PolicyHolder | { readonly kind: 'boundary' } | { readonly kind: 'service-control' };
  readonly policy: PolicyName;
  /** The statement's Sid, or `#2` for the second one without. */
  readonly statement: string;
}

/** The most dangerous action that is left, and what lets it through. */
export interface Witness {
  /** As the service writes it, `iam:AttachUserPolicy`; or a pattern like `newservice:*` of actions in no catalogue. */
  readonly action: string;
  /** One resource it reaches: an ARN, or `*`. */
  readonly resource: string;
  readonly allowedBy: StatementPlace;
}

/** Why a statement that looks as if it required MFA does not. Stable: people filter by them. */
export const WHY_CODES = [
  'bool-skips-absent-key',
  'absent-key-never-compares',
  'null-skips-false-key',
  'carve-out-exempts-device-removal',
  'carve-out-exempts-more-than-enrolment',
  'actions-not-covered',
  'resource-narrower-than-allow',
  'extra-condition',
  'wrong-key',
  'value-never-matches',
  'operator-does-not-fit',
  'allow-ifexists-admits-keys',
  'allow-null-admits-sessions',
  'allow-gate-is-undefined',
  'not-self-scoped',
  'federation-has-no-username',
  'variable-stays-literal',
  'gates-only-its-own-allow',
  'key-can-enrol-itself',
  'denies-with-mfa',
  'several-values-are-undefined',
  'wrong-key-denies-everybody',
  'federation-has-another-arn',
] as const;

export type WhyCode = (typeof WHY_CODES)[number];

export interface Why {
  readonly code: WhyCode;
  readonly place: StatementPlace;
}

export type ReachByAccessLevel = Readonly<Record<AccessLevel, number>>;

/** What a session reaches beyond the enrolment set. */
export interface OpenReach {
  /** How many actions of the catalogue have a resource that it reaches. */
  readonly actions: number;
  /** Whether it also reaches actions that the catalogue does not list. */
  readonly unlistedActions: boolean;
  readonly byAccessLevel: ReachByAccessLevel;
  readonly witness: Witness;
}

/**
 * The answer for one kind of session.
 * - *enforced*: beyond enrolment, everything is denied, whatever a resource policy says.
 * - *no-grant*: nothing beyond enrolment is granted, but no deny would stop what a resource policy grants.
 * - *open*: something is granted and nothing must stop it.
 * - *undetermined*: a policy could not be read or understood, and the others do not decide it.
 */
export type SessionProof = { readonly session: ProvableSession; readonly why: readonly Why[] } & (
  | { readonly answer: 'enforced' }
  | { readonly answer: 'no-grant' }
  | { readonly answer: 'open'; readonly open: OpenReach }
  | { readonly answer: 'undetermined'; readonly gaps: readonly Gap[] }
);

/** Whether a session can enrol the user's first device; `missing` are the actions that it lacks for that. */
export type EnrolmentProof =
  | { readonly answer: 'possible' }
  | { readonly answer: 'impossible'; readonly missing: readonly string[] }
  | { readonly answer: 'unknown' };
