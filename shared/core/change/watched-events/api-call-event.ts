import type { ChangeKind } from '#core/change/change-kind.ts';
import type { ConcernReader } from '#core/change/read-concern.ts';
import { unstated } from '#core/change/read-expectation.ts';
import { DETAIL_TYPES, type WatchedEvent } from '#core/change/watched-event.ts';

type Rest = Partial<
  Pick<WatchedEvent, 'expectation' | 'response' | 'urgency' | 'delivery' | 'narrowing' | 'documentation'>
>;

/** A row for a call of any service that CloudTrail records as a management event; `rest` is what is special. */
export const apiCallEvent = (
  service: string,
  eventName: string,
  kind: ChangeKind,
  concerns: ConcernReader,
  rest: Rest & Pick<WatchedEvent, 'documentation'>,
): WatchedEvent => ({
  source: `aws.${service}`,
  detailTypes: [DETAIL_TYPES.apiCall],
  eventSource: `${service}.amazonaws.com`,
  eventName,
  narrowing: {},
  kind,
  concerns,
  expectation: unstated,
  response: 'look',
  urgency: 'settling',
  delivery: 'yes',
  ...rest,
});

/** A row for a call of IAM, which by its documentation is named as the call is. */
export const iamEvent = (
  eventName: string,
  kind: ChangeKind,
  concerns: ConcernReader,
  rest: Rest = {},
): WatchedEvent =>
  apiCallEvent('iam', eventName, kind, concerns, {
    documentation: `https://docs.aws.amazon.com/IAM/latest/APIReference/API_${eventName}.html`,
    ...rest,
  });
