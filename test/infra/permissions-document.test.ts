import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeEnforcement, enforcementSids } from '../../cli/permissions/describe-enforcement.ts';
import { describePermissions } from '../../cli/permissions/describe-permissions.ts';
import { explainStacks } from '../../cli/permissions/explained-stacks.ts';
import { matchReasons } from '../../cli/permissions/match-reasons.ts';
import type { HolderReasons, Permission, Reason } from '../../cli/permissions/permission.ts';
import { readPermissions } from '../../cli/permissions/read-permissions.ts';
import { ENFORCEMENT_REASONS } from '../../cli/permissions/reasons-of-enforcement.ts';
import { HUB_ROLE_REASONS } from '../../cli/permissions/reasons-of-hub-roles.ts';
import { MEMBER_ROLE_REASONS } from '../../cli/permissions/reasons-of-member-roles.ts';
import { RESOURCE_REASONS } from '../../cli/permissions/reasons-of-resources.ts';
import {
  type SynthesizedStack,
  synthesizeStacks,
  type TemplateResource,
} from '../../cli/permissions/synthesized-stacks.ts';

const stacks = synthesizeStacks();
const ALL_REASONS = [...MEMBER_ROLE_REASONS, ...HUB_ROLE_REASONS, ...RESOURCE_REASONS];

const fromRoot = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** The template with one resource put in, or another one in its place. */
const withResource = (stack: SynthesizedStack, id: string, resource: TemplateResource): SynthesizedStack => ({
  ...stack,
  resources: { ...stack.resources, [id]: resource },
});

const policyOfReader = (action: string): TemplateResource => ({
  Type: 'AWS::IAM::Policy',
  Properties: {
    Roles: [{ Ref: idOf('MfaGuardianReader') }],
    PolicyDocument: { Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] },
  },
});

const idOf = (roleName: string): string =>
  Object.keys(stacks.member.resources).find(
    (id) => stacks.member.resources[id]?.Properties['RoleName'] === roleName,
  ) ?? '';

const problemsWith = (id: string, resource: TemplateResource): readonly string[] =>
  explainStacks({ ...stacks, member: withResource(stacks.member, id, resource) }).problems;

describe('the reasons of permissions', () => {
  it('are one for each permission of both templates, and none is left over', () => {
    expect(explainStacks(stacks).problems).toEqual([]);
  });

  it('are missed when a template grants something new', () => {
    expect(problemsWith('New', policyOfReader('iam:PutUserPolicy'))).toEqual([
      'no reason for role MfaGuardianReader: identity Allow iam:PutUserPolicy on *',
    ]);
  });

  it('are left over when a template no longer grants', () => {
    const [holder, ...others] = ALL_REASONS as [HolderReasons, ...HolderReasons[]];
    const more: Reason = { action: 'iam:ListRoles', why: 'It was needed once.' };
    const { hub, member } = stacks;
    const permissions = [
      ...readPermissions(member, { stack: member, account: 'ACCOUNT', literals: [] }),
      ...readPermissions(hub, { stack: hub, account: 'SECURITY', literals: [] }),
    ].filter((permission) => permission.holder === holder.holder);
    const matched = matchReasons(permissions, [{ ...holder, reasons: [...holder.reasons, more] }]);
    expect(others).not.toEqual([]);
    expect(matched.problems).toEqual(['role MfaGuardianReader: nothing is left of iam:ListRoles']);
  });

  it('are not taken twice: two for one permission is one too many', () => {
    const permission: Permission = {
      holder: 'role A',
      kind: 'identity',
      effect: 'Allow',
      principals: [],
      action: 'sqs:SendMessage',
      resources: ['queue Changes/Queue'],
      conditions: [],
    };
    const reason: Reason = { action: 'sqs:SendMessage', why: 'It sends.' };
    const holder = {
      holder: 'role A',
      about: '',
      grantedIn: '',
      reasons: [reason, { ...reason, on: 'Queue' }],
    };
    expect(matchReasons([permission], [holder]).problems).toHaveLength(1);
  });

  it('refuse a template with a kind of resource or of grant that nobody looked at', () => {
    const bucket = { Type: 'AWS::S3::BucketPolicy', Properties: {} };
    const role = {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'MfaGuardianNew',
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      },
    };
    const table = { Type: 'AWS::DynamoDB::GlobalTable', Properties: { ResourcePolicy: { Statement: [] } } };
    for (const resource of [bucket, role, table]) {
      expect(() => problemsWith('New', resource)).toThrow('expected');
    }
  });
});

/** How the code that uses an action names it. */
const namesInCode = (action: string): RegExp => {
  const [service, name = ''] = action.split(':');
  switch (service) {
    case 'dynamodb':
      return new RegExp(`${name.replace('Item', '')}Command|makeIdempotent`);
    case 'sts':
      return /fromTemporaryCredentials/;
    default:
      return new RegExp(`${name}(Command|\\b)`);
  }
};

describe('the files that reasons name', () => {
  const used = ALL_REASONS.flatMap(({ reasons }) => reasons).flatMap(({ action, usedIn = [] }) =>
    usedIn.map((path) => ({ action, path })),
  );

  it.each(used)('$path makes the call $action', ({ action, path }) => {
    expect(fromRoot(path)).toMatch(namesInCode(action));
  });

  it.each(ALL_REASONS)('$grantedIn grants what $holder has', ({ grantedIn }) => {
    expect(fromRoot(grantedIn)).not.toBe('');
  });

  it('are given for every action on IAM that a function can make', () => {
    const withoutFile = MEMBER_ROLE_REASONS.filter(({ holder }) => /Reader|Enforcer/.test(holder))
      .flatMap(({ reasons }) => reasons)
      .filter(({ action, effect, usedIn }) => action.startsWith('iam:') && effect === undefined && !usedIn);
    expect(withoutFile).toEqual([]);
  });
});

describe('docs/permissions.md', () => {
  it('is what `npm run permissions` writes now', () => {
    expect(fromRoot('docs/permissions.md')).toBe(describePermissions(stacks));
  });

  it('explains each statement of the enforcement policies, and none that is gone', () => {
    expect(Object.keys(ENFORCEMENT_REASONS).toSorted()).toEqual(enforcementSids().toSorted());
    expect(describeEnforcement().join('\n')).toContain('DenyAllButEnrolmentWithoutMfa');
  });

  it('has a row with a reason for each action that a role may do', () => {
    const rows = describePermissions(stacks)
      .split('\n')
      .filter((line) => line.startsWith('| '));
    const row = rows.find((line) => line.startsWith('| `iam:ListEntitiesForPolicy`'));
    expect(row).toContain('Who has a policy that changed');
    expect(rows.filter((line) => /\|\s+\|/.test(line))).toEqual([]);
  });

  it('says why of every wildcard that synthesis was told of', () => {
    const { hub, member } = stacks;
    expect(member.acknowledgements.length).toBeGreaterThan(10);
    expect(hub.acknowledgements).toHaveLength(3);
  });

  it('links only to files that exist', () => {
    const links = [...fromRoot('docs/permissions.md').matchAll(/\]\(\/([^)#]+)/g)].map(
      ([, path]) => path ?? '',
    );
    expect(links.length).toBeGreaterThan(50);
    for (const path of new Set(links)) {
      expect(() => fromRoot(path), path).not.toThrow();
    }
  });
});
