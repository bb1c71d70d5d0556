import { actionName, authorizesOnAll, resourcePatternsOf } from '#core/catalogue/action-catalogue.ts';
import { literalPattern, wildcardPattern } from '#core/policy/pattern.ts';
import { type ResourcePattern, resourcePattern } from '#core/policy/resource-pattern.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import { collectionsOf } from './collections.ts';

/** IAM's calls never reach into another account, but AWS's own managed policies belong to the account `aws`. */
const isInOwnAccount = (pattern: string): boolean =>
  pattern.includes(':iam::*:') && !pattern.includes(':iam::*:policy/');

const inPartition = (pattern: string, { partition, account }: PrincipalName): ResourcePattern =>
  resourcePattern(
    wildcardPattern(
      (isInOwnAccount(pattern) ? pattern.replace(':iam::*:', `:iam::${account}:`) : pattern).replace(
        /^arn:\*:/,
        `arn:${partition}:`,
      ),
    ),
  );

const S3_BUCKETS = 'arn:*:s3:::*';

/** What requests can be about, of one sort. */
export interface ResourceType {
  readonly pattern: ResourcePattern;
  readonly isBucket: boolean;
}

/** Read once for each partition, and for each account where that makes a difference. */
const typesRead = new Map<string, Map<string, ResourceType>>();

const readOnce = (
  pattern: string,
  { partition, account }: PrincipalName,
  read: () => ResourceType,
): ResourceType => {
  const where = isInOwnAccount(pattern) ? `${partition} ${account}` : partition;
  const types = typesRead.get(where) ?? new Map<string, ResourceType>();
  typesRead.set(where, types);
  const type = types.get(pattern) ?? read();
  types.set(pattern, type);
  return type;
};

/** The resources of a type, in the principal's partition. */
const resourcesOfType = (pattern: string, principal: PrincipalName): ResourceType =>
  readOnce(pattern, principal, () => ({
    pattern: inPartition(pattern, principal),
    isBucket: pattern === S3_BUCKETS,
  }));

/** A request for no resource in particular is matched with the text `*`: only `*` takes it in. */
const ALL_AS_ONE: ResourceType = { pattern: resourcePattern(literalPattern('*')), isBucket: false };

/** Every action of S3 that has types of resources is about one of them; AWS calls alternatives optional. */
const isAlwaysAboutOne = (pattern: string): boolean => pattern.startsWith('arn:*:s3:');

/** Asked for with nothing behind the slash, or with an asterisk. */
const collection = (beginning: string, principal: PrincipalName): readonly ResourceType[] =>
  ['', '*'].map((ending) =>
    readOnce(`${beginning} ${ending}`, principal, () => ({
      pattern: resourcePattern([...inPartition(beginning, principal).whole, ...literalPattern(ending)]),
      isBucket: false,
    })),
  );

/** What requests for an action can be about: resources of some types, or none in particular. Read as far as asked. */
export function* resourcesOf(action: number, principal: PrincipalName): Generator<ResourceType> {
  const patterns = resourcePatternsOf(action);
  if (authorizesOnAll(action) && !patterns.some(isAlwaysAboutOne)) {
    yield ALL_AS_ONE;
  }
  for (const pattern of patterns) {
    yield resourcesOfType(pattern, principal);
  }
  if (patterns.length === 0) {
    const [service = ''] = actionName(action).split(':');
    for (const beginning of collectionsOf(service)) {
      yield* collection(beginning, principal);
    }
  }
}
