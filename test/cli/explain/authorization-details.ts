import { DENY_ALL, DENY_WITH_BOOL, policy } from './documents.ts';

const ACCOUNT = '123456789012';

const user = (name: string, groups: readonly string[], more: object = {}) => ({
  Path: '/',
  UserName: name,
  UserId: `AIDAEXAMPLE${name.toUpperCase()}000000`,
  Arn: `arn:aws:iam::${ACCOUNT}:user/${name}`,
  CreateDate: '2024-01-01T00:00:00+00:00',
  GroupList: groups,
  AttachedManagedPolicies: [{ PolicyName: 'team', PolicyArn: `arn:aws:iam::${ACCOUNT}:policy/team` }],
  Tags: [],
  ...more,
});

const group = (GroupName: string, deny: object) => ({
  Path: '/',
  GroupName,
  GroupId: 'AGPAEXAMPLE',
  Arn: `arn:aws:iam::${ACCOUNT}:group/${GroupName}`,
  GroupPolicyList: [{ PolicyName: 'mfa', PolicyDocument: policy(deny) }],
  AttachedManagedPolicies: [],
});

const role = (RoleName: string, principal: object, more: object = {}) => ({
  Path: '/',
  RoleName,
  RoleId: 'AROAEXAMPLE',
  Arn: `arn:aws:iam::${ACCOUNT}:role/${RoleName}`,
  AssumeRolePolicyDocument: policy({
    Effect: 'Allow',
    Principal: principal,
    Action: 'sts:AssumeRole',
    ...more,
  }),
  RolePolicyList: [],
});

const TEAM = policy({ Sid: 'Team', Effect: 'Allow', Action: 's3:*', Resource: '*' });

const managed = (name: string, document: unknown) => ({
  PolicyName: name,
  Arn: `arn:aws:iam::${ACCOUNT}:policy/${name}`,
  DefaultVersionId: 'v2',
  PolicyVersionList: [
    { Document: policy(DENY_ALL), VersionId: 'v3', IsDefaultVersion: false },
    { Document: document, VersionId: 'v2', IsDefaultVersion: true },
    { Document: policy(DENY_ALL), VersionId: 'v1', IsDefaultVersion: false },
  ],
});

/** What `aws iam get-account-authorization-details` prints of a small account: two are open, for one reason. */
export const AUTHORIZATION_DETAILS = {
  UserDetailList: [
    user('ana', ['strict']),
    user('ben', ['lax']),
    user('cem', ['lax'], { UserPolicyList: [{ PolicyName: 'own', PolicyDocument: TEAM }] }),
  ],
  GroupDetailList: [group('strict', DENY_ALL), group('lax', DENY_WITH_BOOL)],
  RoleDetailList: [
    role('build', { Service: 'codebuild.amazonaws.com' }),
    role('admin', { AWS: `arn:aws:iam::${ACCOUNT}:root` }),
  ],
  Policies: [managed('team', TEAM)],
};
