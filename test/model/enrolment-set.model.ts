/** What someone without MFA may do and still be held to MFA; on one's own user, where it is about a user. */
const ANYWHERE = [
  'iam:CreateVirtualMFADevice',
  'iam:GetMFADevice',
  'iam:GetUser',
  'iam:ListMFADevices',
  'iam:ListVirtualMFADevices',
  'sts:GetSessionToken',
];
const ON_ONESELF = ['iam:EnableMFADevice', 'iam:ResyncMFADevice'];

/** Calls that need no permission: no policy stops them. */
const NOT_CONTROLLED = ['sts:GetAccessKeyInfo', 'sts:GetCallerIdentity'];

export const belongsToEnrolment = (
  { action, resource }: { readonly action: string; readonly resource: string },
  ownArn: string,
  allowPasswordChange: boolean,
): boolean => {
  const anywhere = allowPasswordChange ? [...ANYWHERE, 'iam:GetAccountPasswordPolicy'] : ANYWHERE;
  const onOneself = allowPasswordChange ? [...ON_ONESELF, 'iam:ChangePassword'] : ON_ONESELF;
  return (
    [...anywhere, ...NOT_CONTROLLED].includes(action) || (onOneself.includes(action) && resource === ownArn)
  );
};
