import { literalPattern, wildcardPattern } from '#core/policy/pattern.ts';
import { type ResourcePattern, resourcePattern } from '#core/policy/resource-pattern.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';

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

/** Types of resources in a partition: as many as the catalogue has, times the partitions that are watched. */
const typesRead = new Map<string, Map<string, ResourceType>>();

const readType = (pattern: string, principal: PrincipalName): ResourceType => ({
  pattern: inPartition(pattern, principal),
  isBucket: pattern === S3_BUCKETS,
});

/** The resources of a type, in the principal's partition. */
const resourcesOfType = (pattern: string, principal: PrincipalName): ResourceType => {
  if (isInOwnAccount(pattern)) {
    return readType(pattern, principal);
  }
  const types = typesRead.get(principal.partition) ?? new Map<string, ResourceType>();
  typesRead.set(principal.partition, types);
  const type = types.get(pattern) ?? readType(pattern, principal);
  types.set(pattern, type);
  return type;
};

/** A request for no resource in particular is matched with the text `*`: only `*` takes it in. */
const ALL_AS_ONE: ResourceType = { pattern: resourcePattern(literalPattern('*')), isBucket: false };

/** Every action of S3 that has types of resources is about one of them; AWS calls alternatives optional. */
const isAlwaysAboutOne = (pattern: string): boolean => pattern.startsWith('arn:*:s3:');

/** What requests can be about: resources of some types, or none in particular. */
export const resourcesOf = (
  patterns: readonly string[],
  onAll: boolean,
  principal: PrincipalName,
): readonly ResourceType[] => [
  ...patterns.map((pattern) => resourcesOfType(pattern, principal)),
  ...(onAll && !patterns.some(isAlwaysAboutOne) ? [ALL_AS_ONE] : []),
];
