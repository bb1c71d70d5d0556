import type { HolderReasons } from './permission.ts';

const CREDENTIALS = ['shared/adapters/iam-credentials-reader.ts'];
const POLICIES = ['shared/adapters/iam-identity-policies-reader.ts'];
const DIRECTORY = ['shared/adapters/iam-directory-reader.ts'];

const READER: HolderReasons = {
  holder: 'role MfaGuardianReader',
  about: 'Reads what IAM users can sign in with and what their policies say. It can write nothing.',
  grantedIn: 'infra/constructs/reader-role.ts',
  reasons: [
    {
      kind: 'trust',
      action: 'sts:AssumeRole',
      why: 'The two functions that judge read through it. The principal is the account and the condition names the roles, because a role named as principal stops being trusted when it is made anew.',
    },
    {
      action: 'iam:GetLoginProfile',
      why: 'Whether the user has a password, and has to set a new one first. IAM has no call that tells the password.',
      usedIn: CREDENTIALS,
    },
    {
      action: 'iam:GetUser',
      why: 'The id behind the name, the ARN, the tags that conditions ask for, and which permissions boundary is set. `ListUsers` tells neither tags nor boundary.',
      usedIn: ['shared/adapters/iam-posture-reader.ts'],
    },
    { action: 'iam:GetUserPolicy', why: 'What each inline policy of the user says.', usedIn: POLICIES },
    {
      action: 'iam:ListAccessKeys',
      why: 'Which access keys exist and are active: a key needs no MFA. It tells ids, never secrets.',
      usedIn: CREDENTIALS,
    },
    {
      action: 'iam:ListAttachedUserPolicies',
      why: 'Which managed policies the user has. Read once more after an attachment, because only a read proves it.',
      usedIn: POLICIES,
    },
    {
      action: 'iam:ListGroupsForUser',
      why: 'Which groups grant to the user, or deny.',
      usedIn: POLICIES,
    },
    {
      action: 'iam:ListMFADevices',
      why: 'Whether the user has a device, and which: a new serial number is told of.',
      usedIn: CREDENTIALS,
    },
    {
      action: 'iam:ListServiceSpecificCredentials',
      why: 'Credentials for one service (CodeCommit, Keyspaces, Bedrock): they never carry MFA. It tells ids, never secrets.',
      usedIn: CREDENTIALS,
    },
    {
      action: 'iam:ListSigningCertificates',
      why: 'Certificates that sign requests without MFA. Ids and status are kept, the public certificate is not.',
      usedIn: CREDENTIALS,
    },
    {
      action: 'iam:ListSSHPublicKeys',
      why: 'SSH keys for CodeCommit, which work without MFA. It tells ids and status.',
      usedIn: CREDENTIALS,
    },
    {
      action: 'iam:ListUserPolicies',
      why: 'Which inline policies there are to read.',
      usedIn: POLICIES,
    },
    {
      action: 'iam:GetGroup',
      why: 'Who is in a group that changed: each of them may be exposed by it.',
      usedIn: DIRECTORY,
    },
    {
      action: 'iam:GetGroupPolicy',
      why: 'What each inline policy of a group of the user says.',
      usedIn: POLICIES,
    },
    {
      action: 'iam:ListAttachedGroupPolicies',
      why: 'Which managed policies a group of the user has.',
      usedIn: POLICIES,
    },
    {
      action: 'iam:ListGroupPolicies',
      why: 'Which inline policies of a group there are to read.',
      usedIn: POLICIES,
    },
    {
      action: 'iam:GetPolicy',
      why: 'Which version of a managed policy is in force now. The policies of AWS are users’ policies too.',
      usedIn: ['shared/adapters/iam-managed-policies.ts'],
    },
    {
      action: 'iam:GetPolicyVersion',
      why: 'What that version says. A version never changes, so each is read once while a function is warm.',
      usedIn: ['shared/adapters/iam-policy-documents.ts'],
    },
    {
      action: 'iam:ListEntitiesForPolicy',
      why: 'Who has a policy that changed: directly, through a group, or as a boundary. Not asked of AWS’s own policies, which AWS changes for everybody.',
      usedIn: DIRECTORY,
    },
    {
      action: 'iam:GetRole',
      why: 'Which users a role names in its trust policy, when that changed. Nothing else of a role is read.',
      usedIn: DIRECTORY,
    },
    {
      action: 'iam:ListPolicies',
      why: 'Which enforcement policies are deployed, and in which version: the path `/mfa-guardian/` is asked for alone.',
      usedIn: ['shared/adapters/iam-enforcement-policy-reader.ts'],
    },
    {
      action: 'iam:ListUsers',
      why: 'Who is in the account, when something changed that concerns everyone in it.',
      usedIn: DIRECTORY,
    },
  ],
};

const ENFORCER: HolderReasons = {
  holder: 'role MfaGuardianEnforcer',
  about: 'Attaches the four enforcement policies to users. It can’t detach them, nor attach anything else.',
  grantedIn: 'infra/constructs/enforcer-role.ts',
  reasons: [
    {
      kind: 'trust',
      action: 'sts:AssumeRole',
      why: 'Only the function that enforces, and it assumes the role anew for every attempt, under a session name that tells which.',
    },
    {
      action: 'iam:AttachUserPolicy',
      why: 'The one thing that enforcing takes. What is attached only denies, or lets one enrol a device of one’s own.',
      usedIn: ['shared/adapters/iam-guard-enforcer.ts'],
    },
    {
      effect: 'Deny',
      action: 'iam:AttachUserPolicy',
      why: 'Each break-glass user of the configuration, here the example’s: whatever the functions think, they stay as they are. Absent when none is named.',
    },
  ],
};

const RELEASER: HolderReasons = {
  holder: 'role MfaGuardianReleaser',
  about:
    'Detaches the same four policies. Nobody uses it yet: the role that it trusts is not deployed, so watch who may create roles in the security account.',
  grantedIn: 'infra/constructs/releaser-role.ts',
  reasons: [
    {
      kind: 'trust',
      action: 'sts:AssumeRole',
      why: 'Detaching gives access back, so it is apart from attaching and nobody else’s.',
    },
    {
      action: 'iam:DetachUserPolicy',
      why: 'The one thing that releasing takes. No code calls it yet; guarded users are released by an administrator.',
    },
  ],
};

const FORWARDER: HolderReasons = {
  holder: 'role MfaGuardianForwarder',
  about: 'EventBridge sends watched events to the hub with it.',
  grantedIn: 'infra/constructs/event-forwarder.ts',
  reasons: [
    {
      kind: 'trust',
      action: 'sts:AssumeRole',
      why: 'EventBridge, for rules of this very account: no other account can make it use the role.',
    },
    {
      action: 'events:PutEvents',
      why: 'Hands watched events to the ingress bus of the hub, and to no other bus.',
    },
  ],
};

const BOUNDARY: HolderReasons = {
  holder: 'policy MfaGuardianActionBoundary',
  about:
    'The most that the enforcer and the releaser can ever do, whatever else somebody attaches to them. A boundary grants nothing.',
  grantedIn: 'infra/constructs/action-boundary.ts',
  reasons: [
    { kind: 'boundary', action: 'iam:AttachUserPolicy', why: 'The enforcer’s one action.' },
    { kind: 'boundary', action: 'iam:DetachUserPolicy', why: 'The releaser’s one action.' },
  ],
};

/** The roles of every watched account. */
export const MEMBER_ROLE_REASONS: readonly HolderReasons[] = [
  READER,
  ENFORCER,
  RELEASER,
  FORWARDER,
  BOUNDARY,
];
