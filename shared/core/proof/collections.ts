import { resourcePatternsOf, serviceRange } from '#core/catalogue/action-catalogue.ts';

const ARN_PARTS = 6;

/** What comes before the name in a resource's ARN: `arn:*:iam::*:user/` of `arn:*:iam::*:user/*`. */
const beforeName = (pattern: string): string => {
  const parts = pattern.split(':');
  const resource = parts.slice(ARN_PARTS - 1).join(':');
  return [...parts.slice(0, ARN_PARTS - 1), resource.split('*')[0]].join(':');
};

const read = new Map<string, readonly string[]>();

/** @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-policies-ec2-console.html */
const ASKS_ON_ALL_ONLY: ReadonlySet<string> = new Set(['ec2']);

const readCollections = (service: string): readonly string[] => {
  if (ASKS_ON_ALL_ONLY.has(service)) {
    return [];
  }
  const { first, end } = serviceRange(service) ?? { first: 0, end: 0 };
  const patterns = Array.from({ length: end - first }, (_, index) =>
    resourcePatternsOf(first + index),
  ).flat();
  const own = patterns.filter((pattern) => pattern.startsWith(`arn:*:${service}:`));
  return [...new Set(own.map(beforeName))];
};

/**
 * The ARNs, up to where a name would begin, that a service may ask IAM about for an action on none of its resources in
 * particular: `iam:ListUsers` is asked for on `arn:aws:iam::111122223333:user/`, `s3:ListAllMyBuckets` on
 * `arn:aws:s3:::*`. AWS's catalogue does not list them.
 */
export const collectionsOf = (service: string): readonly string[] => {
  const collections = read.get(service) ?? readCollections(service);
  read.set(service, collections);
  return collections;
};
