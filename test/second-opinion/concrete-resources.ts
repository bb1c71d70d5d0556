import {
  actionName,
  authorizesOnAll,
  indexOfAction,
  resourcePatternsOf,
} from '#core/catalogue/action-catalogue.ts';
import { listOf, type RawDocument } from '../model/request-documents.model.ts';
import type { SessionUser } from '../model/session-contexts.model.ts';

const OTHER_ACCOUNT = '333333333333';

const VARIABLE = /\$\{([^},]*)(?:, '([^']*)')?\}/g;

/** What stands for a wildcard: names of things, of the user, of somebody else. */
const NAMES = ['x', 'bob', 'ana', 'photos/cat.jpg'];

const filled = (pattern: string, name: string, { account, userName }: SessionUser): string =>
  pattern
    .replaceAll(VARIABLE, (_, key: string, fallback: string | undefined) =>
      key.toLowerCase() === 'aws:username' ? userName : (fallback ?? name),
    )
    .replace(/^((?:[^:]*:){3})\*/, '$1eu-west-1')
    .replace(/^((?:[^:]*:){4})\*/, `$1${account}`)
    .replaceAll('*', name)
    .replaceAll('?', 'q');

/** A resource like another one, but not it. */
const neighbours = (resource: string, { account }: SessionUser): readonly string[] => [
  `${resource}x`,
  resource.slice(0, -1),
  resource.replace(`:${account}:`, `:${OTHER_ACCOUNT}:`),
  resource.replace(/^(arn:aws:iam::\d+:user\/)/, '$1team/'),
];

/** Resources that policies name, by their patterns, and some beside them. */
export const namedResources = (documents: readonly RawDocument[], user: SessionUser): readonly string[] => {
  const patterns = documents
    .flatMap(({ Statement }) => listOf(Statement))
    .flatMap(({ Resource, NotResource }) => [...listOf(Resource), ...listOf(NotResource)]);
  const instances = [...new Set(patterns)]
    .filter((pattern) => pattern !== '*')
    .flatMap((pattern) => NAMES.map((name) => filled(pattern, name, user)));
  return [...new Set(instances.flatMap((resource) => [resource, ...neighbours(resource, user)]))];
};

const GLOB_OF_PART = '[^:]*';

/** Types of resources, as the service authorization reference gives them, and what is of that type. */
const typeRegex = (pattern: string): RegExp => {
  const parts = pattern.split(':');
  const [head, rest] = [parts.slice(0, 5), parts.slice(5).join(':')];
  const sourceOf = (text: string, wildcard: string): string =>
    text.replace(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('*', wildcard);
  return new RegExp(
    `^${head.map((part) => sourceOf(part, GLOB_OF_PART)).join(':')}:${sourceOf(rest, '.+')}$`,
  );
};

const regexes = new Map<string, RegExp>();

const isOfType = (resource: string, pattern: string): boolean => {
  const regex = regexes.get(pattern) ?? typeRegex(pattern);
  regexes.set(pattern, regex);
  return regex.test(resource) && !(pattern === 'arn:*:s3:::*' && resource.includes('/'));
};

const USER_NAME = /:user\/(?:.*\/)?(?<name>[^/]+)$/;

/** Names of users are unique in an account, whatever their path and case: nobody else has the own name. */
const exists = (resource: string, user: SessionUser): boolean =>
  USER_NAME.exec(resource)?.groups?.['name']?.toLowerCase() !== user.userName.toLowerCase() ||
  resource === user.arn;

/** IAM's own calls never reach into another account; AWS's policies are in none. */
const inReach = (action: string, resource: string, { account }: SessionUser): boolean =>
  !(action.startsWith('iam:') && resource.startsWith('arn:aws:iam::')) ||
  resource.startsWith(`arn:aws:iam::${account}:`) ||
  resource.startsWith('arn:aws:iam::aws:policy/');

/**
 * What a request for an action of the catalogue can be about: resources among these, one example of each type, or none
 * (`*`). Every action of S3 that has types is about a resource.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const resourcesFor = (
  action: string,
  named: readonly string[],
  user: SessionUser,
): readonly string[] => {
  const index = indexOfAction(action);
  if (index === undefined) {
    return ['*', ...named];
  }
  const types = resourcePatternsOf(index);
  const ofS3 = actionName(index).startsWith('s3:') && types.length > 0;
  const examples = types.map((pattern) => filled(pattern.replace(/^arn:\*/, 'arn:aws'), 'x', user));
  const ofType = named.filter((resource) => types.some((pattern) => isOfType(resource, pattern)));
  return [...(authorizesOnAll(index) && !ofS3 ? ['*'] : []), ...examples, ...ofType].filter(
    (resource) => exists(resource, user) && (resource === '*' || inReach(actionName(index), resource, user)),
  );
};
