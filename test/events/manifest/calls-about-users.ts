import { ANA, callsOf, exampleOn, NOBODY, URGENT, type WatchedCall } from './watched-call.ts';

const iam = callsOf(
  'iam',
  (eventName) => `https://docs.aws.amazon.com/IAM/latest/APIReference/API_${eventName}.html`,
);

const LOG_EXAMPLES = exampleOn(
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-examples.html',
);
const ROOT_EXAMPLES = exampleOn(
  'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-aws-console-sign-in-events.html',
);

/** Calls of IAM that are about one user. */
export const CALLS_ABOUT_USERS: readonly WatchedCall[] = [
  iam('EnableMFADevice', 'mfa-devices/enable-mfa-device', ANA, ROOT_EXAMPLES),
  iam('DeactivateMFADevice', 'mfa-devices/deactivate-mfa-device', ANA, URGENT),
  iam('ResyncMFADevice', 'mfa-devices/resync-mfa-device', ANA),
  // Ana makes and destroys a device of her own, which nobody else can tell by its name.
  iam('CreateVirtualMFADevice', 'mfa-devices/create-virtual-mfa-device', ANA),
  iam('DeleteVirtualMFADevice', 'mfa-devices/delete-virtual-mfa-device', ANA),
  // The tags of a device let nobody do anything.
  iam('TagMFADevice', 'mfa-devices/tag-mfa-device', NOBODY),
  iam('UntagMFADevice', 'mfa-devices/untag-mfa-device', NOBODY),

  iam('CreateUser', 'users/create-user', ANA, LOG_EXAMPLES),
  iam('DeleteUser', 'users/delete-user', ANA),
  iam('UpdateUser', 'users/update-user', [
    { kind: 'user', userName: 'ana', formerName: 'tmp' },
    { kind: 'user', userName: 'tmp', leftBehind: true },
  ]),
  iam('TagUser', 'users/tag-user', ANA),
  iam('UntagUser', 'users/untag-user', ANA),

  iam('CreateLoginProfile', 'credentials/create-login-profile', ANA),
  iam('UpdateLoginProfile', 'credentials/update-login-profile', ANA),
  iam('ChangePassword', 'credentials/change-password', ANA),
  iam('DeleteLoginProfile', 'credentials/delete-login-profile', ANA),
  iam('CreateAccessKey', 'credentials/create-access-key', ANA),
  iam('UpdateAccessKey', 'credentials/update-access-key', ANA),
  iam('DeleteAccessKey', 'credentials/delete-access-key', ANA),
  iam('CreateServiceSpecificCredential', 'credentials/create-service-specific-credential', ANA),
  iam('ResetServiceSpecificCredential', 'credentials/reset-service-specific-credential', ANA),
  iam('UpdateServiceSpecificCredential', 'credentials/update-service-specific-credential', ANA),
  iam('DeleteServiceSpecificCredential', 'credentials/delete-service-specific-credential', ANA),
  iam('UploadSSHPublicKey', 'credentials/upload-ssh-public-key', ANA),
  iam('UpdateSSHPublicKey', 'credentials/update-ssh-public-key', ANA),
  iam('DeleteSSHPublicKey', 'credentials/delete-ssh-public-key', ANA),
  iam('UploadSigningCertificate', 'credentials/upload-signing-certificate', ANA),
  iam('UpdateSigningCertificate', 'credentials/update-signing-certificate', ANA),
  iam('DeleteSigningCertificate', 'credentials/delete-signing-certificate', ANA),

  iam('AttachUserPolicy', 'user-policies/attach-user-policy', ANA),
  iam('DetachUserPolicy', 'user-policies/detach-user-policy', ANA, URGENT),
  iam('PutUserPolicy', 'user-policies/put-user-policy', ANA),
  iam('DeleteUserPolicy', 'user-policies/delete-user-policy', ANA, URGENT),
  iam('PutUserPermissionsBoundary', 'user-policies/put-user-permissions-boundary', ANA),
  iam('DeleteUserPermissionsBoundary', 'user-policies/delete-user-permissions-boundary', ANA, URGENT),

  iam('AddUserToGroup', 'groups/add-user-to-group', ANA, LOG_EXAMPLES),
  iam('RemoveUserFromGroup', 'groups/remove-user-from-group', ANA, URGENT),
];
