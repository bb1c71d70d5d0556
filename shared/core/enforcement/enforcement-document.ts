import { allowsPasswordChange, type EnforcementVariant, isStrict } from './enforcement-variant.ts';
import type { PolicyDocument, PolicyStatement } from './policy-document.ts';

/** What someone without MFA may still do, so that a first device can be enrolled. */
const ENROLMENT_ACTIONS = [
  'iam:CreateVirtualMFADevice',
  'iam:EnableMFADevice',
  'iam:GetMFADevice',
  'iam:GetUser',
  'iam:ListMFADevices',
  'iam:ListVirtualMFADevices',
  'iam:ResyncMFADevice',
  'sts:GetSessionToken',
] as const;

const PASSWORD_CHANGE_ACTIONS = ['iam:ChangePassword', 'iam:GetAccountPasswordPolicy'] as const;

/** The enrolment actions that reach another user, if nothing holds them to one's own. */
const DEVICE_ACTIONS_ON_A_USER = ['iam:EnableMFADevice', 'iam:ResyncMFADevice'] as const;

/**
 * An absent MFA key must be denied like a false one: long-term access keys send none. A service's follow-on
 * call says `false` though the person's own call had MFA, and is left alone: that own call was judged.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const WITHOUT_MFA = {
  BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false', 'aws:ViaAWSService': 'false' },
} as const;

/** A user with a path is `user/team/ana`, which `user/${aws:username}` alone does not match. */
const ownUser = (partition: string): readonly string[] => [
  `arn:${partition}:iam::*:user/\${aws:username}`,
  `arn:${partition}:iam::*:user/*/\${aws:username}`,
];

const denials = (variant: EnforcementVariant, partition: string): readonly PolicyStatement[] => {
  const passwordChange = allowsPasswordChange(variant);
  return [
    {
      Sid: 'DenyAllButEnrolmentWithoutMfa',
      Effect: 'Deny',
      NotAction: [...ENROLMENT_ACTIONS, ...(passwordChange ? PASSWORD_CHANGE_ACTIONS : [])],
      Resource: ['*'],
      Condition: WITHOUT_MFA,
    },
    {
      Sid: 'DenyEnrolmentOfOthersWithoutMfa',
      Effect: 'Deny',
      Action: [...DEVICE_ACTIONS_ON_A_USER, ...(passwordChange ? ['iam:ChangePassword'] : [])],
      NotResource: ownUser(partition),
      Condition: WITHOUT_MFA,
    },
    {
      // A federation session has no user name: the variable above resolves to nothing there.
      Sid: 'DenyEnrolmentWithoutUserName',
      Effect: 'Deny',
      Action: [...DEVICE_ACTIONS_ON_A_USER, ...(passwordChange ? ['iam:ChangePassword'] : [])],
      Resource: ['*'],
      Condition: { Null: { 'aws:username': 'true' } },
    },
  ];
};

/** Temporary credentials carry an issue time, long-term access keys none. */
const STRICT_ENROLMENT: PolicyStatement = {
  Sid: 'DenyEnrolmentWithLongTermKey',
  Effect: 'Deny',
  Action: ['iam:CreateVirtualMFADevice', ...DEVICE_ACTIONS_ON_A_USER],
  Resource: ['*'],
  Condition: { Null: { 'aws:TokenIssueTime': 'true' } },
};

/** A deny with `NotAction` grants nothing, so enrolment is also allowed: else whoever has no grant is locked out. */
const grants = (variant: EnforcementVariant, partition: string): readonly PolicyStatement[] => {
  const passwordChange = allowsPasswordChange(variant);
  return [
    {
      Sid: 'AllowCreatingDevice',
      Effect: 'Allow',
      Action: ['iam:CreateVirtualMFADevice'],
      Resource: [`arn:${partition}:iam::*:mfa/*`],
    },
    {
      Sid: 'AllowOwnEnrolment',
      Effect: 'Allow',
      Action: [
        ...DEVICE_ACTIONS_ON_A_USER,
        'iam:GetMFADevice',
        'iam:GetUser',
        'iam:ListMFADevices',
        ...(passwordChange ? ['iam:ChangePassword'] : []),
      ],
      Resource: ownUser(partition),
    },
    {
      Sid: 'AllowListing',
      Effect: 'Allow',
      Action: ['iam:ListVirtualMFADevices', ...(passwordChange ? ['iam:GetAccountPasswordPolicy'] : [])],
      Resource: ['*'],
    },
  ];
};

/**
 * The document of one variant: without MFA nothing but enrolling one's own device is left, and that is allowed.
 * `partition` is `aws`, `aws-us-gov`, …, or a deployment-time token that resolves to it.
 */
export const enforcementDocument = (variant: EnforcementVariant, partition: string): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    ...denials(variant, partition),
    ...(isStrict(variant) ? [STRICT_ENROLMENT] : []),
    ...grants(variant, partition),
  ],
});
