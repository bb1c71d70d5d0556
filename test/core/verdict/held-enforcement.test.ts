import { describe, expect, it } from 'vitest';
import type { EnforcementVariant } from '#core/enforcement/enforcement-variant.ts';
import { known, unknown } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import { holdsAltered } from '#core/verdict/holds-altered.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import { EVERYTHING_ALLOWED } from '../../fakes/held-policies.ts';
import { ACTIVE_KEY, guardArn, INTACT_POLICIES, NEW_YEAR, PASSWORD, snapshotOf } from '../../fakes/people.ts';

const RULES = { allowPasswordChange: false };

const judge = (facts: Partial<UserPosture>) =>
  judgePosture(snapshotOf('ana', { accessKeys: ACTIVE_KEY, ...facts }), [], NEW_YEAR, RULES);

/** Ana holds this variant; all that are named say something else than what was deployed. */
const holding = (
  held: EnforcementVariant,
  ...altered: readonly EnforcementVariant[]
): Partial<UserPosture> => ({
  attachedPolicies: known([guardArn(held)]),
  enforcementPolicies: {
    ...INTACT_POLICIES,
    ...Object.fromEntries(altered.map((one) => [one, known({ kind: 'text', text: EVERYTHING_ALLOWED })])),
  },
});

/** The standard one is not there, or could not be read. */
const without = (what: 'no-such-policy' | 'throttled'): UserPosture['enforcementPolicies'] => ({
  ...INTACT_POLICIES,
  standard: what === 'throttled' ? unknown(what) : known({ kind: what }),
});

describe('judgePosture, of somebody who has an enforcement policy', () => {
  it.each<[string, Partial<UserPosture>]>([
    ['a key, by the standard one', holding('standard', 'standard')],
    ['a password, by the strict one', { ...holding('strict', 'strict'), password: PASSWORD }],
  ])('finds that it was altered where the guardian would attach the same: %s', (_what, facts) => {
    expect(judge(facts)).toMatchObject({ kind: 'exposed', heldEnforcement: 'altered' });
  });

  it.each<[string, Partial<UserPosture>]>([
    ['nothing is attached', { ...holding('standard', 'standard'), attachedPolicies: known([]) }],
    ['another one would be attached', { ...holding('standard', 'standard'), password: PASSWORD }],
    ['another one was altered too', holding('strict', 'strict', 'standard')],
  ])('says nothing of it where %s', (_what, facts) => {
    expect(judge(facts)).toMatchObject({ kind: 'exposed' });
    expect(judge(facts)).not.toHaveProperty('heldEnforcement');
  });

  it.each<[string, Partial<UserPosture>]>([
    ['intact', holding('standard')],
    ['gone', { ...holding('standard'), enforcementPolicies: without('no-such-policy') }],
    ['unread', { ...holding('standard'), enforcementPolicies: without('throttled') }],
    ['perhaps not attached', { ...holding('standard', 'standard'), attachedPolicies: unknown('throttled') }],
  ])('says nothing of one that is %s', (_what, facts) => {
    expect(holdsAltered(snapshotOf('ana', facts), RULES)).toBe(false);
  });

  it.each<[UserPosture['password'], boolean | 'unknown']>([
    [known('none'), false],
    [PASSWORD, true],
    [known('reset-required'), true],
    [unknown('throttled'), 'unknown'],
  ])('tells of a password what was read: %j is %s', (password, hasPassword) => {
    expect(judge({ password })).toMatchObject({ kind: 'exposed', hasPassword });
  });
});
