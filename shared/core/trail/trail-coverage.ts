/** One condition of an advanced event selector. Every operator that is given must hold. */
export interface FieldSelector {
  readonly field: string;
  readonly equals: readonly string[];
  readonly notEquals: readonly string[];
}

/** What a trail is told to record, in either of CloudTrail's two ways. */
export type EventSelector =
  | {
      readonly kind: 'basic';
      readonly managementEvents: boolean;
      readonly readWrite: 'All' | 'ReadOnly' | 'WriteOnly';
      readonly excludedSources: readonly string[];
    }
  | { readonly kind: 'advanced'; readonly fields: readonly FieldSelector[] };

export interface Trail {
  readonly name: string;
  readonly homeRegion: string;
  readonly multiRegion: boolean;
  readonly logging: boolean;
  readonly selectors: readonly EventSelector[];
}

/** Why a trail does not bring the guardian its events. */
export type TrailShortfall = 'not-logging' | 'other-region' | 'no-management-writes';

const IAM = 'iam.amazonaws.com';

/** What an IAM write looks like to an advanced event selector. */
const IAM_WRITE: Readonly<Record<string, string>> = {
  eventCategory: 'Management',
  readOnly: 'false',
  eventSource: IAM,
};

/** A field that an IAM write may have any value for can't be promised to match. */
const admits = ({ field, equals, notEquals }: FieldSelector): boolean => {
  const value = IAM_WRITE[field];
  return value !== undefined && (equals.length === 0 || equals.includes(value)) && !notEquals.includes(value);
};

const recordsIamWrites = (selector: EventSelector): boolean => {
  switch (selector.kind) {
    case 'basic':
      return (
        selector.managementEvents &&
        selector.readWrite !== 'ReadOnly' &&
        !selector.excludedSources.includes(IAM)
      );
    case 'advanced':
      return (
        selector.fields.some(
          ({ field, equals }) => field === 'eventCategory' && equals.includes('Management'),
        ) && selector.fields.every(admits)
      );
  }
};

/**
 * What keeps a trail from making EventBridge deliver IAM's write events in the Region where they are recorded;
 * empty when nothing does.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export const shortfallsOf = (trail: Trail, region: string): readonly TrailShortfall[] => [
  ...(trail.logging ? [] : ['not-logging' as const]),
  ...(trail.multiRegion || trail.homeRegion === region ? [] : ['other-region' as const]),
  ...(trail.selectors.some(recordsIamWrites) ? [] : ['no-management-writes' as const]),
];
