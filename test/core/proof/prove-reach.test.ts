import { describe, expect, it } from 'vitest';
import { ENFORCEMENT_VARIANTS } from '#core/enforcement/enforcement-variant.ts';
import { type Arn, parseAccountId } from '#core/kernel/aws-identifiers.ts';
import { known, unknown } from '#core/posture/observed.ts';
import type { UserPosture } from '#core/posture/posture-snapshot.ts';
import { proveReach } from '#core/proof/prove-reach.ts';
import { SESSION_KINDS, type SessionKind } from '#core/proof/session-kind.ts';
import { ADMINISTRATOR_ACCESS, ANA, guardArn, INTACT_POLICIES, postureOf } from '../../fakes/people.ts';

const reach = (facts: Partial<UserPosture>, session: SessionKind = 'access-key') =>
  proveReach(ANA, postureOf('ana', facts), session);

const attached = (...arns: readonly Arn[]) => ({ attachedPolicies: known(arns) });
const ALTERED = known({ kind: 'text' as const, text: '{}' });

describe('proveReach', () => {
  it.each(SESSION_KINDS)('finds %s open where no enforcement policy is attached', (session) => {
    expect(reach(attached(ADMINISTRATOR_ACCESS), session)).toEqual({
      kind: 'open',
      because: 'no-enforcement-attached',
    });
  });

  it.each(
    ENFORCEMENT_VARIANTS.flatMap((variant) => SESSION_KINDS.map((session) => [variant, session] as const)),
  )('finds the policy of %s to enforce %s', (variant, session) => {
    expect(reach(attached(ADMINISTRATOR_ACCESS, guardArn(variant)), session)).toMatchObject({
      kind: 'enforced',
    });
  });

  it.each<[SessionKind, boolean, boolean]>([
    ['access-key', true, false],
    ['console-without-mfa', true, true],
    ['session-without-mfa', false, false],
    ['federation', false, false],
  ])('lets %s enrol a device: %s, under the strict policy: %s', (session, standard, strict) => {
    expect(reach(attached(guardArn('standard')), session)).toMatchObject({ enrols: standard });
    expect(reach(attached(guardArn('standard-password-change')), session)).toMatchObject({
      enrols: standard,
    });
    expect(reach(attached(guardArn('strict')), session)).toMatchObject({ enrols: strict });
    expect(reach(attached(guardArn('strict-password-change')), session)).toMatchObject({ enrols: strict });
  });

  it('takes a policy of the same name elsewhere for no enforcement', () => {
    const elsewhere = [
      guardArn('standard').replace('222222222222', '111122223333'),
      guardArn('standard').replace('arn:aws:', 'arn:aws-cn:'),
      guardArn('standard').replace('/mfa-guardian', ''),
      `${guardArn('standard')}2`,
      guardArn('standard').toLowerCase(),
    ] as Arn[];
    expect(reach(attached(...elsewhere))).toEqual({ kind: 'open', because: 'no-enforcement-attached' });
  });

  it('looks for the policies of the principal’s own account', () => {
    const account = parseAccountId('333333333333');
    const elsewhere = { ...ANA, account: account.ok ? account.value : ANA.account };
    expect(proveReach(elsewhere, postureOf('ana', attached(guardArn('standard'))), 'access-key').kind).toBe(
      'open',
    );
  });

  it.each([
    ['that says something else', ALTERED],
    ['that is gone', known({ kind: 'no-such-policy' as const })],
  ])('takes an attached policy %s for no enforcement, and says why', (_what, standard) => {
    const enforcementPolicies = { ...INTACT_POLICIES, standard };
    expect(reach({ ...attached(guardArn('standard')), enforcementPolicies })).toEqual({
      kind: 'open',
      because: 'enforcement-altered',
    });
  });

  it('says which fact is missing', () => {
    expect(reach({ attachedPolicies: unknown('throttled') })).toEqual({
      kind: 'undetermined',
      gap: { fact: 'attached-policies', because: 'throttled' },
    });
    const enforcementPolicies = { ...INTACT_POLICIES, standard: unknown('access-denied') };
    expect(reach({ ...attached(guardArn('standard')), enforcementPolicies })).toEqual({
      kind: 'undetermined',
      gap: { fact: 'enforcement-policy', because: 'access-denied' },
    });
  });

  it('is enforced by one intact policy, undetermined rather than open by an unread one', () => {
    const both = attached(guardArn('standard'), guardArn('strict'));
    const policies = (
      standard: typeof ALTERED | ReturnType<typeof unknown>,
      strict = INTACT_POLICIES.strict,
    ) => ({
      ...both,
      enforcementPolicies: { ...INTACT_POLICIES, standard, strict },
    });
    expect(reach(policies(ALTERED)).kind).toBe('enforced');
    expect(reach(policies(unknown('throttled'))).kind).toBe('enforced');
    expect(reach(policies(ALTERED, unknown('throttled'))).kind).toBe('undetermined');
    expect(reach(policies(ALTERED, ALTERED)).kind).toBe('open');
  });

  it('does not ask about policies that are not attached', () => {
    const enforcementPolicies = { ...INTACT_POLICIES, strict: unknown('throttled') };
    expect(reach({ ...attached(guardArn('standard')), enforcementPolicies }).kind).toBe('enforced');
  });
});
