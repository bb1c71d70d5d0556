import type { ExplainedHolder } from './match-reasons.ts';

/** The answer in five lines, what shows it, and how to read the rest. */
export const introduceHolders = (holders: readonly ExplainedHolder[]): readonly string[] => {
  const roles = holders.filter(({ holder }) => holder.startsWith('role '));
  const permissions = holders.flatMap((holder) => holder.permissions);
  return [
    '# Every permission, and why',
    '',
    `${roles.length} roles, ${permissions.length} permissions. Two of these write IAM: \`iam:AttachUserPolicy\` and \`iam:DetachUserPolicy\`, of four policies that`,
    'only deny or let one enrol a device of one’s own. No role can write a policy document, a trust policy or a user, and none reads a',
    'secret. No role’s policy has a wildcard in an action. Who may assume which role is fixed by name and organization. All of it is',
    'written by `npm run permissions` from the synthesized templates (do not edit this page by hand), and a permission without a reason',
    'fails a test. Search for an action to learn why it is there.',
    '',
    'Shown by: [who may write IAM](/test/infra/iam-writes.test.ts), [what each role may do](/test/infra/role-permissions.test.ts),',
    '[the hub](/test/infra/hub-stack.test.ts), [a member](/test/infra/member-stack.test.ts),',
    '[the enforcer, live](/test/local/iam-guard-enforcer.test.ts), [forged messages, live](/test/end-to-end/hostile-messages.test.ts),',
    '[every permission has a reason](/test/infra/permissions-document.test.ts).',
    '',
    'How to read it: `SECURITY` is the security account, `ACCOUNT` the watched account that a template is deployed to, `ORGANIZATION`',
    'your organization’s id; the partition is written as `aws`. A table, queue or rule whose name CloudFormation makes up has the name of',
    'its construct: `queue Changes/DeadLetters`. The templates are those of [guardian.config.example.json](/guardian.config.example.json).',
    '',
  ];
};

/** What the templates have no policy for, and what the commands need besides. */
export const OUTSIDE: readonly string[] = [
  '## What has no policy',
  '',
  'The bus `mfa-guardian-internal` has none, so no other account can put an event on it. Nor has any function: Lambda takes messages from',
  'its queue, and nobody was given the right to invoke it. Nor have the ledger’s table and the logs: IAM policies of the security account',
  'decide there. Administrators of the security account can therefore read and change them ([trust boundaries](/SECURITY.md#trust-boundaries)).',
  '',
  '## What the commands need',
  '',
  'Deploying takes what CloudFormation takes to make these resources, with your own credentials; the hub also takes what `cdk bootstrap`',
  'made. `npm run check:trail` calls `cloudtrail:DescribeTrails`, `cloudtrail:GetTrailStatus` and `cloudtrail:GetEventSelectors`',
  '([read-trails.ts](/cli/read-trails.ts)). `npm run explain` on a user reads through the same adapters as the reader role',
  '([explain.md](/docs/explain.md)). `npm run replay` needs nothing.',
  '',
];
