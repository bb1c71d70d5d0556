import type { EnforcementVariant } from '#core/enforcement/enforcement-variant.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import type { Rollout } from './rollout.ts';

/**
 * The variant for this user. Strict is for people with a password only, who enrol from the console; whoever has
 * none, or may have none, must be able to enrol with a key. What is attached does not follow the user: who gets
 * a password, or a reset of it, later on has to be able to set it then.
 */
export const chooseVariant = (
  user: UserPosture,
  { allowPasswordChange }: Pick<Rollout, 'allowPasswordChange'>,
): EnforcementVariant => {
  const strict = user.password.kind === 'known' && user.password.fact !== 'none';
  if (allowPasswordChange) {
    return strict ? 'strict-password-change' : 'standard-password-change';
  }
  return strict ? 'strict' : 'standard';
};
