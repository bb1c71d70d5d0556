import { describeEnforcement } from './describe-enforcement.ts';
import { explainStacks } from './explained-stacks.ts';
import type { ExplainedHolder, ExplainedPermission } from './match-reasons.ts';
import type { Condition, Permission } from './permission.ts';
import { introduceHolders, OUTSIDE } from './permissions-prose.ts';
import type { Acknowledgement, SynthesizedStack, SynthesizedStacks } from './synthesized-stacks.ts';

const code = (text: string): string => `\`${text}\``;

const link = (path: string): string => `[${path.split('/').at(-1)}](/${path})`;

const beforeLastSlash = (value: string): string => value.slice(0, value.lastIndexOf('/') + 1);

/** Resources that are counted through, as the rules of watched events are, differ in their number only. */
const uncounted = (values: readonly string[]): readonly string[] => [
  ...new Set(values.map((value) => value.replace(/^(rule .*\D)\d+$/, '$1<number>'))),
];

/** Values that begin alike are written once: `rule Internal/{ExposedVerdicts, Announcements}`. */
const folded = (values: readonly string[]): readonly string[] =>
  [...Map.groupBy(uncounted(values), beforeLastSlash)].flatMap(([beginning, alike]) =>
    beginning === '' || alike.length === 1
      ? alike
      : [`${beginning}{${alike.map((value) => value.slice(beginning.length)).join(', ')}}`],
  );

const inWords = ({ operator, key, values }: Condition): string =>
  `${code(key)} ${operator} ${folded(values).map(code).join(' or ')}`;

const conditionsInWords = ({ conditions }: Permission): string =>
  conditions.map(inWords).join('; ') || 'always';

const actionInWords = ({ effect, action }: Permission): string =>
  effect === 'Deny' ? `**deny** ${code(action)}` : code(action);

const onWhat = ({ resources }: Permission): string => resources.map(code).join(', ');

const usedIn = ({ reason }: ExplainedPermission): string => (reason.usedIn ?? []).map(link).join(', ') || '–';

const roleRow = (explained: ExplainedPermission): string =>
  `| ${actionInWords(explained.permission)} | ${onWhat(explained.permission)} | ${conditionsInWords(explained.permission)} | ${explained.reason.why} | ${usedIn(explained)} |`;

const assumedBy = (permissions: readonly ExplainedPermission[]): readonly string[] =>
  permissions
    .filter(({ permission }) => permission.kind === 'trust')
    .map(
      ({ permission, reason }) =>
        `- Assumed by ${permission.principals.map(code).join(', ')}; condition: ${conditionsInWords(permission)}. ${reason.why}`,
    );

const boundaryOf = (holder: string, { resources }: SynthesizedStack): readonly string[] => {
  const role = Object.values(resources).find(
    ({ Type, Properties }) => Type === 'AWS::IAM::Role' && `role ${Properties['RoleName']}` === holder,
  );
  const boundary =
    role?.Properties['PermissionsBoundary'] === undefined
      ? 'none'
      : '[`MfaGuardianActionBoundary`](#mfaguardianactionboundary)';
  return role === undefined ? [] : [`- Permissions boundary: ${boundary}.`, ''];
};

const describeRole = (
  { holder, about, grantedIn, permissions }: ExplainedHolder,
  stack: SynthesizedStack,
): readonly string[] => [
  `### ${holder.split(' ').at(-1)}`,
  '',
  `${about} Granted in ${link(grantedIn)}.`,
  '',
  ...assumedBy(permissions),
  ...boundaryOf(holder, stack),
  '| action | on | only if | why | used in |',
  '|---|---|---|---|---|',
  ...permissions.filter(({ permission }) => permission.kind !== 'trust').map(roleRow),
  '',
];

const whoInWords = ({ principals }: Permission): string =>
  principals.map((who) => (who === '*' ? 'anybody' : code(who))).join(', ');

const resourceRow = ({ permission, reason }: ExplainedPermission): string =>
  `| ${permission.holder} | ${whoInWords(permission)} | ${actionInWords(permission)} | ${conditionsInWords(permission)} | ${reason.why} |`;

const describeResources = (holders: readonly ExplainedHolder[]): readonly string[] => [
  '## What resources allow by themselves',
  '',
  '| resource | what it is for | granted in |',
  '|---|---|---|',
  ...holders.map(({ holder, about, grantedIn }) => `| ${holder} | ${about} | ${link(grantedIn)} |`),
  '',
  '| resource | who | action | only if | why |',
  '|---|---|---|---|---|',
  ...holders.flatMap(({ permissions }) => permissions.map(resourceRow)),
  '',
];

const wildcardRow = ({ where, wildcard, reason }: Acknowledgement): string =>
  `| ${code(where)} | ${code(wildcard)} | ${reason} |`;

const describeWildcards = (acknowledgements: readonly Acknowledgement[]): readonly string[] => [
  '## Every wildcard in a resource',
  '',
  'Of roles and of the policies that people get, as [infra](/infra/constructs/acknowledge-wildcards.ts) says it. Any other one fails',
  'synthesis.',
  '',
  '| where | wildcard | why |',
  '|---|---|---|',
  ...acknowledgements.map(wildcardRow),
  '',
];

const isRole = ({ holder }: ExplainedHolder): boolean => /^(role|policy) /.test(holder);

const roleNames = ({ resources }: SynthesizedStack): ReadonlySet<string> =>
  new Set(
    Object.values(resources)
      .filter(({ Type }) => Type === 'AWS::IAM::Role')
      .map(({ Properties }) => `role ${Properties['RoleName']}`),
  );

/** Every permission of both templates for people, in Markdown. Fails when one has no reason. */
export const describePermissions = (stacks: SynthesizedStacks): string => {
  const { holders, problems } = explainStacks(stacks);
  if (problems.length > 0) {
    throw new Error(`expected a reason for each permission and no other, received:\n${problems.join('\n')}`);
  }
  const inHub = roleNames(stacks.hub);
  const roles = holders.filter(isRole);
  return [
    ...introduceHolders(holders),
    '## In each watched account',
    '',
    ...roles.filter(({ holder }) => !inHub.has(holder)).flatMap((role) => describeRole(role, stacks.member)),
    '## In the security account',
    '',
    ...roles.filter(({ holder }) => inHub.has(holder)).flatMap((role) => describeRole(role, stacks.hub)),
    ...describeEnforcement(),
    ...describeResources(holders.filter((holder) => !isRole(holder))),
    ...describeWildcards([...stacks.member.acknowledgements, ...stacks.hub.acknowledgements]),
    ...OUTSIDE,
  ]
    .join('\n')
    .replace(/\n+$/, '\n');
};
