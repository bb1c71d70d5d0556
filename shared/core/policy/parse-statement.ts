import { ok, type Result } from '#core/kernel/result.ts';
import { parseConditions } from './parse-conditions.ts';
import { notUnderstood, type PolicyProblem } from './policy-problem.ts';
import type {
  ActionElement,
  PolicyStatement,
  PrincipalElement,
  ResourceElement,
} from './policy-statement.ts';
import { isRecord, oneOf, parseTexts } from './policy-values.ts';
import { parseTemplate } from './template.ts';

/** What a document is for: only a trust policy names principals, and it has no resources. */
export type PolicyUse = 'identity' | 'trust';

interface Reading {
  readonly index: number;
  readonly hasVariables: boolean;
  readonly use: PolicyUse;
}

/** No action's name is longer, and no ARN: longer patterns only cost time. */
const LONGEST_ACTION = 256;
const LONGEST_RESOURCE = 2_048;

const IDENTITY_ELEMENTS: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);
const TRUST_ELEMENTS: ReadonlySet<string> = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Condition',
]);

/** `*`, or a service's prefix and a name, both perhaps with wildcards. */
const ACTION_PATTERN = /^(?:\*|[\w*?-]+:[\w*?-]+)$/;

interface Element {
  readonly name: string;
  readonly negated: boolean;
  readonly texts: readonly string[];
}

/** The texts of whichever of two elements a statement has. */
const parseElement = (
  statement: Readonly<Record<string, unknown>>,
  plain: string,
  at: string,
): Result<Element, PolicyProblem> => {
  const negated = `Not${plain}`;
  const element = oneOf(statement, plain, negated, at);
  if (!element.ok) {
    return element;
  }
  const { name, value } = element.value;
  const texts = parseTexts(value, `${at}.${name}`);
  return texts.ok ? ok({ name, negated: name === negated, texts: texts.value }) : texts;
};

const parseActions = (
  statement: Readonly<Record<string, unknown>>,
  at: string,
): Result<ActionElement, PolicyProblem> => {
  const element = parseElement(statement, 'Action', at);
  if (!element.ok) {
    return element;
  }
  const { name, negated, texts } = element.value;
  const odd = texts.find((text) => text.length > LONGEST_ACTION || !ACTION_PATTERN.test(text));
  return odd === undefined
    ? ok({ negated, patterns: texts.map((text) => text.toLowerCase()) })
    : notUnderstood(`${at}.${name}`, 'actions like iam:CreateUser, s3:Get* or *', odd);
};

const parseResources = (
  statement: Readonly<Record<string, unknown>>,
  { hasVariables }: Reading,
  at: string,
): Result<ResourceElement, PolicyProblem> => {
  const element = parseElement(statement, 'Resource', at);
  if (!element.ok) {
    return element;
  }
  const { name, negated, texts } = element.value;
  const odd = texts.find((text) => text === '' || text.length > LONGEST_RESOURCE);
  return odd === undefined
    ? ok({ negated, templates: texts.map((text) => parseTemplate(text, hasVariables, 'read')) })
    : notUnderstood(`${at}.${name}`, `ARNs of 1 to ${LONGEST_RESOURCE} characters`, odd);
};

const parsePrincipals = (
  statement: Readonly<Record<string, unknown>>,
  at: string,
): Result<PrincipalElement, PolicyProblem> => {
  const element = oneOf(statement, 'Principal', 'NotPrincipal', at);
  if (!element.ok) {
    return element;
  }
  const { name, value } = element.value;
  const negated = name === 'NotPrincipal';
  if (value === '*') {
    return ok({ negated, principals: [{ type: 'AWS', name: '*' }] });
  }
  if (!isRecord(value)) {
    return notUnderstood(`${at}.${name}`, 'principals by their type, or *', value);
  }
  const principals: { readonly type: string; readonly name: string }[] = [];
  for (const [type, names] of Object.entries(value)) {
    const texts = parseTexts(names, `${at}.${name}.${type}`);
    if (!texts.ok) {
      return texts;
    }
    principals.push(...texts.value.map((text) => ({ type, name: text })));
  }
  return ok({ negated, principals });
};

type Parts = Pick<PolicyStatement, 'actions' | 'resources' | 'principals' | 'conditions'>;

const parseParts = (
  statement: Readonly<Record<string, unknown>>,
  reading: Reading,
  at: string,
): Result<Parts, PolicyProblem> => {
  const actions = parseActions(statement, at);
  if (!actions.ok) {
    return actions;
  }
  const resources = reading.use === 'identity' ? parseResources(statement, reading, at) : ok(undefined);
  if (!resources.ok) {
    return resources;
  }
  const principals = reading.use === 'trust' ? parsePrincipals(statement, at) : ok(undefined);
  if (!principals.ok) {
    return principals;
  }
  const conditions = parseConditions(statement['Condition'], reading.hasVariables, `${at}.Condition`);
  return conditions.ok
    ? ok({
        actions: actions.value,
        resources: resources.value,
        principals: principals.value,
        conditions: conditions.value,
      })
    : conditions;
};

/** What a statement is called: its Sid, or its place. */
const parseLabel = (sid: unknown, { index }: Reading, at: string): Result<string, PolicyProblem> => {
  if (sid !== undefined && typeof sid !== 'string') {
    return notUnderstood(`${at}.Sid`, 'a text', sid);
  }
  return ok(sid === undefined || sid === '' ? `#${index + 1}` : sid);
};

const parseEffect = (effect: unknown, at: string): Result<PolicyStatement['effect'], PolicyProblem> =>
  effect === 'Allow' || effect === 'Deny'
    ? ok(effect)
    : notUnderstood(`${at}.Effect`, 'Allow or Deny', effect);

const parseElements = (
  value: unknown,
  { use }: Reading,
  at: string,
): Result<Readonly<Record<string, unknown>>, PolicyProblem> => {
  if (!isRecord(value)) {
    return notUnderstood(at, 'an object', value);
  }
  const elements = use === 'trust' ? TRUST_ELEMENTS : IDENTITY_ELEMENTS;
  const odd = Object.keys(value).find((element) => !elements.has(element));
  return odd === undefined ? ok(value) : notUnderstood(at, `only ${[...elements].join(', ')}`, odd);
};

/** Reads one statement; `index` counts from 0. */
export const parseStatement = (value: unknown, reading: Reading): Result<PolicyStatement, PolicyProblem> => {
  const at = `Statement[${reading.index}]`;
  const elements = parseElements(value, reading, at);
  if (!elements.ok) {
    return elements;
  }
  const { Effect, Sid } = elements.value;
  const effect = parseEffect(Effect, at);
  const label = parseLabel(Sid, reading, at);
  const parts = parseParts(elements.value, reading, at);
  if (!(effect.ok && label.ok && parts.ok)) {
    return [effect, label, parts].find((part) => !part.ok) as Result<never, PolicyProblem>;
  }
  const literalVariables = !reading.hasVariables && JSON.stringify(value).includes('${');
  return ok({ label: label.value, effect: effect.value, literalVariables, ...parts.value });
};
