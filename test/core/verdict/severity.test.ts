import { describe, expect, it } from 'vitest';
import type { AccessLevel } from '#core/catalogue/access-level.ts';
import type { OpenReach } from '#core/proof/session-proof.ts';
import { severityOf, worstSeverity } from '#core/verdict/severity.ts';
import { SEVERITIES, type Severity } from '#core/verdict/severity-level.ts';
import { opened, PLACE, reachOf, ungranted } from '../../fakes/findings.ts';

const NONE: OpenReach['byAccessLevel'] = {
  'permissions-management': 0,
  write: 0,
  tagging: 0,
  read: 0,
  list: 0,
};

/** A reach whose worst action is the one named, on the levels that are named. */
const reaching = (
  action: string,
  levels: Partial<Record<AccessLevel, number>>,
  unlistedActions: boolean = false,
) =>
  opened('access-key', {
    open: reachOf({
      unlistedActions,
      byAccessLevel: { ...NONE, ...levels },
      witness: { action, resource: '*', allowedBy: PLACE },
    }),
  });

describe('severityOf', () => {
  it.each<[AccessLevel, string, Severity]>([
    ['permissions-management', 's3:PutBucketPolicy', 'critical'],
    ['write', 's3:DeleteObject', 'high'],
    ['tagging', 's3:PutObjectTagging', 'medium'],
    ['read', 's3:GetObject', 'medium'],
    ['list', 's3:ListAllMyBuckets', 'low'],
  ])('of one action that is no worse than %s (%s): %s', (level, action, severity) => {
    expect(severityOf(reaching(action, { [level]: 1 }))).toBe(severity);
  });

  it('goes by the gravest level, however few of its actions are open', () => {
    expect(severityOf(reaching('s3:PutObjectTagging', { tagging: 1, read: 900, list: 900 }))).toBe('medium');
    expect(severityOf(reaching('s3:DeleteObject', { write: 1, read: 900, list: 900 }))).toBe('high');
    expect(severityOf(reaching('s3:PutBucketPolicy', { 'permissions-management': 1, write: 900 }))).toBe(
      'critical',
    );
  });

  it.each([
    'iam:AddUserToGroup',
    'iam:AttachGroupPolicy',
    'iam:AttachRolePolicy',
    'iam:AttachUserPolicy',
    'iam:CreateAccessKey',
    'iam:CreateLoginProfile',
    'iam:CreatePolicyVersion',
    'iam:DeactivateMFADevice',
    'iam:PutGroupPolicy',
    'iam:PutRolePolicy',
    'iam:PutUserPolicy',
    'iam:SetDefaultPolicyVersion',
    'iam:UpdateAssumeRolePolicy',
    'iam:UpdateLoginProfile',
  ])('of %s is critical, whatever level AWS puts it on', (action) => {
    expect(severityOf(reaching(action, { write: 1 }))).toBe('critical');
  });

  it('of other grave actions is what their level says', () => {
    expect(severityOf(reaching('sts:AssumeRole', { write: 1 }))).toBe('high');
    expect(severityOf(reaching('secretsmanager:GetSecretValue', { read: 1 }))).toBe('medium');
  });

  it('of actions that nobody lists is medium: nobody knows what they do', () => {
    expect(severityOf(reaching('newservice:*', {}, true))).toBe('medium');
    expect(severityOf(reaching('ec2:DescribeRegions', { list: 1 }, true))).toBe('medium');
    expect(severityOf(reaching('s3:DeleteObject', { write: 1 }, true))).toBe('high');
  });

  it('of what only the policy of a resource could grant is low', () => {
    expect(severityOf(ungranted('federation'))).toBe('low');
    expect(severityOf({ answer: 'enforced' })).toBe('low');
  });
});

describe('worstSeverity', () => {
  it('is the worst of any two, in whatever order they come', () => {
    for (const [place, worse] of SEVERITIES.entries()) {
      for (const other of SEVERITIES.slice(0, place + 1)) {
        expect([worstSeverity([worse, other]), worstSeverity([other, worse])]).toEqual([worse, worse]);
      }
    }
  });

  it('knows what is worse than what', () => {
    expect(SEVERITIES).toEqual(['low', 'medium', 'high', 'critical']);
    expect(worstSeverity([])).toBe('low');
  });
});
