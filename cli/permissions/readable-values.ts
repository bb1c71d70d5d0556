import type { SynthesizedStack } from './synthesized-stacks.ts';

/** How a value of a template is written for people. */
export interface Naming {
  readonly stack: SynthesizedStack;
  /** What `AWS::AccountId` is called here. */
  readonly account: string;
  /** What stands for a literal text, `SECURITY` for the id of the security account for one. */
  readonly literals: readonly (readonly [text: string, name: string])[];
}

/** The property that names a resource, for those whose name never changes. */
const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  'AWS::Events::EventBus': 'Name',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::SNS::Topic': 'TopicName',
};

const NOUNS: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::GlobalTable': 'table',
  'AWS::Events::EventBus': 'bus',
  'AWS::Events::Rule': 'rule',
  'AWS::IAM::ManagedPolicy': 'policy',
  'AWS::IAM::Role': 'role',
  'AWS::KMS::Key': 'key',
  'AWS::Lambda::Function': 'function',
  'AWS::Logs::LogGroup': 'log group',
  'AWS::SNS::Topic': 'topic',
  'AWS::SQS::Queue': 'queue',
};

/** A resource in words: its noun, and its fixed name or else the construct that makes it. */
export const resourceInWords = ({ resources, constructs }: SynthesizedStack, id: string): string => {
  const resource = resources[id];
  const noun = resource && NOUNS[resource.Type];
  if (noun === undefined) {
    throw new Error(`expected a resource with a noun, received ${id} of type ${resource?.Type ?? 'none'}`);
  }
  const fixed = resource?.Properties[NAME_PROPERTIES[resource.Type] ?? ''];
  return `${noun} ${typeof fixed === 'string' ? fixed : constructs.get(id)}`;
};

const withNames = (text: string, literals: Naming['literals']): string =>
  literals.reduce((named, [literal, name]) => named.replaceAll(literal, name), text);

const referenced = (id: string, naming: Naming): string => {
  switch (id) {
    case 'AWS::Partition':
      return 'aws';
    case 'AWS::AccountId':
      return naming.account;
    default:
      return resourceInWords(naming.stack, id);
  }
};

/** One value of a policy, its tokens written for people. Fails on a token that it does not know. */
const readableValue = (value: unknown, naming: Naming): string => {
  if (typeof value === 'string') {
    return withNames(value, naming.literals);
  }
  const [token, argument] = Object.entries(value as Readonly<Record<string, unknown>>)[0] ?? [];
  switch (token) {
    case 'Ref':
      return referenced(argument as string, naming);
    case 'Fn::GetAtt':
      return referenced((argument as readonly string[])[0] ?? '', naming);
    case 'Fn::Join': {
      const [separator, parts] = argument as readonly [string, readonly unknown[]];
      return withNames(parts.map((part) => readableValue(part, naming)).join(separator), naming.literals);
    }
    default:
      throw new Error(`expected a text, Ref, Fn::GetAtt or Fn::Join, received ${JSON.stringify(value)}`);
  }
};

/** One value or several, each written for people. */
export const readableValues = (value: unknown, naming: Naming): readonly string[] =>
  value === undefined
    ? []
    : (Array.isArray(value) ? value : [value]).map((item) => readableValue(item, naming));
