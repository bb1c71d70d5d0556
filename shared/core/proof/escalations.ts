/** Each makes an administrator of whoever may call it, or hands over somebody else's account or one's own. */
export const ESCALATIONS: readonly string[] = [
  'iam:AttachUserPolicy',
  'iam:PutUserPolicy',
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:AttachGroupPolicy',
  'iam:PutGroupPolicy',
  'iam:AddUserToGroup',
  'iam:AttachRolePolicy',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:UpdateLoginProfile',
  'iam:DeactivateMFADevice',
];
