import * as z from 'zod/mini';
import type { ReadRecord } from '#core/change/observed-event.ts';
import type { Severity } from '#core/verdict/severity-level.ts';
import { textIn } from './record-text.ts';
import { targetNamed } from './threat.ts';
import type { ThreatRule } from './threat-rule.ts';

const Selectors = z.object({
  eventSelectors: z.array(
    z.object({ includeManagementEvents: z.optional(z.boolean()), readWriteType: z.optional(z.string()) }),
  ),
});

const FieldSelector = z.looseObject({ field: z.string() });

const AdvancedSelectors = z.object({
  advancedEventSelectors: z.array(z.object({ fieldSelectors: z.array(FieldSelector) })),
});

/** The services whose management events a trail may leave out because there are so many of them. */
const LEFT_OUT: readonly unknown[] = ['kms.amazonaws.com', 'rdsdata.amazonaws.com'];

const isGiven = (condition: [string, unknown]): condition is [string, unknown[]] =>
  Array.isArray(condition[1]) && condition[1].length > 0;

/** Whether a selector for management events still selects every call that changes something. */
const keepsWrites = ({ field, ...conditions }: z.infer<typeof FieldSelector>): boolean => {
  const [given, ...others] = Object.entries(conditions).filter(isGiven);
  if (given === undefined || others.length > 0) {
    return false;
  }
  const [condition, values] = given;
  switch (`${field} ${condition}`) {
    case 'eventCategory equals':
      return values.includes('Management');
    case 'readOnly equals':
      return values.includes('false');
    case 'eventSource notEquals':
      return values.every((service) => LEFT_OUT.includes(service));
    default:
      return false;
  }
};

/** Whether a trail of these selectors records what people change; undefined when they can't be read. */
const recordsWrites = (parameters: unknown): boolean | undefined => {
  const basic = Selectors.safeParse(parameters).data?.eventSelectors.some(
    ({ includeManagementEvents, readWriteType }) =>
      includeManagementEvents !== false && readWriteType !== 'ReadOnly',
  );
  const advanced = AdvancedSelectors.safeParse(parameters).data?.advancedEventSelectors.some(
    ({ fieldSelectors }) =>
      fieldSelectors.some(({ field }) => field === 'eventCategory') && fieldSelectors.every(keepsWrites),
  );
  return basic ?? advanced;
};

const severityOfSelectors = (parameters: unknown): Severity => {
  const recorded = recordsWrites(parameters);
  if (recorded === undefined) {
    return 'medium';
  }
  return recorded ? 'low' : 'high';
};

const Narrowed = z.union([
  z.object({ includeGlobalServiceEvents: z.literal(false) }),
  z.object({ isMultiRegionTrail: z.literal(false) }),
  z.object({ isOrganizationTrail: z.literal(false) }),
]);

const severityOf = ({ call, details, failure }: ReadRecord): Severity => {
  switch (call.eventName) {
    case 'StopLogging':
    case 'DeleteTrail':
      return failure === undefined ? 'critical' : 'high';
    case 'PutEventSelectors':
      return severityOfSelectors(details.requestParameters);
    default:
      return Narrowed.safeParse(details.requestParameters).success ? 'high' : 'medium';
  }
};

/**
 * A trail records less, or nothing: without one, EventBridge is told of no call. Tried and denied counts too.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_UpdateTrail.html
 */
export const trailThreats: ThreatRule = (record) =>
  record.call.kind === 'trail-changed'
    ? [
        {
          kind: 'trail-weakened',
          severity: severityOf(record),
          target: targetNamed('trail', textIn(record.details.requestParameters, 'name', 'trailName')),
        },
      ]
    : [];
