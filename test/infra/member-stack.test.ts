import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { eventRules } from '#core/change/event-rules.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import {
  ENFORCEMENT_POLICY_NAMES,
  ENFORCEMENT_VARIANTS,
  type EnforcementVariant,
} from '#core/enforcement/enforcement-variant.ts';
import { verifyEnforcement } from '#core/enforcement/verify-enforcement.ts';
import type { Partition } from '#core/kernel/aws-identifiers.ts';
import { resolveTokens } from './support/resolve-tokens.ts';
import { rolePermissions, statementsOf } from './support/role-permissions.ts';
import {
  BREAK_GLASS,
  HUB_ACCOUNT,
  MEMBER_ACCOUNT,
  ORGANIZATION,
  type Resource,
  resourcesOf,
  synthesize,
} from './support/synthesize.ts';

const { member } = synthesize();

const hubRole = (name: string): string => `arn:aws:iam::${HUB_ACCOUNT}:role/${name}`;

const policyOf = (variant: EnforcementVariant): (Resource & { readonly id: string }) | undefined =>
  resourcesOf(member, 'AWS::IAM::ManagedPolicy').find(
    ({ Properties }) => Properties['ManagedPolicyName'] === ENFORCEMENT_POLICY_NAMES[variant],
  );

describe('MemberStack', () => {
  it('is a plain template: no assets, no parameters, no rules, no macros, no conditions', () => {
    expect(Object.keys(member).toSorted()).toEqual(['Description', 'Resources']);
    expect(JSON.stringify(member)).not.toMatch(/Fn::Transform|cdk-hnb659fds|AWS::CDK::Metadata|AWS::Lambda/);
  });

  it('is small enough to be deployed without a bucket', () => {
    // The CDK CLI sends YAML; StackSets are given the JSON.
    expect(stringify(member).length).toBeLessThan(51_200);
    expect(JSON.stringify(member).length).toBeLessThan(51_200);
  });

  it('is the same in every account: it names the hub, the break-glass users, and no other account', () => {
    const accounts = new Set(JSON.stringify(member).match(/\d{12}/g));
    expect([...accounts].toSorted()).toEqual([HUB_ACCOUNT, MEMBER_ACCOUNT]);
    expect(JSON.stringify(member).split(MEMBER_ACCOUNT)).toHaveLength(2);
  });
});

describe('trustedHubRoles', () => {
  it.each([
    ['MfaGuardianReader', ['MfaGuardianAssessPrincipal', 'MfaGuardianEnforceVerdict']],
    ['MfaGuardianEnforcer', ['MfaGuardianEnforceVerdict']],
    ['MfaGuardianReleaser', ['MfaGuardianReleaseUser']],
  ])('lets into %s only %j of the hub, within the organization', (roleName, trusted) => {
    const [role] = resourcesOf(member, 'AWS::IAM::Role').filter(
      ({ Properties }) => Properties['RoleName'] === roleName,
    );
    expect(statementsOf(role?.Properties['AssumeRolePolicyDocument'], MEMBER_ACCOUNT)).toMatchObject([
      {
        effect: 'Allow',
        actions: ['sts:AssumeRole'],
        principal: { AWS: `arn:aws:iam::${HUB_ACCOUNT}:root` },
        conditions: {
          ArnEquals: { 'aws:PrincipalArn': trusted.map(hubRole) },
          StringEquals: { 'aws:PrincipalOrgID': ORGANIZATION },
        },
      },
    ]);
  });

  it('leaves the forwarder to EventBridge, on behalf of the own account', () => {
    const [role] = resourcesOf(member, 'AWS::IAM::Role').filter(
      ({ Properties }) => Properties['RoleName'] === 'MfaGuardianForwarder',
    );
    expect(statementsOf(role?.Properties['AssumeRolePolicyDocument'], MEMBER_ACCOUNT)).toMatchObject([
      {
        actions: ['sts:AssumeRole'],
        principal: { Service: 'events.amazonaws.com' },
        conditions: { StringEquals: { 'aws:SourceAccount': MEMBER_ACCOUNT } },
      },
    ]);
  });
});

describe('EnforcerRole', () => {
  it('is denied to touch a break-glass user, of whatever account', () => {
    const denials = (rolePermissions(member, MEMBER_ACCOUNT)['MfaGuardianEnforcer'] ?? []).filter(
      ({ effect }) => effect === 'Deny',
    );
    expect(denials).toMatchObject([
      { actions: ['iam:AttachUserPolicy'], resources: BREAK_GLASS, conditions: undefined },
    ]);
  });
});

describe.each(ENFORCEMENT_VARIANTS)('EnforcementPolicies, %s', (variant) => {
  const policy = policyOf(variant);
  const document = resolveTokens(policy?.Properties['PolicyDocument'], MEMBER_ACCOUNT);

  it('deploys the document to the letter, so that it counts as intact', () => {
    expect(document).toEqual(enforcementDocument(variant, 'aws'));
    const text = { kind: 'text', text: JSON.stringify(document) } as const;
    expect(verifyEnforcement(text, variant, 'aws' as Partition)).toBe('intact');
  });

  it('fits into a managed policy', () => {
    const longest = JSON.stringify(enforcementDocument(variant, 'aws-us-gov')).replaceAll(/\s/g, '');
    expect(longest.length).toBeLessThanOrEqual(6_144);
  });

  it('is attached to nobody by the stack, and is under the path that the reader lists', () => {
    expect(Object.keys(policy?.Properties ?? {}).toSorted()).toEqual([
      'ManagedPolicyName',
      'Path',
      'PolicyDocument',
    ]);
    expect(policy?.Properties['Path']).toBe('/mfa-guardian/');
  });

  it('is deleted before any role or rule, so that a policy in use stops the removal with everything in place', () => {
    const others = Object.entries(member.Resources)
      .filter(([, { Type }]) => ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::Events::Rule'].includes(Type))
      .map(([id]) => id);
    expect(others).toHaveLength(8 + eventRules(WATCHED_EVENTS).length);
    expect(policy?.DependsOn).toEqual(expect.arrayContaining(others));
  });
});
