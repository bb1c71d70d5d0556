import type { RequestContext } from '../model/request.model.ts';
import {
  type Condition,
  listOf,
  type OneOrMore,
  type RawStatement,
} from '../model/request-documents.model.ts';

/** What the local AWS's evaluator does otherwise than AWS, and how a statement says the same in words that it understands. */
interface Gap {
  readonly about: string;
  /** Where AWS says what is right. */
  readonly source: string;
  readonly understood: (statement: RawStatement) => RawStatement;
}

/** Something that AWS's documentation leaves open, of a condition or of a statement as a whole; MiniStack decides. */
interface LeftOpen {
  readonly about: string;
  readonly source: string;
  readonly ofCondition?: (condition: Condition) => boolean;
  readonly ofStatement?: (statement: RawStatement, context: RequestContext) => boolean;
}

const DOCUMENTATION = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const OPERATORS = `${DOCUMENTATION}/reference_policies_elements_condition_operators.html`;

const ARN_FIELDS = 6;

const completed = (resource: string): string => {
  const missing = ARN_FIELDS - resource.split(':').length;
  return resource.startsWith('arn:') && !/[*?]/.test(resource) && missing > 0
    ? resource + ':*'.repeat(missing)
    : resource;
};

const allCompleted = (resources: OneOrMore<string> | undefined): readonly string[] =>
  listOf(resources).map(completed);

export const GAPS: readonly Gap[] = [
  {
    about: 'an ARN with fields missing: AWS completes it with wildcards, MiniStack compares what is there',
    source: `${DOCUMENTATION}/reference-arns.html`,
    understood: ({ Resource, NotResource, ...others }) => ({
      ...others,
      ...(Resource === undefined ? {} : { Resource: allCompleted(Resource) }),
      ...(NotResource === undefined ? {} : { NotResource: allCompleted(NotResource) }),
    }),
  },
];

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
    source: `${DOCUMENTATION}/reference_policies_variables.html#policy-vars-no-value`,
    ofStatement: ({ Resource, NotResource }, context) =>
      [...listOf(Resource), ...listOf(NotResource)].some((pattern) =>
        hasVariableWithoutValue(pattern, context),
      ),
  },
];
