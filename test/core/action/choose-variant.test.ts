import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseVariant } from '#core/action/choose-variant.ts';
import {
  allowsPasswordChange,
  type EnforcementVariant,
  isStrict,
} from '#core/enforcement/enforcement-variant.ts';
import { known, unknown } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import { userPostures } from '../../arbitraries/postures.ts';
import { PASSWORD, postureOf } from '../../fakes/people.ts';
import { tally } from '../../fakes/tally.ts';

const MUST_RESET = known({ resetRequired: true });
const THEY_EXPIRE = { passwordsExpire: known(true) };
const NOBODY_KNOWS = { passwordsExpire: unknown('access-denied') };

describe('chooseVariant', () => {
  it.each<[string, Partial<UserPosture>, EnforcementVariant]>([
    ['nobody’s password', {}, 'standard'],
    ['nobody’s password, where passwords expire', THEY_EXPIRE, 'standard'],
    ['a password that lasts', { password: PASSWORD }, 'strict'],
    ['a password that must be changed', { password: MUST_RESET }, 'strict-password-change'],
    ['a password that can expire', { password: PASSWORD, ...THEY_EXPIRE }, 'strict-password-change'],
    ['a password that may expire', { password: PASSWORD, ...NOBODY_KNOWS }, 'strict-password-change'],
    ['a password that nobody could read', { password: unknown('throttled') }, 'standard-password-change'],
  ])('gives %s the right variant: %3$s', (_what, facts, variant) => {
    expect(chooseVariant(postureOf('ana', facts))).toBe(variant);
  });

  it('never locks anybody out: strict only with a password, and a change of it wherever one may be due', () => {
    const met = tally<EnforcementVariant>();
    fc.assert(
      fc.property(userPostures, (user) => {
        const variant = chooseVariant(user);
        met.count(variant);
        const password = user.password.kind === 'known' ? user.password.fact : 'unknown';
        expect(isStrict(variant) && typeof password === 'string').toBe(false);
        const due = typeof password === 'object' && password.resetRequired;
        expect(due && !allowsPasswordChange(variant)).toBe(false);
      }),
      { numRuns: 500 },
    );
    expect(
      met.missing(['standard', 'standard-password-change', 'strict', 'strict-password-change'], 10),
    ).toEqual([]);
  });
});
