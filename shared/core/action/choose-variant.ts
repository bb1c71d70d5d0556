import type { EnforcementVariant } from '#core/enforcement/enforcement-variant.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';

/** An unknown answer counts as yes: a password that can't be changed would lock its owner out. */
const mayHaveToChangePassword = (user: UserPosture): boolean =>
  user.password.kind === 'unknown' ||
  (user.password.fact !== 'none' && user.password.fact.resetRequired) ||
  user.passwordsExpire.kind === 'unknown' ||
  user.passwordsExpire.fact;

/**
 * The variant for this user. Strict is for people with a password only, who enrol from the console; whoever has
 * none, or may have none, must be able to enrol with a key.
 */
export const chooseVariant = (user: UserPosture): EnforcementVariant => {
  if (user.password.kind === 'unknown') {
    return 'standard-password-change';
  }
  if (user.password.fact === 'none') {
    return 'standard';
  }
  return mayHaveToChangePassword(user) ? 'strict-password-change' : 'strict';
};
