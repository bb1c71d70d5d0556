type Intrinsic = Readonly<Record<string, unknown>>;

const isIntrinsic = (value: unknown): value is Intrinsic =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 1;

/**
 * A property as CloudFormation resolves it in partition `aws` and the given account. A reference to another
 * resource of the template becomes `<its logical id>`, one of its attributes `<its logical id.attribute>`.
 */
export const resolveTokens = (value: unknown, account: string): unknown => {
  if (Array.isArray(value)) {
    return value.map((item) => resolveTokens(item, account));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return isIntrinsic(value)
    ? resolveIntrinsic(value, account)
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolveTokens(item, account)]));
};

const PSEUDO_PARAMETERS: Readonly<Record<string, (account: string) => string>> = {
  'AWS::Partition': () => 'aws',
  'AWS::AccountId': (account) => account,
  'AWS::Region': () => 'us-east-1',
};

const resolveIntrinsic = (value: Intrinsic, account: string): unknown => {
  const [name, argument] = Object.entries(value)[0] as [string, unknown];
  switch (name) {
    case 'Ref':
      return PSEUDO_PARAMETERS[argument as string]?.(account) ?? `<${argument}>`;
    case 'Fn::GetAtt':
      return `<${(argument as string[]).join('.')}>`;
    case 'Fn::Join': {
      const [separator, parts] = argument as [string, unknown[]];
      return parts.map((part) => resolveTokens(part, account)).join(separator);
    }
    default:
      return { [name]: resolveTokens(argument, account) };
  }
};
