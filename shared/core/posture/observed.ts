/** Why a fact could not be read. `not-visible-yet`: one answer contradicts another, as lagging reads do. */
export type ReadFailure = 'access-denied' | 'throttled' | 'service-error' | 'not-visible-yet';

/** A fact is known, or unknown because reading it failed; never silently absent. */
export type Observed<Fact> =
  | { readonly kind: 'known'; readonly fact: Fact }
  | { readonly kind: 'unknown'; readonly because: ReadFailure };

export const GAP_FACTS = [
  'user',
  'access-keys',
  'password',
  'mfa-devices',
  'attached-policies',
  'inline-policies',
  'groups',
  'group-policies',
  'policy-document',
  'boundary',
  'enforcement-policy',
  'service-credentials',
  'ssh-public-keys',
  'signing-certificates',
] as const;

export const GAP_REASONS = [
  'access-denied',
  'throttled',
  'service-error',
  'not-visible-yet',
  /** The text is no policy document that IAM could have accepted. */
  'not-understood',
  /** Judging it would take more steps than are allowed: one policy, or all of them together. */
  'too-complex',
] as const;

/** A fact that could not be read or understood, and why. */
export interface Gap {
  readonly fact: (typeof GAP_FACTS)[number];
  readonly because: (typeof GAP_REASONS)[number];
  /** Which one, where there are several: a policy's ARN or name, a group's name. */
  readonly of?: string;
}

export const known = <Fact>(fact: Fact): Observed<Fact> => ({ kind: 'known', fact });

export const unknown = (because: ReadFailure): Observed<never> => ({ kind: 'unknown', because });

/** Whether trying again soon may read what could not be read now; a denied read stays denied, a text stays odd. */
export const isPassing = (because: Gap['because']): boolean =>
  because === 'throttled' || because === 'service-error' || because === 'not-visible-yet';
