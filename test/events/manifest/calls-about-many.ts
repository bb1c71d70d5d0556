import { type ConcernClaim, callsOf, exampleOn, NOBODY, URGENT, type WatchedCall } from './watched-call.ts';

const iam = callsOf(
  'iam',
  (eventName) => `https://docs.aws.amazon.com/IAM/latest/APIReference/API_${eventName}.html`,
);

const LOG_EXAMPLES = exampleOn(
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html',
);

const DEVELOPERS: readonly ConcernClaim[] = [{ kind: 'group', groupName: 'developers' }];
const HOLDERS: readonly ConcernClaim[] = [
  { kind: 'policy', arn: 'arn:aws:iam::222222222222:policy/ReadReports' },
];
const DEPLOYER: readonly ConcernClaim[] = [{ kind: 'role', roleName: 'Deployer' }];
const EVERYBODY: readonly ConcernClaim[] = [{ kind: 'account' }];

/** Calls of IAM that are about as many users as share something: a group, a policy, a role, an account. */
export const CALLS_ABOUT_MANY: readonly WatchedCall[] = [
  iam('CreateGroup', 'groups/create-group', DEVELOPERS),
  // The members are found under the name that the group has now.
  iam('UpdateGroup', 'groups/update-group', [{ kind: 'group', groupName: 'engineers' }]),
  iam('DeleteGroup', 'groups/delete-group', DEVELOPERS),
  iam('AttachGroupPolicy', 'groups/attach-group-policy', DEVELOPERS),
  iam('DetachGroupPolicy', 'groups/detach-group-policy', DEVELOPERS, URGENT),
  iam('PutGroupPolicy', 'groups/put-group-policy', DEVELOPERS),
  iam('DeleteGroupPolicy', 'groups/delete-group-policy', DEVELOPERS, URGENT),

  iam('CreatePolicy', 'managed-policies/create-policy', HOLDERS),
  iam('DeletePolicy', 'managed-policies/delete-policy', HOLDERS),
  iam('CreatePolicyVersion', 'managed-policies/create-policy-version', HOLDERS, URGENT),
  iam('SetDefaultPolicyVersion', 'managed-policies/set-default-policy-version', HOLDERS, URGENT),
  iam('DeletePolicyVersion', 'managed-policies/delete-policy-version', HOLDERS),

  iam('CreateRole', 'roles/create-role', DEPLOYER, LOG_EXAMPLES),
  iam('DeleteRole', 'roles/delete-role', DEPLOYER),
  iam('UpdateRole', 'roles/update-role', DEPLOYER),
  iam('UpdateAssumeRolePolicy', 'roles/update-assume-role-policy', DEPLOYER),
  iam('AttachRolePolicy', 'roles/attach-role-policy', DEPLOYER),
  iam('DetachRolePolicy', 'roles/detach-role-policy', DEPLOYER),
  iam('PutRolePolicy', 'roles/put-role-policy', DEPLOYER),
  iam('DeleteRolePolicy', 'roles/delete-role-policy', DEPLOYER),
  iam('PutRolePermissionsBoundary', 'roles/put-role-permissions-boundary', DEPLOYER),
  iam('DeleteRolePermissionsBoundary', 'roles/delete-role-permissions-boundary', DEPLOYER),

  iam('UpdateAccountPasswordPolicy', 'accounts/update-account-password-policy', EVERYBODY),
  iam('DeleteAccountPasswordPolicy', 'accounts/delete-account-password-policy', EVERYBODY),
  // Whom an identity provider lets in is no IAM user.
  iam('CreateSAMLProvider', 'accounts/create-saml-provider', NOBODY),
  iam('UpdateSAMLProvider', 'accounts/update-saml-provider', NOBODY),
  iam('DeleteSAMLProvider', 'accounts/delete-saml-provider', NOBODY),
  iam('CreateOpenIDConnectProvider', 'accounts/create-open-id-connect-provider', NOBODY),
  iam('UpdateOpenIDConnectProviderThumbprint', 'accounts/update-open-id-connect-provider-thumbprint', NOBODY),
  iam('AddClientIDToOpenIDConnectProvider', 'accounts/add-client-id-to-open-id-connect-provider', NOBODY),
  iam('DeleteOpenIDConnectProvider', 'accounts/delete-open-id-connect-provider', NOBODY),
  iam(
    'EnableOrganizationsRootCredentialsManagement',
    'accounts/enable-organizations-root-credentials-management',
    NOBODY,
    URGENT,
  ),
  iam(
    'DisableOrganizationsRootCredentialsManagement',
    'accounts/disable-organizations-root-credentials-management',
    NOBODY,
    URGENT,
  ),
  iam('EnableOrganizationsRootSessions', 'accounts/enable-organizations-root-sessions', NOBODY, URGENT),
  iam('DisableOrganizationsRootSessions', 'accounts/disable-organizations-root-sessions', NOBODY, URGENT),
];
