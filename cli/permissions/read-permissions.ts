import { ENFORCEMENT_POLICY_NAMES } from '#core/enforcement/enforcement-variant.ts';
import type { Condition, Permission, PolicyKind } from './permission.ts';
import { type Naming, readableValues, resourceInWords } from './readable-values.ts';
import type { SynthesizedStack, TemplateResource } from './synthesized-stacks.ts';

type Properties = TemplateResource['Properties'];

/** A policy document, and whose it is. */
interface FoundDocument {
  readonly holder: string;
  readonly kind: PolicyKind;
  readonly document: unknown;
}

/** Attached to people, and explained by themselves. */
const ENFORCEMENT_POLICIES: ReadonlySet<unknown> = new Set(Object.values(ENFORCEMENT_POLICY_NAMES));

const refuse = (id: string, properties: Properties, ...names: readonly string[]): void => {
  const found = names.filter((name) => name in properties);
  if (found.length > 0) {
    throw new Error(`expected ${id} to grant nothing in another way, received ${found.join(', ')}`);
  }
};

const referencedIn = (list: unknown): readonly string[] =>
  ((list ?? []) as readonly Readonly<Record<string, string>>[]).map((reference) => reference['Ref'] ?? '');

const held = (
  stack: SynthesizedStack,
  kind: PolicyKind,
  holders: readonly string[],
  document: unknown,
): readonly FoundDocument[] => holders.map((id) => ({ holder: resourceInWords(stack, id), kind, document }));

type FindDocuments = (
  stack: SynthesizedStack,
  id: string,
  properties: Properties,
) => readonly FoundDocument[];

const FINDERS: Readonly<Record<string, FindDocuments>> = {
  'AWS::IAM::Role': (stack, id, properties) => {
    refuse(id, properties, 'Policies', 'ManagedPolicyArns');
    return held(stack, 'trust', [id], properties['AssumeRolePolicyDocument']);
  },
  'AWS::IAM::Policy': (stack, id, properties) => {
    refuse(id, properties, 'Users', 'Groups');
    return held(stack, 'identity', referencedIn(properties['Roles']), properties['PolicyDocument']);
  },
  'AWS::IAM::ManagedPolicy': (stack, id, properties) => {
    refuse(id, properties, 'Users', 'Groups', 'Roles');
    return ENFORCEMENT_POLICIES.has(properties['ManagedPolicyName'])
      ? []
      : held(stack, 'boundary', [id], properties['PolicyDocument']);
  },
  'AWS::SQS::QueuePolicy': (stack, _id, properties) =>
    held(stack, 'resource', referencedIn(properties['Queues']), properties['PolicyDocument']),
  'AWS::SNS::TopicPolicy': (stack, _id, properties) =>
    held(stack, 'resource', referencedIn(properties['Topics']), properties['PolicyDocument']),
  'AWS::KMS::Key': (stack, id, properties) => held(stack, 'resource', [id], properties['KeyPolicy']),
  'AWS::Events::EventBusPolicy': (stack, _id, properties) =>
    held(stack, 'resource', referencedIn([properties['EventBusName']]), {
      Statement: properties['Statement'],
    }),
};

/** Types of resources that grant nothing by themselves. Whatever is in neither table fails. */
const WITHOUT_POLICIES: ReadonlySet<string> = new Set([
  'AWS::CloudWatch::Alarm',
  'AWS::DynamoDB::GlobalTable',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
]);

const hasStatement = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ('Statement' in value || Object.values(value).some((inner) => hasStatement(inner)));

const documentsOf = (stack: SynthesizedStack, id: string, resource: TemplateResource) => {
  const find = FINDERS[resource.Type];
  if (find !== undefined) {
    return find(stack, id, resource.Properties);
  }
  if (!WITHOUT_POLICIES.has(resource.Type) || hasStatement(resource.Properties)) {
    throw new Error(`expected a resource whose policies are known, received ${id} of type ${resource.Type}`);
  }
  return [];
};

const conditionsOf = (condition: unknown, naming: Naming): readonly Condition[] =>
  Object.entries((condition ?? {}) as Readonly<Record<string, object>>).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({
      operator,
      key,
      values: readableValues(values, naming),
    })),
  );

const principalsOf = (principal: unknown, naming: Naming): readonly string[] =>
  typeof principal === 'object' && principal !== null
    ? Object.values(principal).flatMap((values) => readableValues(values, naming))
    : readableValues(principal, naming);

const UNDERSTOOD = new Set(['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition']);

const permissionsOf = ({ holder, kind, document }: FoundDocument, naming: Naming): readonly Permission[] => {
  const { Statement: statements } = document as { Statement: unknown };
  const list = (Array.isArray(statements) ? statements : [statements]) as Properties[];
  return list.flatMap((statement) => {
    const unknown = Object.keys(statement).filter((key) => !UNDERSTOOD.has(key));
    if (unknown.length > 0) {
      throw new Error(`expected no other elements in a statement of ${holder}, received ${unknown.join()}`);
    }
    return readableValues(statement['Action'], naming).map((action) => ({
      holder,
      kind,
      effect: statement['Effect'] as Permission['effect'],
      principals: principalsOf(statement['Principal'], naming),
      action,
      resources: readableValues(statement['Resource'], naming),
      conditions: conditionsOf(statement['Condition'], naming),
    }));
  });
};

const likeness = ({ conditions, ...rest }: Permission): string =>
  JSON.stringify([rest, conditions.map(({ operator, key }) => [operator, key])]);

/** Several rules that may each do the same become one permission that names them all. */
const together = (permissions: readonly Permission[]): readonly Permission[] =>
  Object.values(Object.groupBy(permissions, likeness)).flatMap((alike = []) => {
    const [first, ...others] = alike;
    if (first === undefined || first.conditions.length !== 1) {
      return alike;
    }
    const values = [first, ...others].flatMap(({ conditions }) => conditions[0]?.values ?? []);
    return [{ ...first, conditions: first.conditions.map((condition) => ({ ...condition, values })) }];
  });

/** Everything that the policies of a template allow and deny, the enforcement policies aside. */
export const readPermissions = (stack: SynthesizedStack, naming: Naming): readonly Permission[] =>
  together(
    Object.entries(stack.resources)
      .flatMap(([id, resource]) => documentsOf(stack, id, resource))
      .flatMap((found) => permissionsOf(found, naming)),
  );
