import { describe, expect, it } from 'vitest';
import { coversAction, rolePermissions, type Statement, statementsOf } from './support/role-permissions.ts';
import { HUB_ACCOUNT, MEMBER_ACCOUNT, resourcesOf, synthesize } from './support/synthesize.ts';

const { hub, member } = synthesize();
const permissions = { ...rolePermissions(hub, HUB_ACCOUNT), ...rolePermissions(member, MEMBER_ACCOUNT) };

const POLICY_ARNS = ['', 'PasswordChange', 'Strict', 'StrictPasswordChange'].map(
  (suffix) => `arn:aws:iam::${MEMBER_ACCOUNT}:policy/mfa-guardian/MfaGuardianRequireMfa${suffix}`,
);

/** Actions of IAM that change nothing; whatever else may be allowed there counts as a write. */
const READS_IAM = /^iam:(Get|List|Generate|Simulate)[A-Za-z]+$/;

const allowed = (role: string): readonly Statement[] =>
  (permissions[role] ?? []).filter(({ effect }) => effect === 'Allow');

const actionsOf = (role: string): readonly string[] =>
  allowed(role)
    .flatMap(({ actions }) => actions)
    .toSorted();

const touchesIam = (action: string): boolean => /^iam:/i.test(action) || /^[^:]*[*?]/.test(action);

describe('rolePermissions', () => {
  it('finds every role of the two stacks', () => {
    expect(Object.keys(permissions).toSorted()).toEqual([
      'MfaGuardianAssessPrincipal',
      'MfaGuardianEnforceVerdict',
      'MfaGuardianEnforcer',
      'MfaGuardianForwarder',
      'MfaGuardianNotifyPeople',
      'MfaGuardianReader',
      'MfaGuardianReleaser',
      'MfaGuardianRouteChange',
    ]);
  });

  it('understands every statement: no role has a NotAction, a NotResource or a wildcard in an action', () => {
    for (const statement of Object.values(permissions).flat()) {
      expect(statement.keys.filter((key) => key.startsWith('Not'))).toEqual([]);
      expect(statement.actions).not.toEqual([]);
      expect(statement.actions.filter((action) => /[*?]/.test(action))).toEqual([]);
      expect(statement.resources).not.toEqual([]);
    }
  });
});

describe('who may write IAM', () => {
  it('is the enforcer, which attaches, and the releaser, which detaches, and nobody else', () => {
    const writers = Object.keys(permissions).flatMap((role) =>
      actionsOf(role)
        .filter((action) => touchesIam(action) && !READS_IAM.test(action))
        .map((action) => `${role} ${action}`),
    );
    expect(writers).toEqual([
      'MfaGuardianEnforcer iam:AttachUserPolicy',
      'MfaGuardianReleaser iam:DetachUserPolicy',
    ]);
  });

  it('reaches users only, and no policy but the four enforcement policies', () => {
    for (const role of ['MfaGuardianEnforcer', 'MfaGuardianReleaser']) {
      expect(allowed(role)).toMatchObject([
        {
          resources: [`arn:aws:iam::${MEMBER_ACCOUNT}:user/*`],
          conditions: { ArnEquals: { 'iam:PolicyARN': POLICY_ARNS } },
        },
      ]);
    }
  });

  it('is bounded to the same actions on the same policies', () => {
    const boundary = resourcesOf(member, 'AWS::IAM::ManagedPolicy').find(
      ({ Properties }) => Properties['ManagedPolicyName'] === 'MfaGuardianActionBoundary',
    );
    expect(boundary?.Properties['Path']).toBe('/mfa-guardian/');
    expect(statementsOf(boundary?.Properties['PolicyDocument'], MEMBER_ACCOUNT)).toMatchObject([
      {
        effect: 'Allow',
        actions: ['iam:AttachUserPolicy', 'iam:DetachUserPolicy'],
        resources: [`arn:aws:iam::${MEMBER_ACCOUNT}:user/*`],
        conditions: { ArnEquals: { 'iam:PolicyARN': POLICY_ARNS } },
      },
    ]);
    const bounded = resourcesOf(member, 'AWS::IAM::Role')
      .filter(({ Properties }) => 'PermissionsBoundary' in Properties)
      .map(({ Properties }) => [Properties['RoleName'], Properties['PermissionsBoundary']]);
    expect(bounded).toEqual([
      ['MfaGuardianEnforcer', { Ref: boundary?.id }],
      ['MfaGuardianReleaser', { Ref: boundary?.id }],
    ]);
  });

  it.each([
    'iam:AddUserToGroup',
    'iam:AttachGroupPolicy',
    'iam:AttachRolePolicy',
    'iam:CreatePolicy',
    'iam:CreatePolicyVersion',
    'iam:DeletePolicyVersion',
    'iam:DeleteUserPermissionsBoundary',
    'iam:PutGroupPolicy',
    'iam:PutRolePolicy',
    'iam:PutUserPermissionsBoundary',
    'iam:PutUserPolicy',
    'iam:SetDefaultPolicyVersion',
    'iam:UpdateAssumeRolePolicy',
  ])('includes nobody for %s: no role changes what a policy says', (action) => {
    const roles = Object.keys(permissions).filter((role) =>
      actionsOf(role).some((pattern) => coversAction(pattern, action)),
    );
    expect(roles).toEqual([]);
  });
});
