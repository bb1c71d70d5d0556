import type { EventPattern as CdkEventPattern } from 'aws-cdk-lib/aws-events';
import type { EventPattern } from '#core/change/event-pattern.ts';

/** The same pattern under the names that CDK gives to the fields. */
export const asPattern = (pattern: EventPattern): CdkEventPattern => ({
  source: [...pattern.source],
  detailType: [...pattern['detail-type']],
  detail: pattern.detail,
});
