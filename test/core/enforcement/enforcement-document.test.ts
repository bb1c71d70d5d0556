import { describe, expect, it } from 'vitest';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import {
  allowsPasswordChange,
  ENFORCEMENT_POLICY_NAMES,
  ENFORCEMENT_VARIANTS,
  type EnforcementVariant,
  enforcementPolicyArn,
  isStrict,
} from '#core/enforcement/enforcement-variant.ts';
import type { PolicyStatement } from '#core/enforcement/policy-document.ts';
import { MEMBER_ACCOUNT, PARTITION } from '../../fakes/people.ts';

const statements = (variant: EnforcementVariant): readonly PolicyStatement[] =>
  enforcementDocument(variant, 'aws').Statement;

const denials = (variant: EnforcementVariant) =>
  statements(variant).filter(({ Effect }) => Effect === 'Deny');

/** What the first denial leaves alone without MFA. */
const exempted = (variant: EnforcementVariant): readonly string[] =>
  denials(variant).flatMap(({ NotAction }) => NotAction ?? []);

const allowed = (variant: EnforcementVariant): readonly string[] =>
  statements(variant).flatMap(({ Effect, Action }) => (Effect === 'Allow' ? (Action ?? []) : []));

describe.each(ENFORCEMENT_VARIANTS)('enforcementDocument of %s', (variant) => {
  it('denies all but enrolling, be the MFA key false or absent', () => {
    const blanket = denials(variant).filter(({ NotAction }) => NotAction !== undefined);
    expect(blanket).toMatchObject([
      {
        Resource: ['*'],
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false', 'aws:ViaAWSService': 'false' } },
      },
    ]);
  });

  it.each([
    'iam:DeactivateMFADevice',
    'iam:DeleteVirtualMFADevice',
    'iam:CreateAccessKey',
    'iam:CreateLoginProfile',
    'iam:UpdateLoginProfile',
    'iam:DetachUserPolicy',
    'sts:AssumeRole',
  ])('never leaves %s alone, and never allows it', (action) => {
    expect(exempted(variant)).not.toContain(action);
    expect(allowed(variant)).not.toContain(action);
  });

  it('leaves nothing alone by a pattern', () => {
    expect([...exempted(variant), ...allowed(variant)].filter((action) => /[*?]/.test(action))).toEqual([]);
  });

  it('allows everything that enrolling needs, for a deny grants nothing', () => {
    const grantless = ['sts:GetSessionToken'];
    expect(exempted(variant).filter((action) => !allowed(variant).includes(action))).toEqual(grantless);
  });

  it('denies enrolling somebody else, and anybody without a user name', () => {
    const forOthers = denials(variant).filter(({ NotResource }) => NotResource !== undefined);
    expect(forOthers).toMatchObject([
      {
        Action: expect.arrayContaining(['iam:EnableMFADevice', 'iam:ResyncMFADevice']),
        NotResource: [`arn:aws:iam::*:user/$\{aws:username}`, `arn:aws:iam::*:user/*/$\{aws:username}`],
      },
    ]);
    const nameless = denials(variant).filter(
      ({ Condition }) => Condition?.['Null']?.['aws:username'] === 'true',
    );
    expect(nameless).toMatchObject([
      { Action: expect.arrayContaining(['iam:EnableMFADevice']), Resource: ['*'] },
    ]);
  });

  it('refuses to enrol with a long-term key if, and only if, it is strict', () => {
    const keyless = denials(variant).filter(
      ({ Condition }) => Condition?.['Null']?.['aws:TokenIssueTime'] === 'true',
    );
    expect(keyless.flatMap(({ Action }) => Action)).toEqual(
      isStrict(variant) ? ['iam:CreateVirtualMFADevice', 'iam:EnableMFADevice', 'iam:ResyncMFADevice'] : [],
    );
  });

  it('leaves changing the own password alone if, and only if, it says so', () => {
    const change = allowsPasswordChange(variant);
    expect(exempted(variant).includes('iam:ChangePassword')).toBe(change);
    expect(exempted(variant).includes('iam:GetAccountPasswordPolicy')).toBe(change);
    const heldToOneself = denials(variant).filter(({ Action }) => Action?.includes('iam:ChangePassword'));
    expect(heldToOneself).toHaveLength(change ? 2 : 0);
  });

  it('fits into a managed policy: less than 6,144 characters without white space', () => {
    expect(
      JSON.stringify(enforcementDocument(variant, 'aws-us-gov')).replaceAll(/\s/g, '').length,
    ).toBeLessThan(6_144);
  });

  it('names resources of the partition it is made for, and of no other', () => {
    const text = JSON.stringify(enforcementDocument(variant, 'aws-cn'));
    expect([...new Set(text.match(/arn:[^:]*:/g))]).toEqual(['arn:aws-cn:']);
  });

  it('has an identifier of its own for each statement', () => {
    const sids = statements(variant).map(({ Sid }) => Sid);
    expect(new Set(sids).size).toBe(sids.length);
  });

  it('has a policy of its own name under the guardian’s path', () => {
    expect(enforcementPolicyArn(PARTITION, MEMBER_ACCOUNT, variant)).toBe(
      `arn:aws:iam::222222222222:policy/mfa-guardian/${ENFORCEMENT_POLICY_NAMES[variant]}`,
    );
  });
});

describe('ENFORCEMENT_POLICY_NAMES', () => {
  it('gives no two variants the same name', () => {
    expect(new Set(Object.values(ENFORCEMENT_POLICY_NAMES)).size).toBe(ENFORCEMENT_VARIANTS.length);
  });
});
