import type { HeldPolicies } from '#core/posture/held-policy.ts';
import { type ReadFailure, unknown } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import { withAttached } from './held-policies.ts';

/** The facts that are read one by one, and may be missed one by one. */
type FactName =
  | 'accessKeys'
  | 'password'
  | 'mfaDevices'
  | 'attachedPolicies'
  | 'boundary'
  | 'serviceCredentials'
  | 'sshPublicKeys'
  | 'signingCertificates';

/** What a read can miss: one fact, the listing of the user's own policies, or the whole user. */
export type Missed = FactName | 'inlinePolicies' | 'user';

/** What a read shows of a user, whose stored policies are those that are not attached. */
export const shownUser = (
  user: UserPosture,
  missed?: Exclude<Missed, 'user'>,
  because: ReadFailure = 'throttled',
): UserPosture => {
  const facts: UserPosture =
    missed === undefined || missed === 'inlinePolicies' ? user : { ...user, [missed]: unknown(because) };
  const own: HeldPolicies =
    missed === 'inlinePolicies'
      ? { policies: [], gaps: [{ fact: 'inline-policies', because }] }
      : user.identityPolicies;
  return { ...facts, identityPolicies: withAttached(own, facts) };
};
