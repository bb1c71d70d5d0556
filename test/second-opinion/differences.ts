import type { RequestContext } from '../model/request.model.ts';
import {
  type Condition,
  conditionsOf,
  hasVariables,
  listOf,
  type OneOrMore,
  type RawConditions,
  type RawDocument,
  type RawStatement,
} from '../model/request-documents.model.ts';

/**
 * A document that says the same as AWS reads it, in words that the local AWS's evaluator understands.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html "If you specify an incomplete ARN (one with
 * few than the standard six fields) in a policy, AWS automatically completes the ARN by adding wildcard characters (*)
 * to all missing fields": MiniStack compares what is there.
 */
const completed = (resource: string): string => {
  const missing = 6 - resource.split(':').length;
  return resource.startsWith('arn:') && missing > 0 ? resource + ':*'.repeat(missing) : resource;
};

const mapped = (
  resources: OneOrMore<string> | undefined,
  change: (one: string) => string,
): readonly string[] | undefined => (resources === undefined ? undefined : listOf(resources).map(change));

const withoutUndefined = (statement: object): RawStatement =>
  Object.fromEntries(Object.entries(statement).filter(([, value]) => value !== undefined)) as never;

const mapStatements = (
  document: RawDocument,
  change: (statement: RawStatement) => readonly RawStatement[],
): RawDocument => ({ ...document, Statement: listOf(document.Statement).flatMap(change) });

/** The gaps of the local AWS's evaluator, closed in what it is given. */
export const asUnderstood = (document: RawDocument): RawDocument =>
  mapStatements(document, (statement) => [
    withoutUndefined({
      ...statement,
      Resource: mapped(statement.Resource, completed),
      NotResource: mapped(statement.NotResource, completed),
    }),
  ]);

/** Something that AWS's documentation leaves open: of a condition, or of a statement as a whole. */
export interface LeftOpen {
  readonly about: string;
  readonly source: string;
  readonly ofCondition?: (condition: Condition, variables: boolean) => boolean;
  readonly ofStatement?: (statement: RawStatement, variables: boolean, context: RequestContext) => boolean;
}

const OPERATORS =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html';
const VARIABLES = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html';

const OF_ANOTHER_TYPE =
  /^aws:(multifactorauth(present|age)|viaawsservice|securetransport|principalisawsservice|currenttime|epochtime|tokenissuetime)$/;

const isTrueOrFalse = (value: string): boolean => value === 'true' || value === 'false';

const operatorOf = ({ operator }: Condition): string =>
  operator
    .toLowerCase()
    .replace(/^for(all|any)values?:/, '')
    .replace(/ifexists$/, '');

const VARIABLE = /\$\{([^},]*)(,[^}]*)?\}/g;

const hasVariableWithoutValue = (pattern: string, context: RequestContext): boolean =>
  [...pattern.matchAll(VARIABLE)].some(
    ([, key = '', fallback]) =>
      !/^[*?$]$/.test(key) && fallback === undefined && context[key.toLowerCase()] === undefined,
  );

/** What MiniStack decides one way, and AWS's documentation does not. */
export const LEFT_OPEN: readonly LeftOpen[] = [
  {
    about: 'a boolean that is neither "true" nor "false", as in "False"',
    source: `${OPERATORS}#Conditions_Boolean`,
    ofCondition: (condition) => operatorOf(condition) === 'bool' && !condition.values.every(isTrueOrFalse),
  },
  {
    about: 'several values for what is true or false',
    source: `${OPERATORS}#Conditions_Boolean`,
    ofCondition: (condition) =>
      ['bool', 'null'].includes(operatorOf(condition)) && condition.values.length > 1,
  },
  {
    about: 'a string operator on a boolean, a number or a date',
    source: `${OPERATORS}#Conditions_String`,
    ofCondition: (condition) =>
      operatorOf(condition).startsWith('string') && OF_ANOTHER_TYPE.test(condition.key),
  },
  {
    about: 'a resource with a variable that has no value: it matches nothing, or makes the statement invalid',
    source: `${VARIABLES}#policy-vars-no-value`,
    ofStatement: ({ Resource, NotResource }, variables, context) =>
      variables &&
      [...listOf(Resource), ...listOf(NotResource)].some((pattern) =>
        hasVariableWithoutValue(pattern, context),
      ),
  },
];

const nameOf = ({ operator, key, values }: Condition): string =>
  [operator.toLowerCase(), key, ...values].join(' ');

/** The conditions in these documents that can be read either way, by what they say. */
const openConditionsOf = (documents: readonly RawDocument[]): readonly string[] => [
  ...new Set(
    documents.flatMap((document) =>
      listOf(document.Statement)
        .flatMap(conditionsOf)
        .filter((condition) =>
          LEFT_OPEN.some(({ ofCondition }) => ofCondition?.(condition, hasVariables(document)) ?? false),
        )
        .map(nameOf),
    ),
  ),
];

/** A key that every request has. */
const NEVER: RawConditions = { Null: { 'aws:PrincipalAccount': 'true' } };

/** The same statement where these conditions hold, or don't; the same words mean the same everywhere. */
const readAs = (statement: RawStatement, readings: ReadonlyMap<string, boolean>): RawStatement => {
  const open = conditionsOf(statement).filter((condition) => readings.has(nameOf(condition)));
  if (open.length === 0) {
    return statement;
  }
  const names = new Set(open.map(nameOf));
  const kept = Object.entries(statement.Condition ?? {}).map(([operator, keys]) => [
    operator,
    Object.fromEntries(
      Object.entries(keys).filter(([key, values]) => {
        const [condition] = conditionsOf({ Effect: 'Allow', Condition: { [operator]: { [key]: values } } });
        return condition === undefined || !names.has(nameOf(condition));
      }),
    ),
  ]);
  const Condition = Object.fromEntries(kept) as RawConditions;
  const fails = open.some((condition) => readings.get(nameOf(condition)) === false);
  return {
    ...statement,
    Condition: fails ? { ...Condition, Null: { ...Condition['Null'], ...NEVER['Null'] } } : Condition,
  };
};

/** More conditions than this are not read either way. */
const MOST_OPEN = 6;

const everyReading = (names: readonly string[]): readonly ReadonlyMap<string, boolean>[] =>
  names
    .slice(0, MOST_OPEN)
    .reduce<readonly ReadonlyMap<string, boolean>[]>(
      (readings, name) =>
        readings.flatMap((reading) => [true, false].map((holds) => new Map([...reading, [name, holds]]))),
      [new Map()],
    );

/** How these documents may be read in a context, each way in words that leave nothing open. */
export const readingsOf = (
  documents: readonly RawDocument[],
  context: RequestContext,
): readonly ((document: RawDocument) => RawDocument)[] =>
  everyReading(openConditionsOf(documents)).flatMap((readings) =>
    [false, true].map(
      (invalidIgnored) => (document: RawDocument) =>
        mapStatements(document, (statement) => {
          const invalid = LEFT_OPEN.some(
            ({ ofStatement }) => ofStatement?.(statement, hasVariables(document), context) ?? false,
          );
          return invalid && invalidIgnored ? [] : [readAs(statement, readings)];
        }),
    ),
  );
