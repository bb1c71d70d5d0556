/** Why a fact could not be read. `not-visible-yet`: one answer contradicts another, as lagging reads do. */
export type ReadFailure = 'access-denied' | 'throttled' | 'service-error' | 'not-visible-yet';

/** A fact is known, or unknown because reading it failed; never silently absent. */
export type Observed<Fact> =
  | { readonly kind: 'known'; readonly fact: Fact }
  | { readonly kind: 'unknown'; readonly because: ReadFailure };

/** A fact that could not be read, and why. */
export interface Gap {
  readonly fact:
    | 'user'
    | 'access-keys'
    | 'password'
    | 'mfa-devices'
    | 'attached-policies'
    | 'enforcement-policy';
  readonly because: ReadFailure;
}

export const known = <Fact>(fact: Fact): Observed<Fact> => ({ kind: 'known', fact });

export const unknown = (because: ReadFailure): Observed<never> => ({ kind: 'unknown', because });

/** Whether trying again soon may read what could not be read now; a denied read stays denied. */
export const isPassing = (because: ReadFailure): boolean => because !== 'access-denied';
