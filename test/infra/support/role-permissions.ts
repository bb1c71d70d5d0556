import { resolveTokens } from './resolve-tokens.ts';
import { type Resource, resourcesOf, type SynthesizedTemplate } from './synthesize.ts';

/** A statement, its single values made lists, its tokens resolved. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: unknown;
  readonly principal: unknown;
  /** The keys it has, so that a test can refuse those that it does not understand. */
  readonly keys: readonly string[];
}

const listOf = (value: unknown): readonly string[] =>
  value === undefined ? [] : ((Array.isArray(value) ? value : [value]) as string[]);

/** The statements of a policy document. */
export const statementsOf = (document: unknown, account: string): readonly Statement[] => {
  const { Statement } = resolveTokens(document, account) as { Statement: unknown };
  const statements = (Array.isArray(Statement) ? Statement : [Statement]) as Record<string, unknown>[];
  return statements.map((statement) => ({
    effect: statement['Effect'] as 'Allow' | 'Deny',
    actions: listOf(statement['Action']),
    resources: listOf(statement['Resource']),
    conditions: statement['Condition'],
    principal: statement['Principal'],
    keys: Object.keys(statement),
  }));
};

const attachedTo = (policy: Resource, roleId: string): boolean =>
  ((policy.Properties['Roles'] ?? []) as { Ref: string }[]).some(({ Ref }) => Ref === roleId);

/**
 * Everything that the roles of a template may do, by role name: inline, by policy and by managed policy of the
 * template. Fails when a permission could come from somewhere it does not look.
 */
export const rolePermissions = (
  template: SynthesizedTemplate,
  account: string,
): Readonly<Record<string, readonly Statement[]>> => {
  const unknown = Object.values(template.Resources)
    .map(({ Type }) => Type)
    .filter((type) => type.startsWith('AWS::IAM::'))
    .filter((type) => !['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].includes(type));
  if (unknown.length > 0) {
    throw new Error(`expected roles, policies and managed policies, received ${unknown.join(', ')}`);
  }
  const policies = [
    ...resourcesOf(template, 'AWS::IAM::Policy'),
    ...resourcesOf(template, 'AWS::IAM::ManagedPolicy'),
  ];
  return Object.fromEntries(
    resourcesOf(template, 'AWS::IAM::Role').map(({ id, Properties }) => {
      if (Properties['ManagedPolicyArns'] !== undefined) {
        throw new Error(
          `expected ${id} to have permissions of this template only, received a managed policy`,
        );
      }
      const inline = (Properties['Policies'] ?? []) as { PolicyDocument: unknown }[];
      const attached = policies.filter((policy) => attachedTo(policy, id)).map((policy) => policy.Properties);
      return [
        Properties['RoleName'] as string,
        [...inline, ...(attached as { PolicyDocument: unknown }[])].flatMap(({ PolicyDocument }) =>
          statementsOf(PolicyDocument, account),
        ),
      ];
    }),
  );
};

/** Whether a pattern of a policy, with `*` and `?`, covers an action; IAM ignores case here. */
export const coversAction = (pattern: string, action: string): boolean => {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 'i').test(action);
};
