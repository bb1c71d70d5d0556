import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseVariant } from '#core/action/choose-variant.ts';
import {
  allowsPasswordChange,
  ENFORCEMENT_VARIANTS,
  type EnforcementVariant,
  isStrict,
} from '#core/enforcement/enforcement-variant.ts';
import { known, unknown } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import { userPostures } from '../../arbitraries/postures.ts';
import { PASSWORD, postureOf } from '../../fakes/people.ts';
import { tally } from '../../fakes/tally.ts';

const choose = (user: UserPosture, allowPasswordChange: boolean): EnforcementVariant =>
  chooseVariant(user, { allowPasswordChange });

describe('chooseVariant', () => {
  it.each<[string, UserPosture['password'], boolean, EnforcementVariant]>([
    ['nobody’s password', known('none'), true, 'standard-password-change'],
    ['a password', PASSWORD, true, 'strict-password-change'],
    ['a password that has to be set anew', known('reset-required'), true, 'strict-password-change'],
    ['a password that nobody could read', unknown('throttled'), true, 'standard-password-change'],
    ['nobody’s password, no change of one allowed', known('none'), false, 'standard'],
    ['a password, no change of it allowed', PASSWORD, false, 'strict'],
    ['an unread password, no change of it allowed', unknown('throttled'), false, 'standard'],
  ])('gives %s the right variant', (_what, password, allowed, variant) => {
    expect(choose(postureOf('ana', { password }), allowed)).toBe(variant);
  });

  it('is never strict without a password, and allows a change of it exactly where the rollout does', () => {
    const met = tally<EnforcementVariant>();
    fc.assert(
      fc.property(userPostures, fc.boolean(), (user, allowed) => {
        const variant = choose(user, allowed);
        met.count(variant);
        const hasPassword = user.password.kind === 'known' && user.password.fact !== 'none';
        expect(isStrict(variant)).toBe(hasPassword);
        expect(allowsPasswordChange(variant)).toBe(allowed);
      }),
      { numRuns: 500 },
    );
    expect(met.missing([...ENFORCEMENT_VARIANTS], 10)).toEqual([]);
  });
});
