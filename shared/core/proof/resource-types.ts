import { actionName, authorizesOnAll, resourcePatternsOf } from '#core/catalogue/action-catalogue.ts';
import { literalPattern, wildcardPattern } from '#core/policy/pattern.ts';
import { type ResourcePattern, resourcePattern } from '#core/policy/resource-pattern.ts';
import type { PrincipalName } from '#core/posture/posture-snapshot.ts';
import { collectionsOf } from './collections.ts';
import { latest } from './remembered.ts';

const serviceOf = (action: number): string => actionName(action).split(':')[0] ?? '';

/**
 * IAM's own calls never reach into another account, but AWS's managed policies belong to the account `aws`. What other
 * services do with IAM's resources may: a role is assumed from wherever its trust policy allows.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
const isInOwnAccount = (pattern: string, action: number): boolean =>
  pattern.includes(':iam::*:') && !pattern.includes(':iam::*:policy/') && serviceOf(action) === 'iam';

/** The account's own resources carry its number; else whatever the catalogue says. */
const inAccount = (pattern: string, action: number, account: string): string =>
  isInOwnAccount(pattern, action) ? pattern.replace(':iam::*:', `:iam::${account}:`) : pattern;

const inPartition = (pattern: string, partition: string): ResourcePattern =>
  resourcePattern(wildcardPattern(pattern.replace(/^arn:\*:/, `arn:${partition}:`)));

const S3_BUCKETS = 'arn:*:s3:::*';

/** What requests can be about, of one sort. */
export interface ResourceType {
  readonly pattern: ResourcePattern;
  readonly isBucket: boolean;
}

type Types = Map<string, ResourceType>;

/** The types of a partition are few; of accounts, which may be many, those are kept that were asked for last. */
const ofPartitions = new Map<string, Types>();
const ofAccounts = latest<string, Types>(16);

/** Whose own a type is: the account's, or everybody's in the partition. */
const typesOf = (isOwn: boolean, { partition, account }: PrincipalName): Types => {
  const [kept, whose] = isOwn ? [ofAccounts, `${partition} ${account}`] : [ofPartitions, partition];
  const types = kept.get(whose) ?? new Map<string, ResourceType>();
  kept.set(whose, types);
  return types;
};

const readOnce = (name: string, types: Types, read: () => ResourceType): ResourceType => {
  const type = types.get(name) ?? read();
  types.set(name, type);
  return type;
};

/** The resources of a type, in the principal's partition. */
const resourcesOfType = (pattern: string, action: number, principal: PrincipalName): ResourceType => {
  const named = inAccount(pattern, action, principal.account);
  return readOnce(named, typesOf(named !== pattern, principal), () => ({
    pattern: inPartition(named, principal.partition),
    isBucket: pattern === S3_BUCKETS,
  }));
};

/** A request for no resource in particular is matched with the text `*`: only `*` takes it in. */
const ALL_AS_ONE: ResourceType = { pattern: resourcePattern(literalPattern('*')), isBucket: false };

/** Every action of S3 that has types of resources is about one of them; AWS calls alternatives optional. */
const isAlwaysAboutOne = (pattern: string): boolean => pattern.startsWith('arn:*:s3:');

/** Asked for with nothing behind the slash, or with an asterisk. */
const collection = (beginning: string, action: number, principal: PrincipalName): readonly ResourceType[] => {
  const named = inAccount(beginning, action, principal.account);
  const types = typesOf(named !== beginning, principal);
  return ['', '*'].map((ending) =>
    readOnce(`${named} ${ending}`, types, () => ({
      pattern: resourcePattern([...inPartition(named, principal.partition).whole, ...literalPattern(ending)]),
      isBucket: false,
    })),
  );
};

/** What requests for an action can be about: resources of some types, or none in particular. Read as far as asked. */
export function* resourcesOf(action: number, principal: PrincipalName): Generator<ResourceType> {
  const patterns = resourcePatternsOf(action);
  if (authorizesOnAll(action) && !patterns.some(isAlwaysAboutOne)) {
    yield ALL_AS_ONE;
  }
  for (const pattern of patterns) {
    yield resourcesOfType(pattern, action, principal);
  }
  if (patterns.length === 0) {
    for (const beginning of collectionsOf(serviceOf(action))) {
      yield* collection(beginning, action, principal);
    }
  }
}
